#!/bin/sh
# convert (npm): lengths of time, in other units.
# Guess:   an hour and a half back is -90 minutes; twelve months are a year, as twelve hours are half a day; "1 day 2"
#          is refused; nothing is 0 in any unit.
# Happens: it is -30 minutes, as the sign is of the first part only; they are 0.986 years, for a month has thirty days
#          and a year 365. "1 day 2" is a day. Nothing is best said as 0 fs.
# Seen:    convert 8.0.2 and 5.12.0.
# Matters: what was written "-1h 30m" in a file is a point of time before a deadline.
set -eu
version=${1:-8.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "convert@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { convert, convertMany } from "convert";
const best = (value, unit) => {
  const { quantity, unit: chosen } = convert(value, unit).to("best");
  return `${quantity} ${chosen}`;
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["1h 30m, in minutes", () => convertMany("1h 30m").to("minutes"), 90, 90],
  ["-2 days, in hours", () => convertMany("-2 days").to("hours"), -48, -48],
  ["-1h 30m, in minutes", () => convertMany("-1h 30m").to("minutes"), -90, -30],
  ["1 day 2, in hours", () => convertMany("1 day 2").to("hours"), "error", 24],
  ["2 1/2 hours", () => convertMany("2 1/2 hours").to("hours"), "error", "error"],
  ["12 months, in years", () => convert(12, "months").to("years").toFixed(3), "1.000", "0.986"],
  ["a year, in months", () => convert(1, "year").to("months").toFixed(3), "12.000", "12.167"],
  ["90 minutes", () => best(90, "minutes"), "1.5 h", "1.5 h"],
  ["0 minutes", () => best(0, "minutes"), "0 min", "0 fs"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("convert", npm("convert"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(16), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
