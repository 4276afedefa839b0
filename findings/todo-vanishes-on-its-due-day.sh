#!/bin/sh
# recurring-ical-events: which to-dos does a calendar have on a given day?
# Guess:   a to-do that starts on the 3rd and is due on the 5th is there on the 5th, the day that
#          matters most. A to-do without any date is on no day, or is handed over without dates.
# Happens: it is there on the 3rd and the 4th, not on the 5th: DUE is taken like DTEND of an event,
#          the first day after. With DUE alone it is there on the 5th. A to-do without dates comes
#          back with DTSTART 1970-01-01 and DUE 2038-01-01 written into it, for every day asked.
# Seen:    recurring-ical-events 2.2.1 to 3.8.2.
# Matters: "what is due today?" leaves out what is due today as soon as somebody adds a first day.
set -eu
version=${1:-3.8.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "recurring-ical-events==$version" "icalendar==${2:-7.3.2}"
venv/bin/python - <<'PY'
import sys
from datetime import date, timedelta
from importlib.metadata import version

import icalendar
import recurring_ical_events


def days_with(*lines):
    """The days from 2 to 6 January 2026 that have the to-do of these lines, and its dates there."""
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//EN", "BEGIN:VTODO", "UID:1"]
    text += ["DTSTAMP:20260101T000000Z", *lines, "END:VTODO", "END:VCALENDAR", ""]
    query = recurring_ical_events.of(
        icalendar.Calendar.from_ical("\r\n".join(text)), components=["VTODO"]
    )
    found = {}
    for day in (date(2026, 1, n) for n in range(2, 7)):
        for todo in query.between(day, day + timedelta(days=1)):
            found[day.day] = (str(todo["DTSTART"].dt), str(todo["DUE"].dt))
    return found


due_only = sorted(days_with("DUE;VALUE=DATE:20260105"))
span = sorted(days_with("DTSTART;VALUE=DATE:20260103", "DUE;VALUE=DATE:20260105"))
undated = days_with("SUMMARY:some day")
print("recurring-ical-events", version("recurring-ical-events"))
print("guess: due only [5]; from the 3rd to the 5th [3, 4, 5]; undated {}")
print(f"seen:  due only {due_only}; from the 3rd to the 5th {span}; undated {undated}")
known = due_only == [5] and span == [3, 4]
known = known and undated == {day: ("1970-01-01", "2038-01-01") for day in range(2, 7)}
sys.exit(0 if known else "This has changed.")
PY
