#!/bin/sh
# ical-expander (npm): the events of a calendar between two moments, in JavaScript.
# Guess:   a week that was moved into the time asked for is in it, whether forwards or back; an event that ends when
#          the time begins is not, nor one that begins when it ends; the first day counts beside RDATE; a daily event
#          is found in its sixth year.
# Happens: the meeting of the 19th that was moved to the 6th is not found on the 6th, for a look at the 6th stops
#          there; moved from the 12th to the 20th it is found. What only touches the time is found. Of RDATE the first
#          day is missing. After 1000 times a daily event is no more, without a word; 0 as `maxIterations` means for
#          ever.
# Seen:    ical-expander 3.2.0 and 3.1.0. `between` in index.js stops at the first start after the end, before it has
#          looked for changes; README: "Defaults to 1000".
# Matters: "what is today?" leaves out the interview that was brought forward.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ical-expander@$version"
cat > ask.cjs <<'JS'
const IcalExpander = require("ical-expander");
const event = (...lines) =>
  ["BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20260101T000000Z", "SUMMARY:x", ...lines, "END:VEVENT"];
const at = (day, from, to) => [`DTSTART:${day}T${from}0000Z`, `DTEND:${day}T${to}0000Z`];
const weekly = event(...at("20260105", "09", "10"), "RRULE:FREQ=WEEKLY;COUNT=3");
const moved = (from, to) => [...weekly, ...event(`RECURRENCE-ID:${from}T090000Z`, ...at(to, "09", "10"))];
const day = (text) => [`${text}T00:00Z`, `${text}T23:00Z`];
const noon = ["2026-01-05T12:00Z", "2026-01-05T15:00Z"];
const daily = (year) => event(...at(`${year}0105`, "09", "10"), "RRULE:FREQ=DAILY");
const cases = [ // what is asked, the calendar, from and to, the days in the guess, the days seen
  ["each week, on the 12th", weekly, day("2026-01-12"), "12", "12"],
  ["moved from the 12th to the 20th, on the 20th", moved("20260112", "20260120"), day("2026-01-20"), "20", "20"],
  ["moved from the 19th to the 6th, on the 6th", moved("20260119", "20260106"), day("2026-01-06"), "06", ""],
  ["moved from the 19th to the 6th, in January", moved("20260119", "20260106"), ["2026-01-01", "2026-02-01"],
    "05 06 12", "05 06 12"],
  ["nine to noon, from noon on", event(...at("20260105", "09", "12")), noon, "", "05"],
  ["three to four, until three", event(...at("20260105", "15", "16")), noon, "", "05"],
  ["RDATE on the 7th", event(...at("20260105", "09", "10"), "RDATE:20260107T090000Z"), ["2026-01-01", "2026-02-01"],
    "05 07", "07"],
  ["daily since 2024", daily(2024), day("2026-01-05"), "05", "05"],
  ["daily since 2020", daily(2020), day("2026-01-05"), "05", ""],
];
const found = (lines, [from, to]) => {
  const ics = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", ...lines, "END:VCALENDAR", ""].join("\r\n");
  const { events, occurrences } = new IcalExpander({ ics }).between(new Date(from), new Date(to));
  return [...events, ...occurrences].map(({ startDate }) => startDate.toString().slice(8, 10)).sort().join(" ");
};
console.log("ical-expander", JSON.parse(require("fs").readFileSync("node_modules/ical-expander/package.json")).version);
let changed = false;
for (const [asked, lines, range, guess, known] of cases) {
  const seen = found(lines, range);
  console.log(asked.padEnd(46), "guess:", (guess || "none").padEnd(9), "seen:", seen || "none");
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.cjs
