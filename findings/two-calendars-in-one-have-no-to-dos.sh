#!/bin/sh
# mergecal: two calendars made into one file of iCalendar.
# Guess:   all that is in the two is in the one: to-dos, journals and events; of an event that is in both the newer
#          revision is left; nine o'clock stays nine o'clock in the zone that its own file describes, even if both
#          call their zone "Local".
# Happens: to-dos and journals are gone, without a word. Of two revisions both are left, and the cancelled beside its
#          cancellation; of two with one SEQUENCE the first file's, even if it is the older by its DTSTAMP. Of two
#          zones of one name the second is left out, so what begins at nine in the one begins at nine in the other.
# Seen:    mergecal 0.5.0, icalendar 7.3.2.
# Matters: the dates of an application are to-dos, in one calendar of several.
set -eu
version=${1:-0.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "mergecal==$version" icalendar==7.3.2
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from icalendar import Calendar
from mergecal import merge_calendars


def calendar(*parts):
    return Calendar.from_ical("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y", *parts, "END:VCALENDAR", ""]))


def part(kind, *lines, uid="1", stamp="20260101T000000Z"):
    return "\r\n".join([f"BEGIN:{kind}", f"UID:{uid}", f"DTSTAMP:{stamp}", *lines, f"END:{kind}"])


def zone(offset):
    piece = f"BEGIN:STANDARD\r\nDTSTART:20200101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD"
    return f"BEGIN:VTIMEZONE\r\nTZID:Local\r\n{piece}\r\nEND:VTIMEZONE"


NINE, TEN = "DTSTART:20260105T090000Z", "DTSTART:20260105T100000Z"
LOCAL = "DTSTART;TZID=Local:20260105T090000"
event, todo = part("VEVENT", NINE), part("VTODO", "DUE;VALUE=DATE:20260105", uid="2")
older, newer = part("VEVENT", NINE, "SEQUENCE:0"), part("VEVENT", TEN, "SEQUENCE:1")
late, early = part("VEVENT", TEN, stamp="20260102T000000Z"), part("VEVENT", NINE)
off = part("VEVENT", NINE, "SEQUENCE:1", "STATUS:CANCELLED")
east = calendar(zone("+0500"), part("VEVENT", LOCAL, uid="3"))
CASES = [  # what is merged, in words, the two, what is looked at, the guess, what is seen
    ("two events", calendar(event), calendar(part("VEVENT", TEN, uid="2")), "VEVENT", "09 10", "09 10"),
    ("event and to-do", calendar(event), calendar(todo), "VTODO", "1", "0"),
    ("event and journal", calendar(event), calendar(part("VJOURNAL", NINE, uid="2")), "VJOURNAL", "1", "0"),
    ("two revisions", calendar(older), calendar(newer), "VEVENT", "10", "09 10"),
    ("newer stamp second", calendar(early), calendar(late), "VEVENT", "10", "09"),
    ("cancelled", calendar(event), calendar(off), "VEVENT", "09", "09 09"),
    ("zones", calendar(zone("+0000"), part("VEVENT", LOCAL, uid="4")), east, "VTIMEZONE", "2", "1"),
]
print("mergecal", version("mergecal"), "icalendar", version("icalendar"))
changed = False
for words, first, second, looked_at, guess, known in CASES:
    merged = Calendar.from_ical(merge_calendars([first, second]).to_ical())
    events = [event["DTSTART"].dt for event in merged.walk("VEVENT")]
    if looked_at == "VEVENT":
        seen = " ".join(f"{start:%H}" for start in events)
    else:
        seen = str(len(merged.walk(looked_at)))
    print(f"{words:19} guess: {guess:6} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
