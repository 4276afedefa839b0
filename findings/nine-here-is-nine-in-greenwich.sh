#!/bin/sh
# ts-ics: calendar files read and written back, and the days of a recurrence.
# Guess:   what it knows is written as it was read: nine o'clock without a zone stays so, and a to-do keeps its alarm;
#          nine o'clock each week stays nine o'clock when the clocks change; the last working day of a month is that.
# Happens: nine o'clock becomes 09:00 UTC. A to-do loses its alarm, an event its RDATE. After the clocks have changed,
#          the meeting is an hour later; the last working days of January and February are 26 February and 30 March,
#          at midnight; "two Mondays" said as FREQ=DAILY;BYDAY=MO;COUNT=2 is one. There is no error.
# Seen:    ts-ics 2.4.6.
# Matters: a deadline loses its reminder, and a person east or west of Greenwich is told another hour.
set -eu
version=${1:-2.4.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ts-ics@$version"
cat > check.mjs <<'JS'
import { convertIcsCalendar, extendByRecurrenceRule, generateIcsCalendar } from "ts-ics";
const calendar = (kind, lines) => convertIcsCalendar(undefined, [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", `BEGIN:${kind}`, "UID:1", "DTSTAMP:20260101T000000Z", "SUMMARY:a",
  ...lines, `END:${kind}`, "END:VCALENDAR", "",
].join("\r\n"));
const written = (kind, wanted, lines) => generateIcsCalendar(calendar(kind, lines)).split("\r\n")
  .filter((line) => wanted.test(line)).map((line) => line.replace(";VALUE=DATE-TIME", "")).join(" ") || "nothing";
const days = (start, rule) => {
  const { recurrenceRule, start: first } = calendar("VEVENT", [`DTSTART${start}`, `RRULE:${rule}`]).events[0];
  return extendByRecurrenceRule(recurrenceRule, { start: first.date, end: new Date("2027-01-01") })
    .map((day) => day.toISOString().slice(5, 16)).join(" ");
};
const ALARM = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:a", "TRIGGER;RELATED=END:-PT1H", "END:VALARM"];
const LAST = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2";
const CASES = [ // what: the guess, what is seen, and how
  ["nine o'clock", "DTSTART:20260105T090000", "DTSTART:20260105T090000Z",
    () => written("VEVENT", /^DTSTART/, ["DTSTART:20260105T090000"])],
  ["an RDATE", "RDATE:20260107T090000Z", "nothing",
    () => written("VEVENT", /^RDATE/, ["DTSTART:20260105T090000Z", "RDATE:20260107T090000Z"])],
  ["an event's alarm", "TRIGGER;RELATED=END:-PT1H", "TRIGGER;RELATED=END:-PT1H",
    () => written("VEVENT", /^TRIGGER/, ["DTSTART:20260105T090000Z", ...ALARM])],
  ["a to-do's alarm", "TRIGGER;RELATED=END:-PT1H", "nothing",
    () => written("VTODO", /^TRIGGER/, ["DUE:20260105T090000Z", ...ALARM])],
  ["each week at nine", "03-23T09:00 03-30T08:00", "03-23T09:00 03-30T09:00",
    () => days(";TZID=Europe/London:20260323T090000", "FREQ=WEEKLY;COUNT=2")],
  ["last working days", "01-30T09:00 02-27T09:00", "02-26T00:00 03-30T00:00", () => days(":20260130T090000Z", LAST)],
  ["two Mondays", "01-05T09:00 01-12T09:00", "01-05T09:00",
    () => days(":20260105T090000Z", "FREQ=DAILY;BYDAY=MO;COUNT=2")],
];
console.log(`ts-ics ${process.argv[2]}`);
let changed = false;
for (const [what, guess, known, run] of CASES) {
  const seen = run();
  console.log(`${what.padEnd(18)} guess: ${guess.padEnd(25)} seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node check.mjs "$version"
