#!/bin/sh
# adaptive-expressions (npm): the expressions of adaptive cards and dialogs.
# Guess:   7/2.0 is 3.5, as one of the two has a point; -2^2 is -4; numbers are sorted by their size; "5 days" is no
#          whole number; what is missing is not compared, as texts with numbers are not; 30 February is no date.
# Happens: 7/2.0 is 3 (7/2.5 is 2.8), -2^2 is 4, [10, 9, 1] sorted is [1, 10, 9]; int('5 days') is 5 and bool('no')
#          true. What is missing is neither less nor more, without an error. 30 February is a date for `isDate`, and
#          refused where a day is added. The ordinal of 0 is "0".
# Seen:    adaptive-expressions 4.23.3 and 4.20.0.
# Matters: a limit of half a week is written as 7/2.0; the newest of a list is its last one, sorted.
set -eu
version=${1:-4.23.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "adaptive-expressions@$version"
cat > value.cjs <<'JS'
const { Expression } = require("adaptive-expressions");

const valued = (text) => {
  try {
    const { value, error } = Expression.parse(text).tryEvaluate({});
    return error ? "refused" : JSON.stringify(value);
  } catch {
    return "refused";
  }
};
const CASES = [ // the expression, the guess, what is seen
  ["7 / 2", "3", "3"],
  ["7 / 2.5", "2.8", "2.8"],
  ["7 / 2.0", "3.5", "3"],
  ["-2 ^ 2", "-4", "4"],
  ["sortBy(createArray('b', 'c', 'a'))", '["a","b","c"]', '["a","b","c"]'],
  ["sortBy(createArray(10, 9, 1))", "[1,9,10]", "[1,10,9]"],
  ["int('soon')", "refused", "refused"],
  ["int('5 days')", "refused", "5"],
  ["bool('false')", "false", "false"],
  ["bool('no')", "refused", "true"],
  ["5 > 'a'", "refused", "refused"],
  ["missing < 5", "refused", "false"],
  ["missing >= 5", "refused", "false"],
  ["isDate('2026-02-30')", "false", "true"],
  ["addDays('2026-02-30T00:00:00.000Z', 1)", "refused", "refused"],
  ["addOrdinal(11)", '"11th"', '"11th"'],
  ["addOrdinal(0)", '"0th"', '"0"'],
];
console.log("adaptive-expressions", require("adaptive-expressions/package.json").version);
let changed = false;
for (const [text, guess, known] of CASES) {
  const seen = valued(text);
  console.log(text.padEnd(38), `guess: ${guess}`.padEnd(21), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node value.cjs
