#!/bin/sh
# @microsoft/recognizers-text-choice and -number (npm): yes and no, and numbers, found in what people type.
# Guess:   "not sure" is neither yes nor no, as "not really" is neither; "it is not true" is not yes, as "not ok" is
#          no; there is no number in "room 12b" and "no one", no place in "wait a second".
# Happens: "not sure", "I am not sure" and "it is not true" are yes, "no problem" is no. Room 12b is twelve thousand
#          million, "no one" is 1, "wait a second" the second place; "a couple of days" has no number.
# Why one guesses so: "not ok" is understood as no, so "not" is looked for.
# Seen:    both 1.3.1; choice 1.1.4. Number 1.1.4 finds nothing in "room 12b".
# Matters: bots ask "did they make an offer?", and take this answer.
set -eu
version=${1:-1.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@microsoft/recognizers-text-choice@$version" \
  @microsoft/recognizers-text-number@1.3.1
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { recognizeBoolean } = require("@microsoft/recognizers-text-choice");
const numbers = require("@microsoft/recognizers-text-number");
const shown = (all) => all.map(({ resolution }) => resolution.value).join(" ") || "none";
const yes = (text) => shown(recognizeBoolean(text, "en-us"));
const number = (text) => shown(numbers.recognizeNumber(text, "en-us"));
const place = (text) => shown(numbers.recognizeOrdinal(text, "en-us"));
const row = (find, text, guess, known) => [text, () => find(text), guess, known];
const CASES = [ // what is looked for, the text, the guess, what is seen
  row(yes, "yes", "true", "true"),
  row(yes, "no", "false", "false"),
  row(yes, "yes, of course", "true", "true"),
  row(yes, "not sure", "none", "true"),
  row(yes, "I am not sure", "none", "true"),
  row(yes, "not really", "none", "none"),
  row(yes, "no problem", "none", "false"),
  row(yes, "not ok", "false", "false"),
  row(yes, "it is not true", "none", "true"),
  row(number, "a year and a half", "0.5", "0.5"),
  row(number, "two and a half", "2.5", "2.5"),
  row(number, "2 1/2", "2.5", "2.5"),
  row(number, "twenty twenty six", "20 26", "20 26"),
  row(number, "one hundred and five", "105", "105"),
  row(number, "2-3 weeks", "2 3", "2 3"),
  row(number, "a couple of days", "2", "none"),
  row(number, "no one", "none", "1"),
  row(number, "two thirds", "0.666666666666667", "0.666666666666667"),
  row(number, "room 12b", "none", "12000000000"),
  row(place, "the second", "2", "2"),
  row(place, "wait a second", "none", "2"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const NAMES = ["@microsoft/recognizers-text-choice", "@microsoft/recognizers-text-number"];
console.log(NAMES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(21), `guess: ${guess}`.padEnd(25), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
