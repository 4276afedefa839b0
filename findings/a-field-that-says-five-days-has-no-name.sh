#!/bin/sh
# dom-accessibility-api (npm): the names of the parts of a page, as tests look for them; here with jsdom.
# Guess:   a field has its placeholder for a name for want of a better one, a figure its caption, as a table has, and
#          an option its label, as a group of options has; "CO" with a low 2 is one word, as it is
#          seen; what is folded away is not in a name, and what is chosen in a field is.
# Happens: the placeholder and the caption are no name, though a title is; an option of the label May is called 5.
#          CO and the 2 come apart, and two spans too, of which jsdom states no display. What is in
#          closed details is in the name, and a chosen date, unlike a chosen number, is not.
# Seen:    dom-accessibility-api 0.7.1 and 0.6.3, with jsdom 26.1.0.
# Matters: a test finds no name where a reader of screens says one, or another than is said.
set -eu
version=${1:-0.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "dom-accessibility-api@$version" jsdom@26.1.0
cat > ask.mjs <<'JS'
import { JSDOM } from "jsdom";
import { computeAccessibleName } from "dom-accessibility-api";
import { readFileSync } from "node:fs";

const name = (html) => {
  globalThis.window = new JSDOM(html).window;
  return computeAccessibleName(window.document.querySelector("#x"));
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["a title", () => name('<input id="x" title="Days" placeholder="5 days">'), "Days", "Days"],
  ["a placeholder", () => name('<input id="x" placeholder="5 days">'), "5 days", ""],
  ["a caption of a table", () => name('<table id="x"><caption>Days</caption></table>'), "Days", "Days"],
  ["a caption of a figure", () => name('<figure id="x"><img alt="a"><figcaption>Days</figcaption></figure>'),
    "Days", ""],
  ["a label of a group", () => name('<select><optgroup id="x" label="May"><option>5</option></optgroup></select>'),
    "May", "May"],
  ["a label of an option", () => name('<select><option id="x" label="May">5</option></select>'), "May", "5"],
  ["a low 2", () => name('<button id="x">CO<sub>2</sub></button>'), "CO2", "CO 2"],
  ["two spans", () => name('<button id="x"><span>one</span><span>two</span></button>'), "onetwo", "one two"],
  ["two paragraphs", () => name('<div id="x" role="button"><p>one</p><p>two</p></div>'), "one two", "one two"],
  ["folded away", () => name('<div id="x" role="button">More <details><summary>a</summary>inner</details></div>'),
    "More a", "More a inner"],
  ["a chosen number", () => name('<label for="x">Wait <input type="number" value="5"> days</label><input id="x">'),
    "Wait 5 days", "Wait 5 days"],
  ["a chosen option", () => name('<label for="x">Wait <select><option>2</select> days</label><input id="x">'),
    "Wait 2 days", "Wait 2 days"],
  ["a chosen date", () => name('<label for="x">On <input type="date" value="2026-01-05"> or so</label><input id="x">'),
    "On 2026-01-05 or so", "On or so"],
  ["a ticked box", () => name('<label for="x">Yes <input type="checkbox" checked> sure</label><input id="x">'),
    "Yes sure", "Yes sure"],
  ["a level of five", () => name('<label for="x">Wait <input type="range" value="5"> days</label><input id="x">'),
    "Wait 5 days", "Wait 5 days"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["dom-accessibility-api", "jsdom"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(28), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
