#!/bin/sh
# countdown, timediff and moment-precise-range-plugin (npm): how long it is from one day to another, in months and
# days.
# Guess:   what is told, added to the first day, comes to the second, whether the months or the days are added first;
#          forwards and back it is as long.
# Happens: for countdown a leap day and 28 February a year later are 11 months and 28 days apart, two days fewer than
#          for the third; from 30 January to 29 March are a month and 30 days, which is the 30th. For timediff the
#          first are a year, from 31 January to 28 February is a month, and back it is minus a month and plus three
#          days; a leap day and 28 March a year later are 13 months. Of all pairs of days of three years 10 and 7 do
#          not come out, and none for the third. Only timediff tells back from forwards.
# Seen:    countdown 2.6.0, timediff 1.1.1, moment-precise-range-plugin 1.3.0 with moment 2.30.1, by a clock in UTC.
# Matters: "you have waited for a month and two days" is said by such a function.
set -eu
version=${1:-2.6.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "countdown@$version" timediff@1.1.1 \
  moment-precise-range-plugin@1.3.0 moment@2.30.1
cat > apart.mjs <<'JS'
import { readFileSync } from "node:fs";
import countdown from "countdown";
import moment from "moment";
import "moment-precise-range-plugin";
import timediff from "timediff";

const UNITS = countdown.YEARS | countdown.MONTHS | countdown.DAYS;
const day = (text) => new Date(`${text}T00:00:00Z`);
const byCountdown = (from, to) => {
  const { years, months, days } = countdown(day(from), day(to), UNITS);
  return [12 * years + months, days];
};
const byTimediff = (from, to) => {
  const { years, months, days } = timediff(`${from}T00:00:00`, `${to}T00:00:00`, "YMD");
  return [12 * years + months, days];
};
const byPreciseRange = (from, to) => {
  const { years, months, days } = moment.preciseDiff(moment.utc(from), moment.utc(to), true);
  return [12 * years + months, days];
};
const WAYS = [byCountdown, byTimediff, byPreciseRange];
const iso = (date) => date.toISOString().slice(0, 10);
const monthsOn = (text, months) => {
  const [year, month, date] = text.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
};
const daysOn = (date, days) => new Date(date.getTime() + days * 86400000);
/** Whether so many months and days after one day are the other, in one order or the other. */
const comes = (from, to, [months, days]) =>
  iso(daysOn(monthsOn(from, months), days)) === to || iso(monthsOn(iso(daysOn(day(from), days)), months)) === to;
const CASES = [ // two days, the guess as months and days, what is seen by the three
  ["2026-01-05", "2026-03-05", "2,0", "2,0", "2,0", "2,0"],
  ["2026-01-31", "2026-02-28", "0,28", "0,28", "1,0", "0,28"],
  ["2024-02-29", "2025-02-28", "11,30", "11,28", "12,0", "11,30"],
  ["2026-01-30", "2026-03-29", "1,29", "1,30", "1,29", "1,29"],
  ["2024-02-29", "2025-03-28", "12,28", "12,28", "13,0", "12,28"],
  ["2026-02-28", "2026-01-31", "0,-28", "0,28", "-1,3", "0,28"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["countdown", "timediff", "moment-precise-range-plugin"].map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [from, to, guess, ...known] of CASES) {
  const seen = WAYS.map((way) => String(way(from, to)));
  console.log(`${from} to ${to} guess: ${guess} seen: ${seen.join(" | ")}`);
  changed ||= seen.join("|") !== known.join("|");
}
const DAYS = Array.from({ length: 1096 }, (_, place) => iso(daysOn(day("2024-01-01"), place)));
const wrong = [0, 0, 0];
let pairs = 0;
for (let first = 0; first < DAYS.length; first += 1) {
  for (let second = first + 1; second < Math.min(DAYS.length, first + 400); second += 1) {
    pairs += 1;
    WAYS.forEach((way, place) => (wrong[place] += !comes(DAYS[first], DAYS[second], way(DAYS[first], DAYS[second]))));
  }
}
console.log(`of ${pairs} pairs do not come out: guess: 0 seen: ${wrong.join(" | ")}`);
changed ||= String([pairs, ...wrong]) !== "357504,10,7,0";
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 300 nice -n 10 node apart.mjs
