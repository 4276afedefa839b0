#!/bin/sh
# compromise (npm): numbers and verbs of English sentences, found and changed.
# Guess:   "twenty twenty six" is 2026, or 20 26; "no one" no number, "a hundred days" 100 days. "Call them" negated
#          is "do not call them", "I have to wait" "I do not have to wait".
# Happens: it is "0 6", nineteen eighty four "19 80 4", "no one" "no 1", "a hundred" "a 100". Negated, the advice is
#          "does not call them", and "I have not to wait".
# Seen:    compromise 14.17.0 and 14.8.0.
# Matters: an advice is turned into its opposite for who has done it; years are told in words.
set -eu
version=${1:-14.17.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "compromise@$version"
cat > say.mjs <<'JS'
import { readFileSync } from "node:fs";
import nlp from "compromise";

const counted = (text) => {
  const said = nlp(text);
  said.numbers().toNumber();
  return said.text();
};
const negated = (text) => {
  const said = nlp(text);
  said.verbs().toNegative();
  return said.text();
};
const CASES = [ // what is done, the text, the guess, what is seen
  [counted, "five hundred and one", "501", "501"],
  [counted, "two or three days", "2 or 3 days", "2 or 3 days"],
  [counted, "twenty twenty six", "2026", "0 6"],
  [counted, "nineteen eighty four", "1984", "19 80 4"],
  [counted, "no one", "no one", "no 1"],
  [counted, "a hundred days", "100 days", "a 100 days"],
  [negated, "you should wait", "you should not wait", "you should not wait"],
  [negated, "I never call", "I never call", "I never call"],
  [negated, "call them today", "do not call them today", "does not call them today"],
  [negated, "I have to wait", "I do not have to wait", "I have not to wait"],
];
console.log("compromise", JSON.parse(readFileSync("node_modules/compromise/package.json")).version);
let changed = false;
for (const [done, text, guess, known] of CASES) {
  const seen = done(text);
  console.log(`${done.name} ${text}`.padEnd(29), `guess: ${guess}`.padEnd(30), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node say.mjs
