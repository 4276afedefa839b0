#!/bin/sh
# TypeBox (@sinclair/typebox, npm): values converted to their types, checked and compared.
# Guess:   "1e3" is 1000 as a whole number, as it is as a number, or refused; 5.7 is no whole number; 30 February is no
#          date; two sets are equal that hold the same; the difference of two dates is one change.
# Happens: it is 1; 5.7 is 5; "0x10" is 0 even as a number; 30 February is 2 March, and true the first thousandth of a
#          second of 1970. All sets are equal, there is no change between them, and a change of a date is an error. NaN
#          does not equal itself.
# Seen:    TypeBox 0.34.52 and 0.33.22.
# Matters: an amount is converted before it is checked, so the check is passed by what nobody typed.
set -eu
version=${1:-0.34.52}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@sinclair/typebox@$version"
cat > ask.cjs <<'JS'
const { Type } = require("@sinclair/typebox");
const { Value } = require("@sinclair/typebox/value");
const show = (value) => (value instanceof Date ? value.toISOString() : String(value));
const converted = (type, value) => {
  const seen = Value.Convert(type, value);
  return Value.Check(type, seen) ? show(seen) : "refused";
};
const changes = (before, after) => {
  try {
    return String(Value.Diff({ a: before }, { a: after }).length);
  } catch {
    return "an error";
  }
};
const day = (number) => new Date(`2026-01-0${number}`);
const cases = [ // what is asked, what is seen, the guess, and what is known
  ['"12" as a whole number', converted(Type.Integer(), "12"), "12", "12"],
  ['"5 days" as a number', converted(Type.Number(), "5 days"), "refused", "refused"],
  ['"1e3" as a number', converted(Type.Number(), "1e3"), "1000", "1000"],
  ['"1e3" as a whole number', converted(Type.Integer(), "1e3"), "1000", "1"],
  ["5.7 as a whole number", converted(Type.Integer(), 5.7), "refused", "5"],
  ['"0x10" as a number', converted(Type.Number(), "0x10"), "16", "0"],
  ['"soon" as a date', converted(Type.Date(), "soon"), "refused", "refused"],
  ['"2026-02-30" as a date', converted(Type.Date(), "2026-02-30"), "refused", "2026-03-02T00:00:00.000Z"],
  ["true as a date", converted(Type.Date(), true), "refused", "1970-01-01T00:00:00.001Z"],
  ["equal: two dates", show(Value.Equal(day(5), day(6))), "false", "false"],
  ["equal: {1} and {2}, as sets", show(Value.Equal(new Set([1]), new Set([2]))), "false", "true"],
  ["equal: NaN and NaN", show(Value.Equal(NaN, NaN)), "true", "false"],
  ["changes from 1 to 2", changes(1, 2), "1", "1"],
  ["changes from {1} to {2}", changes(new Set([1]), new Set([2])), "1", "0"],
  ["changes of a date", changes(day(5), day(6)), "1", "an error"],
];
const npm = JSON.parse(require("fs").readFileSync("node_modules/@sinclair/typebox/package.json")).version;
console.log("TypeBox", npm);
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(asked.padEnd(28), `guess: ${guess}`.padEnd(15), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.cjs
