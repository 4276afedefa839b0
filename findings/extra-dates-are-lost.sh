#!/bin/sh
# ical.js, node-ical and recurring-ical-events: an event with extra dates (RDATE) and no RRULE.
# Guess:   three occurrences, on the 1st (DTSTART), the 2nd and the 3rd, in all three.
# Happens: recurring-ical-events has three, ical.js drops the 1st, node-ical drops both extra dates.
# Seen:    ical.js 1.5.0 to 2.2.1, node-ical 0.26.1 and 0.27.2.
# Matters: RDATE is the plain way to write "interviews on these three days", and each reader shows
#          other days.
set -eu
version=${1:-2.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq recurring-ical-events==3.8.2 icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix . "ical.js@$version" node-ical@0.26.1
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:a BEGIN:VEVENT UID:1 DTSTAMP:20260101T000000Z \
  DTSTART:20260101T090000Z DTEND:20260101T100000Z RDATE:20260102T090000Z,20260103T090000Z \
  END:VEVENT END:VCALENDAR > in.ics
cat > read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import ical from 'node-ical';
const text = readFileSync('in.ics', 'utf8');
const calendar = new ICAL.Component(ICAL.parse(text));
const steps = new ICAL.Event(calendar.getFirstSubcomponent('vevent')).iterator();
const first = [];
for (let next = steps.next(); next; next = steps.next()) first.push(next.day);
const event = Object.values(ical.sync.parseICS(text)).find(({ type }) => type === 'VEVENT');
const year = { from: new Date('2025-12-01'), to: new Date('2026-12-01') };
const second = ical.expandRecurringEvent(event, year).map(({ start }) => start.getUTCDate());
console.log(`ical.js [${first.join(', ')}]; node-ical [${second.join(', ')}]`);
JS
seen=$(
  venv/bin/python - <<'PY'
from pathlib import Path

import icalendar
import recurring_ical_events

calendar = icalendar.Calendar.from_ical(Path("in.ics").read_bytes())
days = sorted(event.start.day for event in recurring_ical_events.of(calendar).at(2026))
print(f"recurring-ical-events {days}; ", end="")
PY
  TZ=UTC node read.mjs
)
echo "ical.js $version, node-ical 0.26.1, recurring-ical-events 3.8.2"
echo "guess: [1, 2, 3] from each"
echo "seen:  $seen"
test "$seen" = "recurring-ical-events [1, 2, 3]; ical.js [2, 3]; node-ical [1]" || {
  echo "This has changed." >&2
  exit 1
}
