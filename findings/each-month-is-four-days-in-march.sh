#!/bin/sh
# moment-recur (npm): days that come again, for Moment.
# Guess:   each month from 28 February is the 28th, four days in four months; every 3 months from 30 November comes once
#          in a quarter; a year after 28 February is 28 February; the short months leave the 31st out.
# Happens: each month from 28 February is 28, 29, 30 and 31 March: a rule that began on the last day of its month holds
#          on its day and on all later ones. Every 3 months from 30 November is on 30 and on 31 May. The year after
#          28 February 2023 has 29 February, too. "The 31st" is the last day of each month.
# Why one guesses so: from the 5th all is as it should be, and the day that is missing in a short month is the only
#          hard case that one thinks of.
# Seen:    1.0.7.
# Matters: a reminder each month that was set on the last day of February comes on four days of March.
set -eu
version=${1:-1.0.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "moment-recur@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const moment = require("moment");
require("moment-recur");
const next = (rule, count = 4) => rule.next(count, "MM-DD").join(" ");
const from = (text) => moment.utc(text).recur();
const fridays = (week) => from("2026-01-05").every("Friday").daysOfWeek().every(week).weeksOfMonthByDay();
const CASES = [ // what is asked, how, the guess, what is seen
  ["every day from 5 January", () => next(from("2026-01-05").every(1).day()), "01-06 01-07 01-08 01-09",
    "01-06 01-07 01-08 01-09"],
  ["every 2 weeks from 5 January", () => next(from("2026-01-05").every(2).weeks()), "01-19 02-02 02-16 03-02",
    "01-19 02-02 02-16 03-02"],
  ["every month from 5 January", () => next(from("2026-01-05").every(1).month()), "02-05 03-05 04-05 05-05",
    "02-05 03-05 04-05 05-05"],
  ["every month from 31 January", () => next(from("2026-01-31").every(1).month()), "03-31 05-31 07-31 08-31",
    "02-28 03-31 04-30 05-31"],
  ["every month from 30 January", () => next(from("2026-01-30").every(1).month()), "03-30 04-30 05-30 06-30",
    "02-28 03-30 04-30 05-30"],
  ["every year from 29 February 2024", () => next(from("2024-02-29").every(1).year(), 1), "02-29", "02-28"],
  ["every 3 months from 30 November", () => next(from("2025-11-30").every(3).months()), "05-30 08-30 11-30 05-30",
    "02-28 05-30 05-31 08-30"],
  ["every month from 28 February", () => next(from("2026-02-28").every(1).month()), "03-28 04-28 05-28 06-28",
    "03-28 03-29 03-30 03-31"],
  ["every 3 months from 30 June", () => next(from("2026-06-30").every(3).months()), "09-30 12-30 03-30 06-30",
    "09-30 12-30 12-31 03-30"],
  ["every 6 months from 28 February", () => next(from("2026-02-28").every(6).months()), "08-28 02-28 08-28 02-28",
    "08-28 08-29 08-30 08-31"],
  ["every 2 months from 30 April", () => next(from("2026-04-30").every(2).months()), "06-30 08-30 10-30 12-30",
    "06-30 08-30 08-31 10-30"],
  ["every year from 28 February 2023", () => next(from("2023-02-28").every(1).year(), 2), "02-28 02-28",
    "02-28 02-29"],
  ["monday and friday", () => next(from("2026-01-05").every(["Monday", "Friday"]).daysOfWeek()),
    "01-09 01-12 01-16 01-19", "01-09 01-12 01-16 01-19"],
  ["the 31st", () => next(from("2026-01-05").every(31).daysOfMonth()), "01-31 03-31 05-31 07-31",
    "01-31 02-28 03-31 04-30"],
  ["the second friday", () => next(fridays(1)), "01-09 02-13 03-13 04-10", "01-09 02-13 03-13 04-10"],
  ["the fifth friday", () => next(fridays(4)), "01-30 05-29 07-31 10-30", "01-30 05-29 07-31 10-30"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["moment-recur"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(33), `guess: ${guess}`.padEnd(31), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
