#!/bin/sh
# icalendar, vobject, ics (ics.py) and ical.js (npm): calendars that describe their zone themselves.
# Guess:   a file means the same, whatever was read before it: each of three files calls its zone "Local" and
#          describes it, and nine o'clock there is 9:00, 4:00 and 12:00 in UTC.
# Happens: for icalendar it is 9:00 for all three, and 4:00 if the second file is read first: the zone is kept by its
#          name for as long as the process lives. vobject has no zone for the first one it reads and that of the
#          second for the third; ics has 9:00 for all. ical.js is right.
# Seen:    icalendar 7.3.2 and 6.3.1, vobject 0.9.9, ics 0.7.3, ical.js 2.2.1.
# Matters: files of many people are read by one process; "Local" and "Custom" are names that programs give their
#          zones.
set -eu
version=${1:-7.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "icalendar==$version" vobject==0.9.9 ics==0.7.3
echo '{}' > package.json
npm install --silent --no-fund --no-audit ical.js@2.2.1
cat > files.py <<'PY'
"""Three files, each with an event at nine in a zone of its own."""


def file(offset):
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nBEGIN:VTIMEZONE\r\nTZID:Local\r\nBEGIN:STANDARD",
            f"DTSTART:20200101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE",
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Local:20260105T090000\r\nEND:VEVENT",
            "END:VCALENDAR\r\n",
        ]
    )


FILES = [file(offset) for offset in ("+0000", "+0500", "-0300")]
PY
cat > starts.py <<'PY'
import logging
import sys
from datetime import UTC

from files import FILES

logging.disable(logging.CRITICAL)


def by_icalendar(text):
    import icalendar

    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DTSTART"].dt


def by_vobject(text):
    import vobject

    return vobject.readOne(text).vevent.dtstart.value


def by_ics(text):
    import ics

    return next(iter(ics.Calendar(text).events)).begin.datetime


read, order = {"icalendar": by_icalendar, "vobject": by_vobject, "ics": by_ics}[sys.argv[1]], sys.argv[2]
starts = [read(FILES[int(place)]) for place in order]
print(" ".join(f"{start.astimezone(UTC):%H:%M}" if start.tzinfo else "none" for start in starts))
PY
cat > starts.mjs <<'JS'
import { execFileSync } from "node:child_process";
import ICAL from "ical.js";

const print = "import json, files; print(json.dumps(files.FILES))";
const files = JSON.parse(execFileSync("venv/bin/python", ["-c", print], { encoding: "utf8" }));
const start = (text) => new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent")).startDate;
const order = [...process.argv[2]].map((place) => files[place]);
console.log(order.map((text) => start(text).toJSDate().toISOString().slice(11, 16)).join(" "));
JS
changed=0
hold() { # the reader, the order of the files, the guess, what is known, what is seen
  echo "$1, files $2   guess: $3   seen: $5"
  [ "$5" = "$4" ] || changed=1
}
venv/bin/pip list 2> /dev/null | grep -E '^(icalendar|vobject|ics) '
hold ical.js 012 "09:00 04:00 12:00" "09:00 04:00 12:00" "$(node starts.mjs 012)"
hold icalendar 012 "09:00 04:00 12:00" "09:00 09:00 09:00" "$(venv/bin/python starts.py icalendar 012)"
hold icalendar 102 "04:00 09:00 12:00" "04:00 04:00 04:00" "$(venv/bin/python starts.py icalendar 102)"
hold vobject 012 "09:00 04:00 12:00" "none 04:00 04:00" "$(venv/bin/python starts.py vobject 012)"
hold ics 012 "09:00 04:00 12:00" "09:00 09:00 09:00" "$(venv/bin/python starts.py ics 012)"
if [ $changed = 1 ]; then
  echo "This has changed."
fi
exit $changed
