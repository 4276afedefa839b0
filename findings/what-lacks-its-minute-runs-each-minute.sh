#!/bin/sh
# cron-parser and croner (npm): times of cron in JavaScript, of which a field is missing or a day never comes.
# Guess:   four fields, one, or none are refused by both; 30 February is refused by both; "2:30 each day" is at one
#          moment in the night in which the clocks go forward, the same for both.
# Happens: cron-parser puts what is missing in front: "0 9 * *", nine o'clock with a field lost, is each minute after
#          midnight on the 9th; "MON" each minute of Monday, and nothing at all each minute. croner refuses these, and
#          has no next run for 30 February, which the other refuses. Half past two is three o'clock in croner, half
#          past three in cron-parser; "every 15 minutes from 5 on" (5/15) is refused by croner.
# Seen:    cron-parser 5.10.6 (5.0.4 refuses "MON"), croner 11.0.1.
# Source:  dist/CronExpressionParser.js of 5.10.6, lines 131 to 133; its README says so of an empty text, under
#          "strict".
# Matters: a reminder whose time has lost a field runs sixty times in an hour.
set -eu
version=${1:-5.10.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "cron-parser@$version" croner@11.0.1
cat > next.mjs <<'JS'
import { readFileSync } from "node:fs";
import { CronExpressionParser } from "cron-parser";
import { Cron } from "croner";
const CASES = [ // the time, the zone, from when, the guess, and the next two runs in cron-parser and in croner
  ["0 9 * * 5#2", "UTC", "2026-01-05T00:00Z", "09T09:00 13T09:00", "09T09:00 13T09:00", "09T09:00 13T09:00"],
  ["0 24 * * *", "UTC", "2026-01-05T00:00Z", "refused", "refused", "refused"],
  ["0 9 * *", "UTC", "2026-01-05T00:00Z", "refused", "09T00:00 09T00:01", "refused"],
  ["MON", "UTC", "2026-01-05T00:00Z", "refused", "05T00:01 05T00:02", "refused"],
  ["", "UTC", "2026-01-05T00:00Z", "refused", "05T00:01 05T00:02", "refused"],
  ["0 9 30 2 *", "UTC", "2026-01-05T00:00Z", "refused", "refused", ""],
  ["5/15 * * * *", "UTC", "2026-01-05T00:00Z", "05T00:05 05T00:20", "05T00:05 05T00:20", "refused"],
  ["30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "29T01:30 30T00:30", "29T01:30 30T00:30", "29T01:00 30T00:30"],
];
const text = (moments) => moments.map((moment) => moment.toISOString().slice(8, 16)).join(" ");
const parsed = (time, tz, currentDate) => {
  const expression = CronExpressionParser.parse(time, { tz, currentDate });
  return text([expression.next(), expression.next()]);
};
const run = (time, timezone, from) => text(new Cron(time, { timezone, paused: true }).nextRuns(2, from));
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("cron-parser", npm("cron-parser"), "croner", npm("croner"), "(days and times in UTC)");
let changed = false;
for (const [time, zone, from, guess, ...known] of CASES) {
  const seen = [parsed, run].map((next) => {
    try {
      return next(time, zone, new Date(from));
    } catch {
      return "refused";
    }
  });
  console.log(JSON.stringify(time).padEnd(15), `guess: ${guess}`.padEnd(25), `seen: ${seen.join(" and ")}`);
  changed ||= String(seen) !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node next.mjs
