#!/bin/sh
# number-to-words and to-words (npm): numbers and sums in words.
# Guess:   the number meant, or refused: "1,500" is fifteen hundred, 2.99 and "5 days" are refused, or said whole;
#          2.999 is said by its digits, as 2.5 and 0.05 are; in British English 101 is one hundred and one.
# Happens: number-to-words reads until the first sign that it does not know: "1,500" is one, "45k" forty-five, 2.99
#          two, 1e21 one, -0.5 zero; 1.5 is "first". to-words has "Two Point Nine Hundred Ninety Nine", and "Zero
#          Point Zero Five"; half a penny is a penny; 101 is "One Hundred One".
# Seen:    number-to-words 1.2.4, to-words 5.7.0 and 4.0.0.
# Source:  number-to-words, src/toWords.js, line 35: `parseInt(number, 10)`.
# Matters: pay and days are said twice in a letter, in digits and in words, and should say the same.
set -eu
version=${1:-1.2.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "number-to-words@$version" "to-words@${2:-5.7.0}"
cat > say.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { toWords, toWordsOrdinal } = require("number-to-words");
const { ToWords } = require("to-words");
const british = new ToWords({ localeCode: "en-GB" });
const number = (value) => british.convert(value);
const pounds = (value) => british.convert(value, { currency: true });
const CASES = [ // who says it, what, the guess, the words
  [toWords, 1500, "one thousand, five hundred", "one thousand, five hundred"],
  [toWords, "1,500", "one thousand, five hundred", "one"],
  [toWords, 2.99, "refused", "two"],
  [toWords, -0.5, "refused", "zero"],
  [toWords, "45k", "refused", "forty-five"],
  [toWords, 1e21, "refused", "one"],
  [toWordsOrdinal, 21, "twenty-first", "twenty-first"],
  [toWordsOrdinal, 1.5, "refused", "first"],
  [number, "1,500", "refused", "refused"],
  [number, 0.05, "Zero Point Zero Five", "Zero Point Zero Five"],
  [number, 2.999, "Two Point Nine Nine Nine", "Two Point Nine Hundred Ninety Nine"],
  [number, 101, "One Hundred And One", "One Hundred One"],
  [pounds, 0.005, "Zero Pounds Only", "Zero Pounds And One Penny Only"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("number-to-words", npm("number-to-words"), "to-words", npm("to-words"));
let changed = false;
for (const [say, value, guess, known] of CASES) {
  let seen;
  try {
    seen = say(value);
  } catch {
    seen = "refused";
  }
  console.log(`${say.name} ${JSON.stringify(value)}`.padEnd(20), `guess: ${guess}`.padEnd(36), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node say.cjs
