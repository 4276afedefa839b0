#!/bin/sh
# avsc (npm): data of Avro, and types made of examples.
# Guess:   a type made of a value (`Type.forValue`) can hold it: written with that type and read it is the same, or it
#          is refused.
# Happens: a number that has a fraction, or does not fit 32 bits, gets the type "float", of 24 bits: 3000000001 comes
#          back as 3000000000, a pay of 45000.55 as 45000.55078125, and the milliseconds of 5 January 2026 are six
#          seconds too few. A day, as a Date, is a record without fields, and comes back as {}. All these are "valid".
# Seen:    5.7.9.
# Matters: a file of moments whose type was made of its first line is wrong in each line.
set -eu
version=${1:-5.7.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "avsc@$version"
cat > ask.mjs <<'JS'
import avro from "avsc";
import { readFileSync } from "node:fs";
console.log("avsc", JSON.parse(readFileSync("node_modules/avsc/package.json")).version);
const again = (value) => {
  const type = avro.Type.forValue(value);
  if (!type.isValid(value)) throw new Error("not valid");
  return JSON.stringify(type.fromBuffer(type.toBuffer(value)));
};
const cases = [ // the value, the guess, what is seen
  [5, "5", "5"],
  [16777217, "16777217", "16777217"],
  [5.5, "5.5", "5.5"],
  [9007199254740991, "9007199254740991", "9007199254740991"],
  [3000000001, "3000000001", "3000000000"],
  [0.1, "0.1", "0.10000000149011612"],
  [45000.55, "45000.55", "45000.55078125"],
  [Date.UTC(2026, 0, 5), "1767571200000", "1767571193856"],
  [[1, 16777217.5], "[1,16777217.5]", "[1,16777218]"],
  [new Date(Date.UTC(2026, 0, 5)), '"2026-01-05T00:00:00.000Z"', "{}"],
].map(([value, guess, known]) => [JSON.stringify(value), guess, known, () => again(value)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(28), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
