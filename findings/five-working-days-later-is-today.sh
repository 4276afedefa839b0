#!/bin/sh
# locutus (npm): functions of PHP in JavaScript.
# Guess:   what PHP has, or false: five working days after Monday the 5th are the 12th, the "next monday" of a Monday
#          is a week later, and that Monday is in week 2.
# Happens: any number of working days later is today; the next Monday is the same Monday, which is in week 1; 1 January
#          2027 is in week 52. The first Monday of a month is false.
# Seen:    2.0.39.
# Source:  the manual of PHP, "Relative Formats": +5 weekdays; ISO 8601 for the week.
# Matters: a deadline of five working days, in code that came from PHP, is over on the day on which it is set.
set -eu
version=${1:-2.0.39}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "locutus@$version"
cat > ask.mjs <<'JS'
import locutus from "locutus";
import { readFileSync } from "node:fs";
console.log("locutus", JSON.parse(readFileSync("node_modules/locutus/package.json")).version);
const { strtotime, date } = locutus.php.datetime;
const monday = Date.UTC(2026, 0, 5, 12) / 1000;
const day = (words) => {
  const seconds = strtotime(words, monday);
  return seconds === false ? "false" : new Date(seconds * 1000).toISOString().slice(0, 10);
};
const cases = [ // the words, the guess, what is seen
  ["+1 month", "2026-02-05", "2026-02-05"],
  ["-1 week 2 days", "2025-12-31", "2025-12-31"],
  ["saturday this week", "2026-01-10", "2026-01-10"],
  ["+2 weekdays", "2026-01-07", "2026-01-05"],
  ["+5 weekdays", "2026-01-12", "2026-01-05"],
  ["next monday", "2026-01-12", "2026-01-05"],
  ["first monday of february 2026", "2026-02-02", "false"],
].map((kase) => [...kase, () => day(kase[0])]);
const week = (...day) => date("W o", Date.UTC(...day) / 1000);
cases.push(["week of 2026-01-05", "02 2026", "01 2026", () => week(2026, 0, 5)]);
cases.push(["week of 2027-01-01", "53 2026", "52 2026", () => week(2027, 0, 1)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(30), "guess:", guess.padEnd(12), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
