#!/bin/sh
# tableschema (npm): cells of a table read by a description of frictionless data.
# Guess:   with "," as the sign of decimals and "." for thousands 12,5 is twelve and a half; with `bareNumber: false` a
#          sum below zero is one; a moment that ends with Z is that moment everywhere; a pattern is for the whole text,
#          as the specification says; 0x10 is no number, and 0012 is one, or a text.
# Happens: 12,5 is 125, and 1.500,5 is 15005; with "1 500,5" and a blank it is right. "-£5" is 5. 9:30 with a Z is
#          14:30 where New York has its clock. The pattern `ab` takes "xab". 0x10 is the number 16, and 0012 is
#          refused. A time is on the day on which it is read, and "5" a day in May 2001 where any form of a day is
#          asked for.
# Seen:    tableschema 1.12.6 and 1.11.0.
# Matters: pays and days come as such tables, described by whoever made them.
set -eu
version=${1:-1.12.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "tableschema@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import tableschema from "tableschema";
const cell = (type, value, description = {}) => () => {
  const read = new tableschema.Field({ name: "cell", type, ...description }).castValue(value);
  return read instanceof Date ? read.toISOString().slice(0, 16) : read;
};
const EUROPE = { decimalChar: ",", groupChar: "." };
const CASES = [ // the cell, how it is read, the guess, what is seen
  ["1,500.5", cell("number", "1,500.5", { groupChar: "," }), 1500.5, 1500.5],
  ["1 500,5", cell("number", "1 500,5", { decimalChar: ",", groupChar: " " }), 1500.5, 1500.5],
  ["1.500,5", cell("number", "1.500,5", EUROPE), 1500.5, 15005],
  ["12,5", cell("number", "12,5", EUROPE), 12.5, 125],
  ["-£5, not bare", cell("number", "-£5", { bareNumber: false }), -5, 5],
  ["0x10, a number", cell("number", "0x10"), "error", 16],
  ["0012, a whole number", cell("integer", "0012"), 12, "error"],
  ["2026-01-05T09:30:00Z", cell("datetime", "2026-01-05T09:30:00Z"), "2026-01-05T09:30", "2026-01-05T14:30"],
  ["5, a day in any form", cell("date", "5", { format: "any" }), "error", "2001-05-01T04:00"],
  ["xab, pattern ab", cell("string", "xab", { constraints: { pattern: "ab" } }), "error", "xab"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("tableschema", npm("tableschema"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=America/New_York timeout 60 node look.mjs
