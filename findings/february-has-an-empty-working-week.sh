#!/bin/sh
# moment-business-days (npm): working days and weeks with moment.
# Guess:   February 2026, which begins on a Sunday and ends on a Saturday, has four working weeks; a day and a half
#          later is refused, or a day; none later of a Saturday is the Monday, as one before is the Friday; how many
#          working days is less than nothing backwards.
# Happens: February has five, the last of them empty, and January six; two weeks from Monday to Friday are three. A day
#          and a half are two days; no days after a Saturday is the Saturday; as many back as forth.
# Seen:    1.2.0 with moment 2.31.0.
# Matters: a letter promises an answer within so many working days, and says how many are left.
set -eu
version=${1:-1.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "moment-business-days@$version" moment@2.31.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const moment = createRequire(import.meta.url)("moment-business-days");
const later = (day, count) => moment(day).businessAdd(count).format("YYYY-MM-DD");
const weeks = (list) => list.map((week) => week.length).join();
const CASES = [ // what is asked, how, the guess, what is seen
  ["1 after Sat", () => later("2026-01-10", 1), "2026-01-12", "2026-01-12"],
  ["1 after Fri", () => later("2026-01-09", 1), "2026-01-12", "2026-01-12"],
  ["0 after Sat", () => later("2026-01-10", 0), "2026-01-12", "2026-01-10"],
  ["1.5 after Mon", () => later("2026-01-05", 1.5), "error", "2026-01-07"],
  ["Mon to Fri", () => moment("2026-01-09").businessDiff(moment("2026-01-05")), "4", "4"],
  ["Fri to Mon", () => moment("2026-01-05").businessDiff(moment("2026-01-09")), "-4", "4"],
  ["days of February", () => moment("2026-02-15").monthBusinessDays().length, "20", "20"],
  ["weeks of January", () => weeks(moment("2026-01-15").monthBusinessWeeks()), "2,5,5,5,5", "2,5,5,5,5,0"],
  ["weeks of February", () => weeks(moment("2026-02-15").monthBusinessWeeks()), "5,5,5,5", "5,5,5,5,0"],
  ["weeks of March", () => weeks(moment("2026-03-15").monthBusinessWeeks()), "5,5,5,5,2", "5,5,5,5,2"],
  ["5 to 16 January", () => weeks(moment("2026-01-05").businessWeeksBetween(moment("2026-01-16"))), "5,5", "5,5,0"],
  ["5 to 14 January", () => weeks(moment("2026-01-05").businessWeeksBetween(moment("2026-01-14"))), "5,3", "5,3"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["moment-business-days", "moment"].map((name) => `${name} ${npm(name)}`).join(", "));
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
TZ=UTC timeout 60 node ask.mjs
