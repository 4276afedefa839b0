#!/bin/sh
# dayjs with its plugin for lengths of time, and luxon (npm), that reads what it writes.
# Guess:   -P1D is a day back, as P-1D is; 45 days are P45D, or six weeks and three days; they come to the same day,
#          added as they are or as they are written; -90 minutes are -01:30.
# Happens: -P1D is a day forward for dayjs. 45 days are P1M14DT14H, a month of 30.4 days and the rest, and so are 20
#          days and 25 more; read by luxon and added to 31 January at nine it is 14 March, at eleven at night. -90
#          minutes are -1:-30 for the one and -01:-30 for the other.
# Seen:    dayjs 1.11.23 and 1.11.10, luxon 3.7.2.
# Matters: a waiting time is kept in a file as such a text, and a deadline counted from it.
set -eu
version=${1:-1.11.23}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "dayjs@$version" luxon@3.7.2
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import dayjs from "dayjs";
import plugin from "dayjs/plugin/duration.js";
import { DateTime, Duration } from "luxon";
dayjs.extend(plugin);
const START = "2026-01-31T09:00:00Z";
const later = (text) => DateTime.fromISO(START, { zone: "utc" }).plus(Duration.fromISO(text)).toFormat("MM-dd HH:mm");
const days = dayjs.duration(45, "days");
const CASES = [ // what is asked, how, the guess, what is seen
  ["P-1D, in days", () => dayjs.duration("P-1D").asDays(), -1, -1],
  ["-P1D, in days", () => dayjs.duration("-P1D").asDays(), -1, 1],
  ["-P1D, in luxon", () => Duration.fromISO("-P1D").as("days"), -1, -1],
  ["45 days", () => days.toISOString(), "P45D", "P1M14DT14H"],
  ["20 days and 25", () => dayjs.duration({ days: 20 }).add({ days: 25 }).toISOString(), "P45D", "P1M14DT14H"],
  ["P45D later", () => later("P45D"), "03-17 09:00", "03-17 09:00"],
  ["as it was written", () => later(days.toISOString()), "03-17 09:00", "03-14 23:00"],
  ["-90 minutes", () => dayjs.duration(-90, "minutes").format("HH:mm"), "-01:30", "-1:-30"],
  ["in luxon", () => Duration.fromObject({ minutes: -90 }).toFormat("hh:mm"), "-01:30", "-01:-30"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["dayjs", "luxon"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(22), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
