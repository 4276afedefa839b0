#!/bin/sh
# @formkit/tempo and @js-joda/core (npm): days and months, later and between.
# Guess:   from 29 to 30 March is a day in Berlin; from 31 January to 28 February is no whole month, from a leap day to
#          28 February no year; a day of "1", as a form gives it, is a day, or refused; 30 February is refused.
# Happens: for tempo it is no day, for the clocks go forward in it; the month and the year are whole; 30 February is 2
#          March, or 28 February with its form. A day of "1" after 5 January is 20 February for tempo, and in the year
#          2530 for js-joda, where a month and a year of "1" end in the years 20260 and 20261; one day back is right.
# Seen:    @formkit/tempo 1.1.0, @js-joda/core 6.3.2, in the zone of Berlin.
# Matters: "in how many days" is asked across the last Sunday of March.
set -eu
version=${1:-1.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@formkit/tempo@$version" @js-joda/core@6.3.2
cat > ask.mjs <<'JS'
import { ChronoUnit, LocalDate } from "@js-joda/core";
import { addDay, addMonth, date, diffDays, diffMonths, diffYears, format, parse } from "@formkit/tempo";
import { readFileSync } from "node:fs";

const day = (moment) => format(moment, "YYYY-MM-DD");
const joda = (text) => LocalDate.parse(text);
const CASES = [ // what is asked, how, the guess, what is seen
  ["a month later", () => day(addMonth("2026-01-31", 1)), "2026-02-28", "2026-02-28"],
  ["29 to 30 March", () => diffDays("2026-03-30", "2026-03-29"), "1", "0"],
  ["30 to 31 March", () => diffDays("2026-03-31", "2026-03-30"), "1", "1"],
  ["joda, 29 to 30", () => ChronoUnit.DAYS.between(joda("2026-03-29"), joda("2026-03-30")), "1", "1"],
  ["31 Jan to 28 Feb", () => diffMonths("2026-02-28", "2026-01-31"), "0", "1"],
  ["joda, to 28 Feb", () => ChronoUnit.MONTHS.between(joda("2026-01-31"), joda("2026-02-28")), "0", "0"],
  ["a leap day to 28", () => diffYears("2025-02-28", "2024-02-29"), "0", "1"],
  ["30 February", () => day(date("2026-02-30")), "error", "2026-03-02"],
  ["30 February, form", () => day(parse("2026-02-30", "YYYY-MM-DD")), "error", "2026-02-28"],
  ["month 13", () => day(date("2026-13-01")), "error", "error"],
  ["a day of \"1\"", () => day(addDay("2026-01-05", "1")), "2026-01-06", "2026-02-20"],
  ["joda, a day", () => joda("2026-01-05").plusDays("1"), "2026-01-06", "2530-02-15"],
  ["joda, a month", () => joda("2026-01-05").plusMonths("1"), "2026-02-05", "+20260-02-05"],
  ["joda, a year", () => joda("2026-01-05").plusYears("1"), "2027-01-05", "+20261-01-05"],
  ["joda, day less", () => joda("2026-01-05").minusDays("1"), "2026-01-04", "2026-01-04"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@formkit/tempo", "@js-joda/core"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(18), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=Europe/Berlin timeout 60 node ask.mjs
