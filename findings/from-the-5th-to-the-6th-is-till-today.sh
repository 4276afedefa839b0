#!/bin/sh
# luxon (npm): spans of time as ISO 8601 writes them.
# Guess:   2026-01-05/06 is from the 5th to the 6th, as the standard shortens it, or is refused; `P` alone is no
#          length; P1,5D is a day and a half, as PT1,5S is a second and a half; a year is as many days, told in months
#          or not.
# Happens: it ends today, at six in the morning. `P` is a length of nothing, P1,5D is refused and PT1,5S is not. A year
#          is 365 days, and 360 once it has been told in months. A month and a half after 31 January is 15 March.
# Seen:    luxon 3.7.2 and 2.5.2.
# Matters: days that were offered for an interview are such a span.
set -eu
version=${1:-3.7.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "luxon@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { DateTime, Duration, Interval, Settings } from "luxon";
Settings.defaultZone = "utc";
const today = DateTime.now().toISODate();
const end = (text) => () => Interval.fromISO(text).end.toFormat("yyyy-MM-dd HH:mm").replace(today, "today");
const valid = (text) => () => Duration.fromISO(text).isValid;
const year = Duration.fromObject({ years: 1 });
const START = DateTime.fromISO("2026-01-31");
const CASES = [ // what is asked, how, the guess, what is seen
  ["2026-01-05/2026-01-06, end", end("2026-01-05/2026-01-06"), "2026-01-06 00:00", "2026-01-06 00:00"],
  ["2026-01-31/P1M, end", end("2026-01-31/P1M"), "2026-02-28 00:00", "2026-02-28 00:00"],
  ["2026-01-05/06, end", end("2026-01-05/06"), "2026-01-06 00:00", "today 06:00"],
  ["PT1,5S, valid", valid("PT1,5S"), true, true],
  ["P1,5D, valid", valid("P1,5D"), true, false],
  ["P, valid", valid("P"), false, true],
  ["a year in days", () => year.as("days"), 365, 365],
  ["by way of months", () => year.shiftTo("months").as("days"), 365, 360],
  ["a month after the 31st", () => START.plus(Duration.fromISO("P1M")).toISODate(), "2026-02-28", "2026-02-28"],
  ["a month and a half", () => START.plus(Duration.fromISO("P1.5M")).toISODate(), "error", "2026-03-15"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("luxon", npm("luxon"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(28), `guess: ${guess}`.padEnd(26), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
