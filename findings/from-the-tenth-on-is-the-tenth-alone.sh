#!/bin/sh
# ical: a calendar is read, asked for its days, and written.
# Guess:   an event on the 5th and, by an RDATE, on the 7th is on both days; a daily one of three days whose second day and
#          all that follow are moved to the 10th is on the 5th, 10th and 11th; an end before the start is refused; the
#          reminder a day before a to-do is due, and a category with a comma in it, are written as they were.
# Happens: with an RDATE alone it is on the 7th only. Of those moved, only one is: the 5th, 7th and 10th, as if RANGE were
#          not there. An event that ends before it begins is taken. The reminder loses its RELATED=END, and is one before
#          the start, which the to-do does not have. The category "call, now" is two. PT24H is `P1D`.
# Seen:    ical 14.3.1; 11.1.0, where also the day that was moved stays where it was. Each 31st is right.
# Matters: deadlines are to-dos with reminders before their end, and what is put off is moved with all that follows.
set -eu
version=${1:-14.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ical==$version"
timeout 60 venv/bin/python - <<'PY'
import re
import sys
from importlib.metadata import version

from ical.calendar_stream import IcsCalendarStream

HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN"]
ALARM = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Call\nTRIGGER;RELATED=END:-P1D\nEND:VALARM"
DAILY = "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;COUNT=3"


def calendar(*bodies, kind="VEVENT"):
    lines = list(HEAD)
    for body in bodies:
        lines += [f"BEGIN:{kind}", "UID:1", "DTSTAMP:20260101T000000Z", *body.split("\n"), f"END:{kind}"]
    return IcsCalendarStream.calendar_from_ics("\r\n".join([*lines, "END:VCALENDAR", ""]))


def days(*bodies):
    return " ".join(str(event.dtstart) for event in calendar(*bodies).timeline)


def written(name, body, kind="VEVENT"):
    return " ".join(re.findall(rf"^{name}.*?(?=\r?$)", IcsCalendarStream.calendar_to_ics(calendar(body, kind=kind)), re.M))


MOVED = "DTSTART;VALUE=DATE:20260110\nRECURRENCE-ID;VALUE=DATE{}:20260106"
CASES = [  # what is asked, how, the guess, and what is seen
    ("each 31st", lambda: days("DTSTART;VALUE=DATE:20260131\nRRULE:FREQ=MONTHLY;COUNT=2"), "2026-01-31 2026-03-31",
     "2026-01-31 2026-03-31"),
    ("an RDATE", lambda: days("DTSTART;VALUE=DATE:20260105\nRDATE;VALUE=DATE:20260107"), "2026-01-05 2026-01-07", "2026-01-07"),
    ("one moved", lambda: days(DAILY, MOVED.format("")), "2026-01-05 2026-01-07 2026-01-10", "2026-01-05 2026-01-07 2026-01-10"),
    ("it and all that follow", lambda: days(DAILY, MOVED.format(";RANGE=THISANDFUTURE")), "2026-01-05 2026-01-10 2026-01-11",
     "2026-01-05 2026-01-07 2026-01-10"),
    ("an end before the start", lambda: days("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260101"), "refused", "2026-01-05"),
    ("a reminder", lambda: written("TRIGGER", f"DUE;VALUE=DATE:20260105\n{ALARM}", "VTODO"), "TRIGGER;RELATED=END:-P1D",
     "TRIGGER:-P1D"),
    ("a category", lambda: written("CATEGORIES", "DTSTART;VALUE=DATE:20260105\nCATEGORIES:call\\, now"), "CATEGORIES:call\\, now",
     "CATEGORIES:call\\\\ CATEGORIES: now"),
    ("24 hours", lambda: written("DURATION", "DTSTART:20260105T090000Z\nDURATION:PT24H"), "DURATION:PT24H", "DURATION:P1D"),
]
print("ical", version("ical"))
changed = False
for what, ask, guess, known in CASES:
    try:
        seen = ask()
    except Exception:
        seen = "refused"
    print(f"{what:24} guess: {guess}\n{'':24} seen:  {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
