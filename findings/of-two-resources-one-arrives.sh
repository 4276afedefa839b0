#!/bin/sh
# icalendar and ical.js: one calendar handed from the one to the other as jCal, its form in JSON (RFC 7265).
# Guess:   what the one writes as jCal the other reads, and the calendar says the same; both know all the properties of
#          iCalendar.
# Happens: ical.js writes the first day of the week as 1, where jCal has "SU", and icalendar refuses the whole calendar.
#          Of RESOURCES:one,two the first arrives, the other way round a single one whose name has a comma.
#          REQUEST-STATUS gets backslashes before its semicolons. Categories, days, alarms and zones are right.
# Seen:    icalendar 7.3.2, ical.js 2.2.1.
# Matters: a calendar kept as JSON between a page and a server loses what no test with one event has in it.
set -eu
version=${1:-7.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "icalendar==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit ical.js@2.2.1
cat > convert.mjs <<'JS'
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const { lines, jcal } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ jcal: ICAL.parse(lines), lines: ICAL.stringify(jcal) }));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys

import icalendar

TABLE = (  # the line, what comes of it from ical.js to icalendar, and from icalendar to ical.js
    ("CATEGORIES:one,two", "CATEGORIES:one,two", "CATEGORIES:one,two"),
    ("EXDATE:20300107T090000,20300114T090000",) * 3,
    ("TRIGGER;RELATED=END:-PT15M",) * 3,
    ("RESOURCES:one,two", "RESOURCES:one", r"RESOURCES:one\,two"),
    ("REQUEST-STATUS:2.0;Success", r"REQUEST-STATUS:2.0\;Success", "REQUEST-STATUS:2.0;Success"),
    ("RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;COUNT=3"),
    ("RRULE:FREQ=WEEKLY;COUNT=3;WKST=SU", "refused", "RRULE:FREQ=WEEKLY;COUNT=3;WKST=SU"),
)
KEPT = ("BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "ACTION", "DESCRIPTION")


def calendar(line):
    """The text of a calendar with one event that has this line, in an alarm if it belongs there."""
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:now", line, "END:VALARM"]
    event = ["UID:a@example.org", "DTSTAMP:20291201T000000Z", "DTSTART:20300107T090000"]
    event += alarm if line.startswith("TRIGGER") else [line]
    calendar = ["VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", *calendar, "END:VCALENDAR", ""])


def told(text):
    """The line of a calendar that is not in each of them."""
    return " ".join(line for line in text.splitlines() if not line.startswith(KEPT))


changed = False
print("icalendar", icalendar.__version__, "ical.js 2.2.1")
for line, *known in TABLE:
    ours = icalendar.Calendar.from_ical(calendar(line)).to_jcal()
    asked = json.dumps({"lines": calendar(line), "jcal": ours})
    node = subprocess.run(["node", "convert.mjs"], input=asked, capture_output=True, check=True, text=True)
    theirs = json.loads(node.stdout)
    try:
        seen = [told(icalendar.Calendar.from_jcal(theirs["jcal"]).to_ical().decode())]
    except icalendar.error.JCalParsingError:
        seen = ["refused"]
    seen.append(told(theirs["lines"]))
    changed |= seen != known
    print(f"guess: {line} in both\nseen:  {seen[0]}\n       {seen[1]}")
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
