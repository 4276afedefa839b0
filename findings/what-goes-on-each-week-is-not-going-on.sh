#!/bin/sh
# icalevents: the events of a calendar between two moments.
# Guess:   an event that is going on in that time is among them, once or repeated alike; one that ended before is not;
#          the days of RDATE are.
# Happens: a day of work from nine to five is found from noon to three if it stands alone, and not if it is repeated
#          each week; nor are three days of which the first lies before. One that ended at noon is found from noon on.
#          Of an event with RDATE only its first day is found. A day without an end ends when it begins.
# Seen:    icalevents 0.3.1. Its `parse_events` asks the rule for starts from the first moment on, less the length,
#          then drops what begins before it; RDATE is not in `icalparser.py`. Changed and cancelled weeks are right.
# Matters: who is asked "is the week free?" says yes while a yearly conference is on.
set -eu
version=${1:-0.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "icalevents==$version" icalendar==7.3.2
timeout 60 venv/bin/python - <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

from icalevents.icalevents import events

NOON, THREE = datetime(2026, 1, 5, 12), datetime(2026, 1, 5, 15)
SIXTH, FEBRUARY = datetime(2026, 1, 6), datetime(2026, 2, 1)
WORK = ["DTSTART:20260105T090000Z", "DTEND:20260105T170000Z"]
MORNING = ["DTSTART:20260105T090000Z", "DTEND:20260105T120000Z"]
JOURNEY = ["DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260108"]
CASES = [  # what is asked, the lines, from, to, the days in the guess, the days seen
    ("nine to five, once, at noon", WORK, NOON, THREE, ["05"], ["05"]),
    ("nine to five, weekly, at noon", [*WORK, "RRULE:FREQ=WEEKLY"], NOON, THREE, ["05"], []),
    ("three days, once, from the second", JOURNEY, SIXTH, FEBRUARY, ["05"], ["05"]),
    ("three days, yearly, from the second", [*JOURNEY, "RRULE:FREQ=YEARLY"], SIXTH, FEBRUARY, ["05"], []),
    ("nine to noon, once, from noon", MORNING, NOON, THREE, [], ["05"]),
    ("RDATE on the 7th and 9th", [*WORK, "RDATE:20260107T090000Z,20260109T090000Z"], NOON, FEBRUARY,
     ["05", "07", "09"], ["05"]),
    ("COUNT=2 and RDATE on the 7th", [*MORNING, "RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20260107T090000Z"],
     datetime(2026, 1, 1), FEBRUARY, ["05", "07", "12"], ["05", "12"]),
]


def found(lines, start, end):
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example.org"]
    text += ["DTSTAMP:20260101T000000Z", "SUMMARY:x", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return events(string_content="\r\n".join(text).encode(), start=start, end=end)


print("icalevents", version("icalevents"))
changed = False
for asked, lines, start, end, guess, known in CASES:
    seen = [f"{event.start:%d}" for event in found(lines, start, end)]
    print(f"{asked:36} guess: {' '.join(guess) or 'none':9} seen: {' '.join(seen) or 'none'}")
    changed |= seen != known
day = found(["DTSTART;VALUE=DATE:20260105"], datetime(2026, 1, 1), FEBRUARY)[0]
print(f"{'a day without an end':36} guess: one day  seen: {day.end - day.start}")
changed |= day.end != day.start
sys.exit("This has changed." if changed else 0)
PY
