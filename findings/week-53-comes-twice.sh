#!/bin/sh
# rrule-es (npm): days that come again, with "full compliance to the iCalendar spec".
# Guess:   monthly from the 31st leaves the short months out, yearly from a leap day the years without one, as the
#          specification says; the last moment, UNTIL, is one of those that are meant; each occurrence is there once;
#          day -1 of a year is its last. (The day on which all begins is there in any case.)
# Happens: each month after February it is the 28th, and each year 28 February. Monday of week 53 is there twice, of
#          week 1 too. What ends at a moment has ended before it. Day -1 of a year is the day on which it began. The
#          last Friday and the days of two weeks are right.
# Seen:    rrule-es 1.0.0, its first version.
# Matters: "ask again on the last day of each month" is no longer asked on it after the first February.
set -eu
version=${1:-1.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rrule-es@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { Frequency, RRule, Weekday } from "rrule-es";
const START = new Date("2026-01-31T09:00:00Z");
const days = (rule, start = START, limit = 4) => () => {
  const found = new RRule({ dtStart: start, tzid: "UTC", ...rule }).list({ limit });
  return found.map((day) => day.toISOString().slice(2, 10)).join(" ");
};
const { DAILY, MONTHLY, WEEKLY, YEARLY } = Frequency;
const { FR, MO, SU, TU } = Weekday;
const LEAP = new Date("2028-02-29T09:00:00Z");
const FRIDAY = new Date("2026-01-30T09:00:00Z");
const BEFORE = new Date("2025-12-01T09:00:00Z");
const TUESDAY = new Date("2026-01-06T09:00:00Z");
const until = new Date("2026-02-02T09:00:00Z");
const CASES = [ // what comes again, the rule, the guess, what is seen
  ["the last Friday", days({ freq: MONTHLY, byDay: [[-1, FR]] }, FRIDAY), "26-01-30 26-02-27 26-03-27 26-04-24",
    "26-01-30 26-02-27 26-03-27 26-04-24"],
  ["Tuesday, each two weeks", days({ freq: WEEKLY, interval: 2, byDay: [TU, SU], wkst: SU }, TUESDAY),
    "26-01-06 26-01-18 26-01-20 26-02-01", "26-01-06 26-01-18 26-01-20 26-02-01"],
  ["monthly from the 31st", days({ freq: MONTHLY }), "26-01-31 26-03-31 26-05-31 26-07-31",
    "26-01-31 26-02-28 26-03-28 26-04-28"],
  ["yearly from a leap day", days({ freq: YEARLY }, LEAP), "28-02-29 32-02-29 36-02-29 40-02-29",
    "28-02-29 29-02-28 30-02-28 31-02-28"],
  ["until 2 February", days({ freq: DAILY, until }), "26-01-31 26-02-01 26-02-02", "26-01-31 26-02-01"],
  ["Monday of week 1", days({ freq: YEARLY, byWeekNo: [1], byDay: [MO] }, BEFORE, 3), "25-12-01 25-12-29 27-01-04",
    "25-12-01 25-12-29 25-12-29"],
  ["Monday of week 53", days({ freq: YEARLY, byWeekNo: [53], byDay: [MO] }, START, 3), "26-01-31 26-12-28 32-12-27",
    "26-01-31 26-12-28 26-12-28"],
  ["day -1 of a year", days({ freq: YEARLY, byYearDay: [-1] }, START, 2), "26-01-31 26-12-31", "26-01-31 27-01-31"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("rrule-es", npm("rrule-es"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(44), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
