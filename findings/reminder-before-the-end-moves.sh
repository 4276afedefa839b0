#!/bin/sh
# ics (ics.py): a to-do with a due day and a reminder before its end, read and written back.
# Guess:   the file says the same as before.
# Happens: DUE as a day becomes midnight UTC, which west of Greenwich is the evening before.
#          RELATED=END of the reminder is dropped, so it now counts from a start that this to-do
#          does not have. A calendar without CALSCALE gets CALSCALE:GEORGIAN (not GREGORIAN).
# Seen:    0.7.3; older ones do not start with today's parser library.
# Matters: whoever passes a list of deadlines through this library loses the days and the reminders.
set -eu
version=${1:-0.7.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ics==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import ics

lines = """BEGIN:VCALENDAR VERSION:2.0 PRODID:a BEGIN:VTODO UID:1 DTSTAMP:20260101T000000Z
DUE;VALUE=DATE:20260105 SUMMARY:Answer BEGIN:VALARM ACTION:DISPLAY DESCRIPTION:Answer
TRIGGER;RELATED=END:-PT1H END:VALARM END:VTODO END:VCALENDAR""".split()
after = ics.Calendar("\r\n".join([*lines, ""])).serialize().split("\r\n")
seen = [line for line in after if line.startswith(("CALSCALE", "DUE", "TRIGGER"))]
print("ics", version("ics"))
print("guess:", *(line for line in lines if line.startswith(("DUE", "TRIGGER"))))
print("seen: ", *seen)
known = ["CALSCALE:GEORGIAN", "DUE:20260105T000000Z", "TRIGGER:-PT1H"]
sys.exit(0 if sorted(seen) == known else "This has changed.")
PY
