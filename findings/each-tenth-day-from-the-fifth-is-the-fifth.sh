#!/bin/sh
# cron-schedule and @datasert/cronjs-matcher (npm): when a job runs.
# Guess:   5/10 among the days is the 5th, 15th and 25th; 15W is the working day next to the 15th, or refused; of six
#          fields the first one is seconds.
# Happens: for cron-schedule 5/10 is the 5th alone, 15W the 15th, be it a Sunday, and the last Friday (5L) each Friday.
#          For cronjs-matcher six stars are each minute, two question marks never, and four fields each hour.
# Seen:    cron-schedule 6.0.0, @datasert/cronjs-matcher 1.4.0.
# Matters: a reminder on the 15th and 25th does not come, and no error says so.
set -eu
version=${1:-6.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "cron-schedule@$version" @datasert/cronjs-matcher@1.4.0
cat > ask.mjs <<'JS'
import matcher from "@datasert/cronjs-matcher";
import * as schedule from "cron-schedule";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const version = (name) => `${name} ${require(`./node_modules/${name}/package.json`).version}`;
console.log(["cron-schedule", "@datasert/cronjs-matcher"].map(version).join(" "));
const start = "2026-02-01T12:00:00Z";
const shown = (days) => days.map((day) => day.slice(5, 16).replace("T", " ")).join(", ") || "never";
const first = (line) =>
  shown(schedule.parseCronExpression(line).getNextDates(3, new Date(start)).map((day) => day.toISOString()));
const second = (line) => shown(matcher.getFutureMatches(line, { startAt: start, matchCount: 3, timezone: "Etc/UTC" }));
const refused = "refused";
const cases = [ // the tool, the line, the guess, what is seen
  ["first", "0 9 5,15,25 * *", "02-05 09:00, 02-15 09:00, 02-25 09:00", "02-05 09:00, 02-15 09:00, 02-25 09:00", first],
  ["first", "0 9 5/10 * *", "02-05 09:00, 02-15 09:00, 02-25 09:00", "02-05 09:00, 03-05 09:00, 04-05 09:00", first],
  ["first", "0 9 15W * *", "02-16 09:00, 03-16 09:00, 04-15 09:00", "02-15 09:00, 03-15 09:00, 04-15 09:00", first],
  ["first", "0 9 * * 5L", "02-27 09:00, 03-27 09:00, 04-24 09:00", "02-06 09:00, 02-13 09:00, 02-20 09:00", first],
  ["second", "0 9 5/10 * *", "02-05 09:00, 02-15 09:00, 02-25 09:00", "02-05 09:00, 02-15 09:00, 02-25 09:00", second],
  ["second", "0 9 15W * *", "02-16 09:00, 03-16 09:00, 04-15 09:00", "02-16 09:00, 03-16 09:00, 04-15 09:00", second],
  ["second", "* * * * * *", "02-01 12:00, 02-01 12:00, 02-01 12:00", "02-01 12:00, 02-01 12:01, 02-01 12:02", second],
  ["second", "0 9 ? * ?", refused, "never", second],
  ["second", "9 * * *", refused, "02-01 12:09, 02-01 13:09, 02-01 14:09", second],
].map(([tool, line, guess, known, ask]) => [`${tool}: ${line}`, guess, known, () => ask(line)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(24), "guess:", guess.padEnd(38), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
