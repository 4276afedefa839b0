#!/bin/sh
# iamcal (npm): events of iCalendar, read, checked and written.
# Guess:   an event of an hour, by its DURATION, ends an hour after it begins; two categories read and written are two;
#          a rule that iCalendar does not have is refused, as a day that is none is.
# Happens: it ends when it begins. The comma between two categories gets a backslash, so that they are one. FORTNIGHTLY,
#          a day 32 of a month, COUNT beside UNTIL and a rule without FREQ pass, and so does a time of 24:00:00.
# Seen:    4.1.2.
# Source:  RFC 5545, 3.6.1, 3.8.1.2 and 3.3.10.
# Matters: a call that has no length takes no time, and another one is put on it.
set -eu
version=${1:-4.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "iamcal@$version"
cat > ask.mjs <<'JS'
import * as iamcal from "iamcal";
import { readFileSync } from "node:fs";
console.log("iamcal", JSON.parse(readFileSync("node_modules/iamcal/package.json")).version);
const event = (...lines) => iamcal.parseEvent(["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260105T080000Z",
  "DTSTART:20260105T090000Z", ...lines, "END:VEVENT"].join("\r\n"));
const end = async (line) => (await event(line)).getEnd().date.toISOString().slice(11, 16);
const again = async (text) => (await event(text)).serialize().split(/\r?\n/).find((line) => line[0] === "C");
const passes = (value, kind) => iamcal[`validate${kind}`](value) ?? "passes";
const cases = [ // what is asked, the guess, what is seen
  ["the end, by DTEND", "10:00", "10:00", () => end("DTEND:20260105T100000Z")],
  ["the end, by DURATION", "10:00", "09:00", () => end("DURATION:PT1H")],
  ["CATEGORIES:a", "CATEGORIES:a", "CATEGORIES:a", () => again("CATEGORIES:a")],
  ["CATEGORIES:a,b", "CATEGORIES:a,b", "CATEGORIES:a\\,b", () => again("CATEGORIES:a,b")],
  ["20260230", "refused", "refused", () => passes("20260230", "Date")],
  ["P1M", "refused", "refused", () => passes("P1M", "Duration")],
  ["240000", "refused", "passes", () => passes("240000", "Time")],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "passes", "passes", () => passes("FREQ=MONTHLY;BYMONTHDAY=31", "RecurrenceRule")],
  ["FREQ=MONTHLY;BYMONTHDAY=32", "refused", "passes", () => passes("FREQ=MONTHLY;BYMONTHDAY=32", "RecurrenceRule")],
  ["FREQ=FORTNIGHTLY", "refused", "passes", () => passes("FREQ=FORTNIGHTLY", "RecurrenceRule")],
  ["INTERVAL=2", "refused", "passes", () => passes("INTERVAL=2", "RecurrenceRule")],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(14), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
