#!/bin/sh
# n2words and written-number (npm): numbers in words.
# Guess:   1.25 is "one point two five", 1.10 as a text "one point one zero", -5 "minus five"; 2.999 pounds are
#          rounded to three; 112th is "one hundred and twelfth" where 112 is "one hundred and twelve"; "1,500" is
#          refused.
# Happens: for n2words 1.25 is "one point twenty-five", 1.125 "one point one hundred and twenty-five", more than 1.5
#          "one point five"; 2.999 pounds are two pounds and ninety-nine pence; 112th lacks its "and". For
#          written-number 2.5 is "three", and -5, "1,500" and "five" are the empty text; true is one; in French 80000
#          has an s too many.
# Seen:    n2words 4.0.0, written-number 0.11.1 and 0.9.1.
# Matters: sums and lengths of time are read aloud; an empty text leaves "within  days".
set -eu
version=${1:-4.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "n2words@$version" "written-number@${2:-0.11.1}"
cat > words.mjs <<'JS'
import { readFileSync } from "node:fs";
import { toCardinal, toCurrency, toOrdinal } from "n2words/en-GB";
import writtenNumber from "written-number";

const inFrench = (value) => writtenNumber(value, { lang: "fr" });
const CASES = [ // the function, its name, the number, the guess, what is seen
  [toCardinal, "toCardinal", 1.5, "one point five", "one point five"],
  [toCardinal, "toCardinal", 1.05, "one point zero five", "one point zero five"],
  [toCardinal, "toCardinal", 1.25, "one point two five", "one point twenty-five"],
  [toCardinal, "toCardinal", 1.125, "one point one two five", "one point one hundred and twenty-five"],
  [toCardinal, "toCardinal", "1.10", "one point one zero", "one point ten"],
  [toCardinal, "toCardinal", "1,500", "refused", "refused"],
  [toCardinal, "toCardinal", 112, "one hundred and twelve", "one hundred and twelve"],
  [toOrdinal, "toOrdinal", 112, "one hundred and twelfth", "one hundred twelfth"],
  [toCurrency, "toCurrency", 2.5, "two pounds and fifty pence", "two pounds and fifty pence"],
  [toCurrency, "toCurrency", 2.999, "three pounds", "two pounds and ninety-nine pence"],
  [writtenNumber, "writtenNumber", 101, "one hundred and one", "one hundred and one"],
  [writtenNumber, "writtenNumber", 2.5, "two and a half", "three"],
  [writtenNumber, "writtenNumber", -5, "minus five", ""],
  [writtenNumber, "writtenNumber", "1,500", "refused", ""],
  [writtenNumber, "writtenNumber", true, "refused", "one"],
  [inFrench, "in French", 80, "quatre-vingts", "quatre-vingts"],
  [inFrench, "in French", 80000, "quatre-vingt mille", "quatre-vingts mille"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("n2words", npm("n2words"), "written-number", npm("written-number"));
let changed = false;
for (const [work, name, value, guess, known] of CASES) {
  let seen;
  try {
    seen = work(value);
  } catch {
    seen = "refused";
  }
  console.log(`${name} ${value}`.padEnd(19), `guess: ${guess}`.padEnd(33), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node words.mjs
