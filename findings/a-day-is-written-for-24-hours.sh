#!/bin/sh
# icalendar, vobject and ical.js: a duration of 24 hours on the night when the clocks go forward.
# Guess:   DURATION:PT24H is read, kept and written as PT24H. RFC 5545 tells the two apart: P1D is
#          the same time on the next day, PT24H is 24 hours of real time.
# Happens: icalendar and vobject keep a timedelta and write P1D. ical.js keeps PT24H, but counts
#          it on the clock of the wall: 23 hours of real time, the same end as with P1D.
# Seen:    icalendar 5.0.13 to 7.3.2, vobject 0.9.9, ical.js 1.5.0 to 2.2.1.
# Matters: "within 24 hours" of an offer on that weekend ends an hour too soon.
set -eu
version=${1:-7.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "icalendar==$version" vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix . ical.js@2.2.1
cat > end.mjs <<'JS'
import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';
const calendar = new ICAL.Component(ICAL.parse(readFileSync('in.ics', 'utf8')));
ICAL.TimezoneService.register(calendar.getFirstSubcomponent('vtimezone'));
const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
console.log(String(event.duration), (event.endDate.toJSDate() - event.startDate.toJSDate()) / 36e5);
JS
venv/bin/python - <<'PY'
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import icalendar
import vobject

text = """BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//a//b//EN|BEGIN:VTIMEZONE|TZID:London
BEGIN:STANDARD|DTSTART:19701025T020000|RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100|TZOFFSETTO:+0000|END:STANDARD|BEGIN:DAYLIGHT|DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|TZOFFSETFROM:+0000|TZOFFSETTO:+0100|END:DAYLIGHT
END:VTIMEZONE|BEGIN:VEVENT|UID:1|DTSTAMP:20260101T000000Z
DTSTART;TZID=London:20260328T120000|DURATION:PT24H|END:VEVENT|END:VCALENDAR|"""
text = text.replace("\n", "|").replace("|", "\r\n")
Path("in.ics").write_text(text, newline="")


def duration(lines):
    return next(line for line in lines.split("\r\n") if line.startswith("DURATION"))


seen = [
    duration(icalendar.Calendar.from_ical(text).to_ical().decode()),
    duration(vobject.readOne(text).serialize()),
    subprocess.run(["node", "end.mjs"], capture_output=True, text=True, check=True).stdout.strip(),
]
print("icalendar", version("icalendar"), "vobject", version("vobject"), "ical.js 2.2.1")
print("guess: written DURATION:PT24H and DURATION:PT24H; ical.js counts PT24H as 24 hours")
print(f"seen:  written {seen[0]} and {seen[1]}; ical.js counts {seen[2]} hours")
sys.exit(0 if seen == ["DURATION:P1D", "DURATION:P1D", "PT24H 23"] else "This has changed.")
PY
