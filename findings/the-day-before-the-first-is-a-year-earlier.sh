#!/bin/sh
# @hebcal/core (npm): days of the Hebrew calendar.
# Guess:   a day 0 of a month is the day before its first, as a day 31 is the one after its 30th, or both are refused; a
#          month after the 30th is the last day of a shorter one, and half a month is refused.
# Happens: day 0 of Nisan 5786 is the first of Nisan 5785, a year earlier. A month after the 30th of Sh'vat is the first
#          of Nisan, so that Adar is left out; a year after a 30th is the first of the month that follows. Half a month
#          is a month.
# Seen:    6.9.3.
# Matters: what is counted back over the beginning of a month is a year too early.
set -eu
version=${1:-6.9.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@hebcal/core@$version"
cat > ask.mjs <<'JS'
import { HDate } from "@hebcal/core";
import { readFileSync } from "node:fs";
console.log("@hebcal/core", JSON.parse(readFileSync("node_modules/@hebcal/core/package.json")).version);
const day = (number, month, year = 5786) => new HDate(number, month, year);
const cases = [ // what is asked, the guess, what is seen
  ["a day before 1 Nisan", "29 Adar 5786", "29 Adar 5786", () => day(1, "Nisan").subtract(1, "day")],
  ["day 0 of Nisan", "29 Adar 5786", "1 Nisan 5785", () => day(0, "Nisan")],
  ["day 31 of Nisan", "1 Iyyar 5786", "1 Iyyar 5786", () => day(31, "Nisan")],
  ["a month after 29 Sh'vat", "29 Adar 5786", "29 Adar 5786", () => day(29, "Sh'vat").add(1, "month")],
  ["a month after 30 Sh'vat", "29 Adar 5786", "1 Nisan 5786", () => day(30, "Sh'vat").add(1, "month")],
  ["a month before 30 Nisan", "29 Adar 5786", "29 Adar 5786", () => day(30, "Nisan").subtract(1, "month")],
  ["a year after 30 Adar I 5784", "29 Adar 5785", "1 Nisan 5785", () => day(30, "Adar I", 5784).add(1, "year")],
  ["half a month after 5 Nisan", "refused", "5 Iyyar 5786", () => day(5, "Nisan").add(0.5, "month")],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(14), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
