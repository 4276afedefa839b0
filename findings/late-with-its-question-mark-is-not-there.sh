#!/bin/sh
# lunr and minisearch (npm): texts found by their words.
# Guess:   what stands in a text is found as it stands there: "late?", "call.", Zoë; 10 finds what has ten; of two
#          words that have to be there both have to.
# Happens: lunr takes the signs at the ends off the words of the texts and not off those of the question: "late?" and
#          "call." find nothing, nor does Zoë find Zoë. minisearch finds 10.5 days for 10, and 10 days for 10.5; a
#          minus leaves nothing out there, and "+paid +leave" finds nothing.
# Seen:    lunr 2.3.9, minisearch 7.2.0.
# Matters: questions and advice are looked for by the words that one reads.
set -eu
version=${1:-2.3.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "lunr@$version" minisearch@7.2.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import MiniSearch from "minisearch";
import { readFileSync } from "node:fs";

const lunr = createRequire(import.meta.url)("lunr");
const TEXTS = ["paid leave", "unpaid leave", "10 days", "10.5 days", "You are late?", "Please call.", "Zoë"];
const TEXT_OF = TEXTS.map((text, id) => ({ id, text }));
const index = lunr(function () {
  this.ref("id");
  this.field("text");
  for (const one of TEXT_OF) this.add(one);
});
const mini = new MiniSearch({ fields: ["text"] });
mini.addAll(TEXT_OF);
const named = (found) => found.map((id) => TEXTS[id]).sort().join() || "nothing";
const both = (words) => {
  const first = named(index.search(words).map(({ ref }) => ref));
  const second = named(mini.search(words).map(({ id }) => id));
  return first === second ? first : `${first} | ${second}`;
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["paid", () => both("paid"), "paid leave", "paid leave"],
  ["10.5", () => both("10.5"), "10.5 days", "10.5 days | 10 days,10.5 days"],
  ["10", () => both("10"), "10 days", "10 days | 10 days,10.5 days"],
  ["late", () => both("late"), "You are late?", "You are late?"],
  ["late?", () => both("late?"), "You are late?", "nothing | You are late?"],
  ["call", () => both("call"), "Please call.", "Please call."],
  ["call.", () => both("call."), "Please call.", "nothing | Please call."],
  ["Zoë", () => both("Zoë"), "Zoë", "nothing | Zoë"],
  ["leave -unpaid", () => both("leave -unpaid"), "paid leave", "paid leave | paid leave,unpaid leave"],
  ["+paid +leave", () => both("+paid +leave"), "paid leave", "paid leave | nothing"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["lunr", "minisearch"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(14), `guess: ${guess}`.padEnd(21), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
