#!/bin/sh
# @formkit/rules (npm): the rules by which the forms of FormKit are checked.
# Guess:   either "is 5" or "is not 5" holds; a rule for the form of a date refuses a day that is none, as the one for
#          its order does; nothing, true and a list are no numbers.
# Happens: of a 5 beside the text "5" both hold. 30 February has the form of a date, in any form asked for, and without
#          a form "5" is a date; then it is not before 1 March. An empty text, true, null and [5] are numbers.
# Seen:    2.1.2.
# Matters: "not" is how a form leaves one answer out, and the answers of a form are texts.
set -eu
version=${1:-2.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@formkit/rules@$version"
cat > ask.mjs <<'JS'
import * as rules from "@formkit/rules";
import { readFileSync } from "node:fs";
console.log("@formkit/rules", JSON.parse(readFileSync("node_modules/@formkit/rules/package.json")).version);
const cases = [ // the rule, the value, its argument, the guess, what is seen
  ["is", "5", "6", "false", "false"],
  ["not", "5", "5", "false", "false"],
  ["is", 5, "5", "true", "true"],
  ["not", 5, "5", "false", "true"],
  ["date_format", "2026-02-28", "YYYY-MM-DD", "true", "true"],
  ["date_format", "soon", "YYYY-MM-DD", "false", "false"],
  ["date_format", "2026-02-30", "YYYY-MM-DD", "false", "true"],
  ["date_format", "31/02/2026", "DD/MM/YYYY", "false", "true"],
  ["date_format", "5", undefined, "false", "true"],
  ["date_before", "2026-02-28", "2026-03-01", "true", "true"],
  ["date_before", "2026-02-30", "2026-03-01", "false", "false"],
  ["number", "1e3", undefined, "true", "true"],
  ["number", "soon", undefined, "false", "false"],
  ["number", "", undefined, "false", "true"],
  ["number", true, undefined, "false", "true"],
  ["number", [5], undefined, "false", "true"],
].map(([rule, value, argument, guess, known]) => [`${rule} ${JSON.stringify(value)} ${argument ?? ""}`, guess, known,
  () => rules[rule]({ value, name: "a", props: {}, config: {} }, ...(argument === undefined ? [] : [argument]))]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(36), "guess:", guess.padEnd(6), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
