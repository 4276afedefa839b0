#!/bin/sh
# dom-accessibility-api and axe-core (npm): what a screen reader says of an element, by two that check pages, in
# jsdom.
# Guess:   both have the same name and role: lines are apart, what is hidden is not there and parts nothing; a title
#          that is the name is not said twice; the first role that exists counts.
# Happens: "Call", a new line and "now" are "Callnow" for the first; 5, a hidden point and 5 are "5 5" there and "55"
#          for the second, where a block within a heading parts no words; a picture parts words for the second only.
#          An empty label hides the placeholder for the first. A section without a name is a region there, the header
#          of an article the banner, "foo button" the role foo, BUTTON a role of its own. A title in place of a name
#          is the description, too.
# Seen:    dom-accessibility-api 0.7.1 and 0.5.16, axe-core 4.14.1, jsdom 29.1.1.
# Matters: tests of a page ask for an element by its role and name, and the checker of accessibility by another.
set -eu
version=${1:-0.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "dom-accessibility-api@$version" axe-core@4.14.1 jsdom@29.1.1
cat > names.mjs <<'JS'
import { readFileSync } from "node:fs";
import { computeAccessibleDescription, computeAccessibleName, getRole } from "dom-accessibility-api";
import { JSDOM } from "jsdom";

const AXE = readFileSync("node_modules/axe-core/axe.js", "utf8");
const asked = (html, ask) => {
  const { window } = new JSDOM(`<!doctype html><html lang="en"><body>${html}</body></html>`, { runScripts: "outside-only" });
  window.eval(AXE);
  window.axe.setup(window.document);
  const element = window.document.querySelector("#x");
  return ask(element, window.axe.utils.getNodeFromTree(element), window.axe.commons);
};
const name = (element, node, axe) => [computeAccessibleName(element), axe.text.accessibleTextVirtual(node)];
const role = (element, node, axe) => [getRole(element), axe.aria.getRole(node)];
const saidTwice = (element) => [computeAccessibleDescription(element), ""];
const CASES = [ // what is asked, the element with id x, the guess, what is seen by the two
  [name, "<button id=x>Call <b>now</b></button>", "Call now", "Call now", "Call now"],
  [name, "<button id=x><div>Call</div><div>now</div></button>", "Call now", "Call now", "Call now"],
  [name, "<label for=x>In <input value=5> days</label><input id=x>", "In 5 days", "In 5 days", "In 5 days"],
  [name, "<button id=x>Call<br>now</button>", "Call now", "Callnow", "Call now"],
  [name, "<button id=x>5<i hidden>.</i>5 days</button>", "55 days", "5 5 days", "55 days"],
  [name, '<h1 id=x>Ask<span style="display:block">now</span></h1>', "Ask now", "Ask now", "Asknow"],
  [name, "<button id=x>a<img alt=b>c</button>", "a b c", "abc", "a b c"],
  [name, "<label for=x></label><input id=x placeholder=Days>", "Days", "", "Days"],
  [name, "<input id=x placeholder=Days title=Time>", "Time", "Time", "Days"],
  [name, "<figure id=x><figcaption>Days</figcaption></figure>", "Days", "", "Days"],
  [role, "<section id=x>a</section>", null, "region", null],
  [role, "<article><header id=x>a</header></article>", null, "banner", null],
  [role, '<div id=x role="foo button">a</div>', "button", "foo", null],
  [role, "<div id=x role=BUTTON>a</div>", "button", "BUTTON", "button"],
  [role, "<button id=x role=presentation>a</button>", "button", "presentation", "button"],
  [role, "<search id=x>a</search>", "search", null, "search"],
  [saidTwice, "<button id=x title=Call></button>", "", "Call", ""],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["dom-accessibility-api", "axe-core", "jsdom"].map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [ask, html, guess, ...known] of CASES) {
  const seen = asked(html, ask);
  console.log(`${ask.name.padEnd(9)} ${html}\n    guess: ${JSON.stringify(guess)} seen: ${JSON.stringify(seen)}`);
  changed ||= JSON.stringify(seen) !== JSON.stringify(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 120 node names.mjs
