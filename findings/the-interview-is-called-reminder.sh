#!/bin/sh
# cal-parser, ical2json, ical and ical-js-parser (npm): readers of iCalendar.
# Guess:   an event is called what it is called, whatever its reminder says; nine in London in July is 8:00 in UTC,
#          wherever the file is read; a line that goes on after a tab is one, a name in quotes may have a colon and
#          loses its quotes, two lines of categories are all of them, and the name of a line may be in small letters.
# Happens: for cal-parser the event has the name of its reminder, and of two lines of categories the last; nine in
#          London is 9:00 in UTC, for ical nine on the clock of the machine that reads. ical2json and ical-js-parser
#          drop what goes on after a tab. A name in quotes keeps them, ends at its colon in two, and loses a blank in
#          one. A start in small letters is no start for three.
# Seen:    cal-parser 1.0.2, ical2json 5.0.0, ical 0.8.0, ical-js-parser 0.7.4.
# Matters: invitations to interviews come as such files.
set -eu
version=${1:-1.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "cal-parser@$version" ical2json@5.0.0 ical@0.8.0 ical-js-parser@0.7.4
cat > read.cjs <<'JS'
const { readFileSync } = require("node:fs");
const calParser = require("cal-parser");
const ical = require("ical");
const ical2json = require("ical2json");
const IcalJsParser = require("ical-js-parser").default;

const first = (value) => (Array.isArray(value) ? value[0] : value);
const READERS = { // the event, by the names of its lines
  "cal-parser": (text) => {
    const event = calParser.parseString(text).events[0];
    if (!event) return undefined;
    const { summary, attendee, dtstart, categories } = event;
    const start = dtstart?.value?.toISOString?.();
    return { name: summary?.value, who: attendee?.params?.cn, start, kinds: categories?.value };
  },
  ical2json: (text) => {
    const event = ical2json.convert(text).VCALENDAR[0].VEVENT?.[0];
    const kinds = String(event.CATEGORIES);
    return { name: event.SUMMARY, who: event.ATTENDEE?.CN, start: event.DTSTART?._ ?? event.DTSTART, kinds };
  },
  ical: (text) => {
    const event = Object.values(ical.parseICS(text)).find((part) => part.type === "VEVENT");
    const { summary, attendee, start, categories } = event;
    return { name: summary, who: attendee?.params.CN, start: start?.toISOString(), kinds: String(categories) };
  },
  "ical-js-parser": (text) => {
    const event = IcalJsParser.toJSON(text).events[0];
    const { summary, attendee, dtstart, categories } = event;
    return { name: summary, who: first(attendee)?.CN, start: dtstart?.value, kinds: String(categories) };
  },
};
const HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z"];
const calendar = (...lines) => [...HEAD, ...lines, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
const START = "DTSTART:20260131T090000Z";
const ALARM = ["BEGIN:VALARM", "ACTION:EMAIL", "SUMMARY:Reminder", "TRIGGER:-PT30M", "END:VALARM"];
const WHO = '"Jo: HR"';
const LONDON = "DTSTART;TZID=Europe/London:20260706T090000";
const [DAY, local, none] = ["2026-07-06T", "20260706T090000", undefined];
const CASES = [ // what is read, in words, the file, the part that is looked at, the guess, what is seen
  ["a name", [START, "SUMMARY:Call"], "name", "Call", "Call", "Call", "Call", "Call"],
  ["with a reminder", [START, "SUMMARY:Call", ...ALARM], "name", "Call", "Reminder", "Call", "Call", "Call"],
  ["after a tab", [START, "SUMMARY:Ca", "\tll"], "name", "Call", "Call", "Ca", "Call", "Ca"],
  ["a colon", [START, `ATTENDEE;CN=${WHO}:mailto:a@e.org`], "who", "Jo: HR", '"Jo', '"Jo', '"Jo: HR"', '"Jo:HR"'],
  ["small letters", ["dtstart:20260131T090000Z"], "start", "2026-01-31T09:00:00.000Z", none, none, none, "20260131T090000Z"],
  ["categories", [START, "CATEGORIES:A", "CATEGORIES:B"], "kinds", "A,B", "B", "A,B", "A,B", "B"],
  ["London", [LONDON], "start", `${DAY}08:00:00.000Z`, `${DAY}09:00:00.000Z`, local, `${DAY}13:00:00.000Z`, local],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(Object.keys(READERS).map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [words, lines, part, guess, ...known] of CASES) {
  const seen = Object.values(READERS).map((read) => read(calendar(...lines))?.[part]);
  console.log(words.padEnd(16), `guess: ${guess}`.padEnd(32), `seen: ${seen.join(" | ")}`);
  changed ||= seen.map(String).join() !== known.map(String).join();
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=America/New_York timeout 60 node read.cjs
