#!/bin/sh
# ical: a calendar read and written again, by the library that Home Assistant keeps its calendars with.
# Guess:   what is read is written so: each week at nine in London stays nine in London; a reminder before the end stays
#          before the end; the first day of an event with further days is one of its days.
# Happens: a moment in London in winter is written in UTC, so that the same weekly meeting is at ten from April on; one
#          that begins in summer, or in New York, keeps its zone. The reminder loses RELATED=END. Of an event with two
#          RDATEs and no RRULE the first day is not there.
# Seen:    ical 14.3.1 and 11.1.0.
# Matters: a calendar that passed through such a program looks right for months.
set -eu
version=${1:-14.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ical==$version" tzdata
venv/bin/python - <<'PY'
import itertools
import sys
from importlib.metadata import version
from zoneinfo import ZoneInfo

from ical.calendar_stream import IcsCalendarStream

ALARM = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:now", "TRIGGER;RELATED=END:-PT15M", "END:VALARM"]


def read(text):
    return IcsCalendarStream.calendar_from_ics(text)


def moments(calendar, zone):
    """The first ten moments of a calendar, on the clocks of that zone, or on any clock."""
    found = [event.dtstart for event in itertools.islice(calendar.timeline, 10)]
    return [f"{day.astimezone(zone) if day.tzinfo else day:%d.%m. %H:%M}" for day in found]


def told(lines):
    """Of an event with these lines: what its first line and its alarm are written as, and its first and last moment
    before and after it was written."""
    head = ["VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:a@example.org", "DTSTAMP:20291201T000000Z"]
    text = "\r\n".join(["BEGIN:VCALENDAR", *head, *lines, "END:VEVENT", "END:VCALENDAR", ""])
    written = IcsCalendarStream.calendar_to_ics(read(text))
    kept = [line for line in written.splitlines() if line.startswith(("DTSTART", "TRIGGER"))]
    zone = ZoneInfo(lines[0].split("=")[1].split(":")[0]) if "TZID" in lines[0] else None
    before, after = moments(read(text), zone), moments(read(written), zone)
    return *kept, f"{before[0]} to {before[-1]}", f"{after[0]} to {after[-1]}"


WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=10"
IN_LONDON, IN_NEW_YORK = "DTSTART;TZID=Europe/London:20300301T090000", "DTSTART;TZID=America/New_York:20300301T090000"
IN_SUMMER, NOWHERE = "DTSTART;TZID=Europe/London:20300501T090000", "DTSTART:20300301T090000"
SPRING, SHIFTED = "01.03. 09:00 to 03.05. 09:00", "01.03. 09:00 to 03.05. 10:00"
SUMMER, ONCE = "01.05. 09:00 to 03.07. 09:00", "01.03. 09:00 to 01.03. 09:00"
ALL_DAYS, TWO_DAYS = "01.03. 09:00 to 06.03. 09:00", "05.03. 09:00 to 06.03. 09:00"
RDATES = "RDATE:20300305T090000,20300306T090000"
CASES = [  # the event, the guess, what is seen
    ([IN_NEW_YORK, WEEKLY], (IN_NEW_YORK, SPRING, SPRING), (IN_NEW_YORK, SPRING, SPRING)),
    ([IN_SUMMER, WEEKLY], (IN_SUMMER, SUMMER, SUMMER), (IN_SUMMER, SUMMER, SUMMER)),
    ([IN_LONDON, WEEKLY], (IN_LONDON, SPRING, SPRING), ("DTSTART:20300301T090000Z", SPRING, SHIFTED)),
    ([NOWHERE, *ALARM], (NOWHERE, ALARM[3], ONCE, ONCE), (NOWHERE, "TRIGGER:-PT15M", ONCE, ONCE)),
    ([NOWHERE, RDATES], (NOWHERE, ALL_DAYS, ALL_DAYS), (NOWHERE, TWO_DAYS, TWO_DAYS)),
]
print("ical", version("ical"))
changed = False
for lines, guess, known in CASES:
    seen = told(lines)
    print(*lines[:2], f"guess: {guess}", f"seen:  {seen}", sep="\n  ")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
