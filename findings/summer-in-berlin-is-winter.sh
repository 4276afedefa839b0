#!/bin/sh
# icalendar and ical.js (npm): the time zone that the one writes beside its events, read by the other, and by dateutil.
# Guess:   nine o'clock in Berlin in July is 7:00 in UTC for whoever reads the file, this year as in 2040.
# Happens: icalendar lists each beginning of summer time up to 2037, in RDATEs of many values each, where zones mostly
#          have one rule without an end. Of such an RDATE ical.js takes the first day: it has it at 8:00 in all these
#          summers, dateutil from 2038 on. In winter all are right, and icalendar itself, which goes by the zone's name,
#          is so always.
# Seen:    icalendar 7.3.2, ical.js 2.2.1, python-dateutil 2.9.0.post0. add_missing_timezones() takes a last_date, which
#          helps dateutil only.
# Matters: an appointment in summer is shown an hour late by one calendar and not by another.
set -eu
version=${1:-7.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "icalendar==$version" python-dateutil==2.9.0.post0 tzdata
echo '{}' > package.json
npm install --silent --no-fund --no-audit ical.js@2.2.1
cat > moments.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const starts = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event).startDate);
console.log(JSON.stringify(starts.map((start) => new Date(start.toUnixTime() * 1000).toISOString().slice(11, 16))));
JS
cat > meet.py <<'PY'
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
from dateutil.tz import tzical

CASES = [  # the day, the guess in UTC, and what icalendar, ical.js and dateutil have
    (datetime(2030, 1, 5, 9), "08:00", ("08:00", "08:00", "08:00")),
    (datetime(2040, 1, 5, 9), "08:00", ("08:00", "08:00", "08:00")),
    (datetime(2030, 7, 5, 9), "07:00", ("07:00", "08:00", "07:00")),
    (datetime(2037, 7, 5, 9), "07:00", ("07:00", "08:00", "07:00")),
    (datetime(2038, 7, 5, 9), "07:00", ("07:00", "08:00", "08:00")),
    (datetime(2040, 7, 5, 9), "07:00", ("07:00", "08:00", "08:00")),
]
calendar = icalendar.Calendar(version="2.0", prodid="-//example//EN")
for day, _, _ in CASES:
    event = icalendar.Event(uid=f"{day:%Y%m}@example.org")
    event.add("dtstamp", datetime(2029, 12, 1, tzinfo=UTC))
    event.add("dtstart", day.replace(tzinfo=ZoneInfo("Europe/Berlin")))
    calendar.add_component(event)
calendar.add_missing_timezones()
text = calendar.to_ical().decode()
again = [event["dtstart"].dt for event in icalendar.Calendar.from_ical(text).walk("vevent")]
node = subprocess.run(["node", "moments.mjs"], input=text, capture_output=True, check=True, text=True)
zone = tzical(io.StringIO(text)).get("Europe/Berlin")
print("icalendar", icalendar.__version__, "ical.js 2.2.1", "python-dateutil 2.9.0.post0")
changed = False
for (day, guess, known), read, theirs in zip(CASES, again, json.loads(node.stdout)):
    seen = (f"{read.astimezone(UTC):%H:%M}", theirs, f"{day.replace(tzinfo=zone).astimezone(UTC):%H:%M}")
    print(f"9:00 in Berlin on {day:%d %b %Y}  guess: {guess}  seen: {', '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
