#!/bin/sh
# icalendar: when does the reminder of a to-do ring that has a due time and no start?
# Guess:   one hour before it is due, as its TRIGGER;RELATED=END:-PT1H says; nothing else is needed.
# Happens: IncompleteComponent("No DTSTART given."), even for a reminder at a fixed time. With any
#          DTSTART, also one that the reminder does not count from, the answer is right.
# Seen:    since 6.1.0, which brought `alarms`, up to 7.3.2.
# Matters: a deadline is a to-do with DUE alone; asked for its reminders, the library refuses.
set -eu
version=${1:-7.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "icalendar==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import icalendar


def rings(trigger, *start):
    text = ["BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", *start, "DUE:20260105T170000Z"]
    text += ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:x", trigger, "END:VALARM"]
    text += ["END:VTODO", ""]
    try:
        times = icalendar.Todo.from_ical("\r\n".join(text)).alarms.times
    except icalendar.IncompleteComponent as error:
        return f"IncompleteComponent: {error}"
    return f"{times[0].trigger:%H:%M}"


seen = [
    rings("TRIGGER;RELATED=END:-PT1H"),
    rings("TRIGGER;VALUE=DATE-TIME:20260105T160000Z"),
    rings("TRIGGER;RELATED=END:-PT1H", "DTSTART:20260101T090000Z"),
]
print("icalendar", version("icalendar"))
print("guess: ['16:00', '16:00', '16:00']")
print("seen: ", seen)
no_start = "IncompleteComponent: No DTSTART given."
sys.exit(0 if seen == [no_start, no_start, "16:00"] else "This has changed.")
PY
