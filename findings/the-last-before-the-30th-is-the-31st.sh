#!/bin/sh
# timezonecomplete (npm): times with zones, durations and periods.
# Guess:   of a period of a month from 31 January the last one before 30 March is 28 February, as it is before 1 March;
#          a month is not 30 days, a year of months not 360; "2-3 weeks" is no duration, "1,5 hours" neither.
# Happens: the last one before 30 March is 31 March, and before 29 April 30 April. Monthly is equal to every 30 days, a
#          month to 30 days, a year is more than 12 of them and less than 365 days. "2-3 weeks" are two weeks, "1,5
#          hours" one hour, "5" is five hours.
# Seen:    5.15.1.
# Source:  its documentation of findLast: the last occurrence of the period less than the given date.
# Matters: "since when is this due?" is answered with a day that is still to come.
set -eu
version=${1:-5.15.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "timezonecomplete@$version"
cat > ask.mjs <<'JS'
import tc from "timezonecomplete";
import { readFileSync } from "node:fs";
console.log("timezonecomplete", JSON.parse(readFileSync("node_modules/timezonecomplete/package.json")).version);
const { DateTime, Duration, Period, TimeUnit, days, months } = tc;
const monthly = new Period(new DateTime("2026-01-31"), 1, TimeUnit.Month);
const day = (moment) => moment.format("yyyy-MM-dd");
const before = (text) => day(monthly.findLast(new DateTime(text)));
const after = (text) => day(monthly.findFirst(new DateTime(text)));
const every = (count, unit) => new Period(new DateTime("2026-01-01"), count, unit);
const cases = [ // what is asked, the guess, what is seen
  ["the last before 2026-03-01", "2026-02-28", "2026-02-28", () => before("2026-03-01")],
  ["the last before 2026-03-30", "2026-02-28", "2026-03-31", () => before("2026-03-30")],
  ["the last before 2026-04-29", "2026-03-31", "2026-04-30", () => before("2026-04-29")],
  ["the next after 2026-03-01", "2026-03-31", "2026-03-31", () => after("2026-03-01")],
  ["monthly is every 30 days", "false", "true", () => every(1, TimeUnit.Month).equals(every(30, TimeUnit.Day))],
  ["a month is 30 days", "false", "true", () => months(1).equals(days(30))],
  ["a year is less than 365 days", "false", "true", () => Duration.years(1).lessThan(days(365))],
  ["2 weeks", "2 weeks", "2 weeks", () => new Duration("2 weeks")],
  ["2-3 weeks", "refused", "2 weeks", () => new Duration("2-3 weeks")],
  ["1,5 hours", "refused", "1 hour", () => new Duration("1,5 hours")],
  ["3 weeks and 2 days", "refused", "refused", () => new Duration("3 weeks and 2 days")],
  ["5", "refused", "5 hours", () => new Duration("5")],
];
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
