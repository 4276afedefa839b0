#!/bin/sh
# luxon-business-days and dayjs-business-days2 (npm): days on which people work.
# Guess:   a week later, in working days, is the same weekday of the next one, or refused; a day and a half is refused;
#          from nine to six is no day, and from six to nine the next morning neither, or one; in January 2026, which
#          ends on a Saturday, there are five weeks.
# Happens: in luxon-business-days a week, a month and five hours later are all the next working day, for what is not
#          `days` is not looked at. A day and a half is two days. In dayjs-business-days2 from nine to six is one day,
#          as is from six to nine the next morning; January has a sixth week, without days.
# Seen:    luxon-business-days 3.0.1 with luxon 3.7.2, dayjs-business-days2 1.4.0 with dayjs 1.11.23.
# Matters: an answer that may take a week of work is late the day after.
set -eu
version=${1:-3.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "luxon-business-days@$version" luxon@3.7.2 dayjs@1.11.23 dayjs-business-days2@1.4.0
cat > ask.mjs <<'JS'
import dayjs from "dayjs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const version = (name) => `${name} ${require(`./node_modules/${name}/package.json`).version}`;
console.log(version("luxon-business-days"), version("dayjs-business-days2"));
const { DateTime } = require("luxon-business-days");
const business = require("dayjs-business-days2");
dayjs.extend(business.default ?? business);
const later = (time) => DateTime.fromISO("2026-01-05").plusBusiness(time).toFormat("EEE MM-dd");
const between = (start, end) => dayjs(end).businessDiff(dayjs(start));
const weeks = () => dayjs("2026-01-05").businessWeeksInMonth().map((week) => week.length).join(" ");
const cases = [ // what is asked, the guess, what is seen
  ["five days after a Monday", "Mon 01-12", "Mon 01-12", () => later({ days: 5 })],
  ["a week after a Monday", "Mon 01-12", "Tue 01-06", () => later({ weeks: 1 })],
  ["a month after a Monday", "Thu 02-05", "Tue 01-06", () => later({ months: 1 })],
  ["five hours after a Monday", "refused", "Tue 01-06", () => later({ hours: 5 })],
  ["a day and a half after a Monday", "refused", "Wed 01-07", () => later({ days: 1.5 })],
  ["Monday to Tuesday", "1", "1", () => between("2026-01-05", "2026-01-06")],
  ["Monday, nine to six", "0", "1", () => between("2026-01-05T09:00", "2026-01-05T18:00")],
  ["Monday, six, to Tuesday, nine", "0", "1", () => between("2026-01-05T18:00", "2026-01-06T09:00")],
  ["days in the weeks of January", "2 5 5 5 5", "2 5 5 5 5 0", () => weeks()],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(32), "guess:", guess.padEnd(10), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=Europe/London node ask.mjs
