#!/bin/sh
# Radicale, Xandikos and icalendar-searcher: which to-dos does a CalDAV calendar have between two midnights?
# Guess:   what is due on the 5th, a day, is there on the 5th, from midnight to midnight; the same in all three, as the
#          standard (RFC 4791, 9.9) has a table for it.
# Happens: the two servers have it on the 4th and not on the 5th, and so says that table: due is the midnight at which
#          the 5th begins, and it belongs to the time before. With a first day, the 5th, too, it is there on both days
#          or on none. The third has the 5th each time. Each day from the 5th to the 7th is one day early, or never. Of
#          an event with an extra date Xandikos has the first.
# Seen:    Radicale 3.9.0, xandikos 0.4.10, icalendar-searcher 1.3.0; the parts of the servers that answer queries.
# Matters: "what is due today?" asked of a server leaves out all that is due today; tomorrow's is there instead.
set -eu
version=${1:-3.9.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "radicale==$version" xandikos==0.4.10 icalendar-searcher==1.3.0
venv/bin/python -W ignore - "$version" <<'PY' 2> warnings.txt
import sys
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone

import icalendar
import icalendar_searcher
import radicale.item
import radicale.item.filter
import xandikos.icalendar

QUERY = """<filter xmlns="urn:ietf:params:xml:ns:caldav"><comp-filter name="VCALENDAR"><comp-filter name="{}">
<time-range start="{:%Y%m%dT%H%M%SZ}" end="{:%Y%m%dT%H%M%SZ}"/></comp-filter></comp-filter></filter>"""


def calendar(kind, lines):
    """The text of a calendar with one entry."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", f"BEGIN:{kind}", "UID:answer@example.org"]
    tail = ["DTSTAMP:20291201T000000Z", "SUMMARY:Answer", *lines, f"END:{kind}", "END:VCALENDAR", ""]
    return "\r\n".join(head + tail)


def radicale_has(text, kind, start, end):
    item = radicale.item.Item(collection_path="calendar", text=text, href="answer.ics")
    return all(radicale.item.filter.comp_match(item, part) for part in ET.fromstring(QUERY.format(kind, start, end)))


def xandikos_has(text, kind, start, end):
    query = xandikos.icalendar.CalendarFilter(timezone.utc)
    query.filter_subcomponent("VCALENDAR").filter_subcomponent(kind).filter_time_range(start, end)
    return query.check("answer.ics", xandikos.icalendar.ICalendarFile([text.encode()], "text/calendar"))


def searcher_has(text, kind, start, end):
    wanted = {"VTODO": "todo", "VEVENT": "event"}[kind]
    search = icalendar_searcher.Searcher(start=start, end=end, **{wanted: True})
    return bool(search.filter([icalendar.Calendar.from_ical(text)]))


def days(has, text, kind):
    """The days from the 1st to the 9th on which the entry is there."""
    midnights = [datetime(2030, 1, 1, tzinfo=timezone.utc) + timedelta(number) for number in range(10)]
    return " ".join(str(a.day) for a, b in zip(midnights, midnights[1:]) if has(text, kind, a, b)) or "none"


DAY = "VALUE=DATE:203001"
TABLE = (  # what it is, its lines, the guess, what the three have
    ("due the 5th, 10:00", "VTODO", ["DUE:20300105T100000Z"], "5", ["5", "5", "5"]),
    ("due the 5th", "VTODO", [f"DUE;{DAY}05"], "5", ["4", "4", "5"]),
    ("start 5th, due 5th", "VTODO", [f"DTSTART;{DAY}05", f"DUE;{DAY}05"], "5", ["4 5", "none", "5"]),
    ("start 3rd, due 5th", "VTODO", [f"DTSTART;{DAY}03", f"DUE;{DAY}05"], "3 4 5", ["3 4", "3 4", "3 4"]),
    ("due 5th, 3 days", "VTODO", [f"DUE;{DAY}05", "RRULE:FREQ=DAILY;COUNT=3"], "5 6 7", ["4 5 6", "none", "5 6 7"]),
    ("3rd, and the 5th", "VEVENT", ["DTSTART:20300103T090000Z", "RDATE:20300105T090000Z"], "3 5", ["3 5", "3", "3 5"]),
)
print("Radicale", sys.argv[1], "xandikos 0.4.10 icalendar-searcher 1.3.0")
changed = False
for name, kind, lines, guess, known in TABLE:
    seen = [days(has, calendar(kind, lines), kind) for has in (radicale_has, xandikos_has, searcher_has)]
    changed |= seen != known
    print(f"{name:18} guess: {guess:6} seen:", ", ".join(seen))
sys.exit("This has changed." if changed else 0)
PY
