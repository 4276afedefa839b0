#!/bin/sh
# calendar-link and datebook (npm): an appointment as a file of iCalendar, and as a link for a calendar on the web;
# read by ical.js and icalendar.
# Guess:   the file has a day as a day, and its texts escaped, so every reader reads it; all links name one moment;
#          what comes back each week does so in each, or is refused; 30 February is refused; an appointment is time
#          taken.
# Happens: calendar-link writes a day as `DTSTART:20260105`, without `VALUE=DATE`: ical.js refuses it. A place with a
#          comma is not escaped. Its link for Outlook has the time on the clock of the machine that makes it, without
#          a zone, as datebook's for Yahoo; both leave out the rule. 30 February is 2 March. datebook writes both
#          COUNT and UNTIL, which RFC 5545 forbids (3.3.10), and an appointment takes no time (TRANSPARENT).
# Seen:    calendar-link 2.11.5 and 2.6.0, datebook 8.0.1, ical.js 2.2.1, icalendar 7.3.2.
# Matters: "put the date of the next interview into your calendar" is done with such a link.
set -eu
version=${1:-2.11.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq icalendar==7.3.2
echo '{}' > package.json
npm install --silent --no-fund --no-audit "calendar-link@$version" datebook@8.0.1 ical.js@2.2.1
cat > day.py <<'PY'
import sys

import icalendar

print(icalendar.Calendar.from_ical(sys.stdin.read()).walk("VEVENT")[0]["DTSTART"].dt)
PY
cat > links.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { google, ics, outlook } from "calendar-link";
import { ICalendar, YahooCalendar } from "datebook";
import ICAL from "ical.js";

const LINES = (file) => file.split(/\r?\n/);
const line = (file, name) => LINES(file).find((text) => text.startsWith(name));
const asked = (link, name) => new URL(link).searchParams.get(name);
const file = (event) => decodeURIComponent(ics(event)).replace(/^data:[^,]*,/, "");
const byIcal = (text) => {
  try {
    const component = new ICAL.Component(ICAL.parse(text));
    return new ICAL.Event(component.getFirstSubcomponent("vevent")).startDate.toString();
  } catch {
    return "refused";
  }
};
const byIcalendar = (text) => execFileSync("venv/bin/python", ["day.py"], { input: text, encoding: "utf8" }).trim();

const hour = { title: "Interview", location: "Floor 2, left", start: "2026-07-06T09:00:00Z", duration: [1, "hour"] };
const weekly = { ...hour, rRule: "FREQ=WEEKLY" };
const day = { title: "Interview", start: "2026-01-05", allDay: true };
const dates = { start: new Date("2026-07-06T09:00:00Z"), end: new Date("2026-07-06T10:00:00Z") };
const recurrence = { frequency: "WEEKLY", interval: 1, count: 3, ...dates };
const booked = new ICalendar({ title: "Interview", ...dates, recurrence }).render();
const yahoo = new YahooCalendar({ title: "Interview", ...dates, recurrence }).render();
const rule = "RRULE:FREQ=WEEKLY";
const CASES = [ // what is looked at, in words, the guess, what is seen
  ["calendar-link, a moment, by ical.js", byIcal(file(hour)), "2026-07-06T09:00:00Z", "2026-07-06T09:00:00Z"],
  ["calendar-link, a day, by ical.js", byIcal(file(day)), "2026-01-05", "refused"],
  ["calendar-link, a day, by icalendar", byIcalendar(file(day)), "2026-01-05", "2026-01-05"],
  ["calendar-link, its line", line(file(day), "DTSTART"), "DTSTART;VALUE=DATE:20260105", "DTSTART:20260105"],
  ["calendar-link, the place", line(file(hour), "LOCATION"), "LOCATION:Floor 2\\, left", "LOCATION:Floor 2, left"],
  ["calendar-link, Outlook, start", asked(outlook(hour), "startdt"), "2026-07-06T09:00:00Z", "2026-07-06T10:00:00"],
  ["calendar-link, Google, each week", asked(google(weekly), "recur"), rule, rule],
  ["calendar-link, Outlook, each week", outlook(weekly).includes("WEEKLY"), true, false],
  ["calendar-link, 30 February", line(file({ ...day, start: "2026-02-30" }), "DTSTART"), "refused", "DTSTART:20260302"],
  ["datebook, Yahoo, start", asked(yahoo, "st"), "20260706T090000Z", "20260706T100000"],
  ["datebook, Yahoo, each week", yahoo.includes("WEEKLY"), true, false],
  ["datebook, COUNT and UNTIL", /COUNT/.test(booked) && /UNTIL/.test(booked), false, true],
  ["datebook, time taken", line(booked, "TRANSP"), "TRANSP:OPAQUE", "TRANSP:TRANSPARENT"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("calendar-link", npm("calendar-link"), "datebook", npm("datebook"), "ical.js", npm("ical.js"));
let changed = false;
for (const [words, seen, guess, known] of CASES) {
  console.log(words.padEnd(36), `guess: ${guess}`.padEnd(36), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=Europe/London timeout 60 node links.mjs
