#!/bin/sh
# ics (npm), which checks what it is given and returns { error, value }: days that no month has, and whole days.
# Guess:   31 April is refused, as month 13 is; a day's length is written P1D and two weeks and a day P15D.
# Happens: 31 April, 09:00, is written as 1 May; 30 February, a whole day, as 20300230. The length of a day is P1DT,
#          of a week and two days P1W2DT: neither is a duration of iCalendar (RFC 5545, 3.3.6), though most readers
#          take them. The day left out of a series of whole days (EXDATE) has no VALUE=DATE.
# Seen:    ics 3.12.0.
# Matters: a calendar file is looked at by strict readers, too; a mistyped day becomes another one, silently.
set -eu
version=${1:-3.12.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ics@$version"
cat > write.mjs <<'JS'
import { createEvent } from "ics";
const lines = (event, ...names) => {
  const { error, value } = createEvent({ title: "Say thanks", ...event });
  if (error) return "refused";
  return value.split("\r\n").filter((line) => names.some((name) => line.startsWith(name))).join(" ");
};
const hour = { hours: 1 };
const seen = {
  "month 13": lines({ start: [2030, 13, 1, 9, 0], duration: hour }, "DTSTART"),
  "31 April, 09:00": lines({ start: [2030, 4, 31, 9, 0], duration: hour }, "DTSTART"),
  "30 February": lines({ start: [2030, 2, 30], duration: { days: 1 } }, "DTSTART"),
  "a day": lines({ start: [2030, 1, 7], duration: { days: 1 } }, "DURATION"),
  "a week and two days": lines({ start: [2030, 1, 7], duration: { weeks: 1, days: 2 } }, "DURATION"),
  "without the 8th": lines(
    { start: [2030, 1, 7], end: [2030, 1, 8], recurrenceRule: "FREQ=DAILY;COUNT=3", exclusionDates: [[2030, 1, 8]] },
    "EXDATE",
  ),
};
console.log(`ics ${process.argv[2]}`);
console.log("guess: refused, refused, refused, P1D, P9D, EXDATE;VALUE=DATE:20300108");
for (const [what, line] of Object.entries(seen)) console.log(`seen:  ${what}: ${line}`);
const wanted = {
  "month 13": "refused",
  "31 April, 09:00": "DTSTART:20300501T090000Z",
  "30 February": "DTSTART;VALUE=DATE:20300230",
  "a day": "DURATION:P1DT",
  "a week and two days": "DURATION:P1W2DT",
  "without the 8th": "EXDATE:20300108",
};
if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
  console.log("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node write.mjs "$version"
