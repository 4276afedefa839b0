#!/bin/sh
# @0dep/piso (npm): dates, lengths of time and intervals of ISO 8601, as bpmn-elements has them read for its timers.
# Guess:   a month after 31 January is 28 February, a month before 31 March likewise, or each is refused; every month
#          from 31 January comes on the last days; a fraction of a month is refused; a T with nothing behind it is
#          refused; 2026 is a date, as 2026-01 is.
# Happens: 3 March, both times; and where it repeats, in place of the end of February only. A month and a half is 19
#          March at midnight, half a year 2 August at midnight; P1YT is a year. 2026 alone is no date.
# Seen:    3.1.0.
# Matters: a timer of a process model waits a month; the guess is what Java's Period, and so the engines in Java, do.
set -eu
version=${1:-3.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@0dep/piso@$version"
cat > ask.mjs <<'JS'
import { getDate, parseDuration, parseInterval } from "@0dep/piso";
import { readFileSync } from "node:fs";

const from = new Date("2026-01-31T12:00:00Z");
const moment = (date) => date.toISOString().slice(0, 16);
const after = (length) => moment(parseDuration(length).getExpireAt(from));
const ends = (interval) => moment(parseInterval(interval).getExpireAt());
const begins = (interval) => moment(parseInterval(interval).getStartAt());
const next = (interval, now) => moment(parseInterval(interval).getExpireAt(new Date(now)));
const CASES = [ // what is asked, how, the guess, what is seen
  ["a day", () => after("P1D"), "2026-02-01T12:00", "2026-02-01T12:00"],
  ["a day and a half", () => after("P1.5D"), "2026-02-02T00:00", "2026-02-02T00:00"],
  ["a month", () => after("P1M"), "2026-02-28T12:00", "2026-03-03T12:00"],
  ["a year", () => after("P1Y"), "2027-01-31T12:00", "2027-01-31T12:00"],
  ["1.5 months", () => after("P1.5M"), "error", "2026-03-19T00:00"],
  ["half a year", () => after("P0.5Y"), "error", "2026-08-02T00:00"],
  ["P1YT", () => after("P1YT"), "error", "2027-01-31T12:00"],
  ["P1M1Y", () => after("P1M1Y"), "error", "error"],
  ["31 Jan and a month", () => ends("2026-01-31/P1M"), "2026-02-28T00:00", "2026-03-03T00:00"],
  ["a month to 31 March", () => begins("P1M/2026-03-31"), "2026-02-28T00:00", "2026-03-03T00:00"],
  ["the 5th to the 6th", () => ends("2026-01-05/06"), "2026-01-06T00:00", "2026-01-06T00:00"],
  ["monthly, in February", () => next("R9/2026-01-31/P1M", "2026-02-15"), "2026-02-28T00:00", "2026-03-03T00:00"],
  ["monthly, in March", () => next("R9/2026-01-31/P1M", "2026-03-15"), "2026-03-31T00:00", "2026-03-31T00:00"],
  ["monthly, in May", () => next("R9/2026-01-31/P1M", "2026-05-15"), "2026-05-31T00:00", "2026-05-31T00:00"],
  ["30 February", () => moment(getDate("2026-02-30")), "error", "error"],
  ["a month alone", () => moment(getDate("2026-01")), "2026-01-01T00:00", "2026-01-01T00:00"],
  ["a year alone", () => moment(getDate("2026")), "2026-01-01T00:00", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@0dep/piso"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(21), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
