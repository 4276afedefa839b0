#!/bin/sh
# ical-generator (npm): a reminder some time after the start, ends before starts, and the last day of a series.
# Guess:   triggerAfter, "after the event has started", counts from the start; an end before the start is refused; the
#          last day of a series of whole days is a day.
# Happens: the reminder has RELATED=END: nine in the morning of a whole day becomes nine the next morning. Start and end
#          are swapped. UNTIL is a moment in UTC, which the standard rules out beside a DTSTART that is a day.
# Seen:    ical-generator 10.2.0.
# Matters: a reminder on the morning of the day itself is the one that pieces of advice need.
set -eu
version=${1:-10.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ical-generator@$version"
cat > write.mjs <<'JS'
import ical from "ical-generator";
const day = (text) => new Date(`${text}T00:00:00Z`);
const lines = (event, ...names) => {
  const calendar = ical();
  calendar.createEvent({ summary: "Say thanks", ...event });
  return calendar.toString().split("\r\n").filter((line) => names.some((name) => line.startsWith(name))).join(" ");
};
const whole = { start: day("2030-01-07"), end: day("2030-01-08"), allDay: true };
const seen = {
  reminder: lines({ ...whole, alarms: [{ type: "display", triggerAfter: 9 * 3600 }] }, "TRIGGER"),
  swapped: lines({ start: day("2030-01-08"), end: day("2030-01-07") }, "DTSTART", "DTEND"),
  series: lines({ ...whole, repeating: { freq: "DAILY", until: day("2030-01-10") } }, "RRULE"),
};
console.log(`ical-generator ${process.argv[2]}`);
console.log("guess: TRIGGER:PT9H, refused, UNTIL=20300110");
for (const [what, line] of Object.entries(seen)) console.log(`seen:  ${what}: ${line}`);
const wanted = {
  reminder: "TRIGGER;RELATED=END:PT9H",
  swapped: "DTSTART:20300107T000000Z DTEND:20300108T000000Z",
  series: "RRULE:FREQ=DAILY;UNTIL=20300110T000000Z",
};
if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
  console.log("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node write.mjs "$version"
