#!/bin/sh
# jsonrepair (npm): JSON that is broken, mended; much used for what a model of language has written.
# Guess:   "- 1" is -1, or refused; a comma too many is taken away, also in the middle; the apostrophe of a text in
#          apostrophes stays one; TRUE is true, as True is.
# Happens: it is 0 and 1, and a minus alone is 0. Of 1, 2,, 3 the first two become a list in the list. "it's" is it"s:
#          the apostrophe becomes a quotation mark. TRUE is a text. Of 1, ..., 9 the middle is nothing.
# Seen:    3.15.0.
# Matters: a debt of one is none, and a list of answers has an answer less.
set -eu
version=${1:-3.15.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jsonrepair@$version"
cat > ask.mjs <<'JS'
import { jsonrepair } from "jsonrepair";
import { readFileSync } from "node:fs";
console.log("jsonrepair", JSON.parse(readFileSync("node_modules/jsonrepair/package.json")).version);
const cases = [ // the text, the guess, what is seen
  ["[1, 2,]", "[1,2]", "[1,2]"],
  ["[-1 2]", "[-1,2]", "[-1,2]"],
  ["{a: yes}", '{"a":"yes"}', '{"a":"yes"}'],
  ['{"a": 1,5}', "refused", "refused"],
  ["[- 1]", "[-1]", "[0,1]"],
  ['{"a": -}', "refused", '{"a":0}'],
  ["[1,,2]", "[1,2]", "[[1],2]"],
  ["[1, 2,, 3]", "[1,2,3]", "[[1,2],3]"],
  ["{'a': 'it's here'}", '{"a":"it\'s here"}', '{"a":"it\\"s here"}'],
  ["{'a': '5 o'clock', 'b': 1}", '{"a":"5 o\'clock","b":1}', '{"a":"5 o\\"clock","b":1}'],
  ["[True]", "[true]", "[true]"],
  ["[TRUE]", "[true]", '["TRUE"]'],
].map((kase) => [...kase, () => JSON.stringify(JSON.parse(jsonrepair(kase[0])))]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(26), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
