#!/bin/sh
# jicson: calendars (iCalendar) as JSON.
# Guess:   what stands twice, as people invited do, is there twice; a line that goes on in the next one, which each line
#          of more than 75 letters does, is one line; a comma in a text is a comma; a day's key is DTSTART, whatever its
#          zone.
# Happens: of two people invited, and of two comments, the last is there; of a text that goes on, the rest is a key of
#          its own up to its colon, and without a colon it is left out; a comma and a line end in a text keep their
#          backslashes; the key of a start in a zone is "DTSTART;TZID=Europe/London".
# Seen:    jicson 1.0.2. Events, reminders and to-dos, each in a list, are right.
# Matters: whoever is invited second, and the end of each longer note, are gone without a word.
set -eu
version=${1:-1.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jicson==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import jicson


def event(*lines):
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    try:
        return jicson.fromText(text)["VCALENDAR"][0]["VEVENT"][0]
    except Exception as error:
        return type(error).__name__


ZONE = "DTSTART;TZID=Europe/London:20260105T090000"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("a text", event("SUMMARY:call them"), "{'SUMMARY': 'call them'}", "{'SUMMARY': 'call them'}"),
    (
        "an address with colons",
        event("URL:https://example.org:80/a"),
        "{'URL': 'https://example.org:80/a'}",
        "{'URL': 'https://example.org:80/a'}",
    ),
    (
        "two reminders",
        len(event("BEGIN:VALARM", "TRIGGER:-P1D", "END:VALARM", "BEGIN:VALARM", "END:VALARM")["VALARM"]),
        "2",
        "2",
    ),
    ("two comments", event("COMMENT:a", "COMMENT:b"), "{'COMMENT': ['a', 'b']}", "{'COMMENT': 'b'}"),
    (
        "two invited",
        event("ATTENDEE:mailto:ann@example.org", "ATTENDEE:mailto:bo@example.org"),
        "{'ATTENDEE': ['mailto:ann@example.org', 'mailto:bo@example.org']}",
        "{'ATTENDEE': 'mailto:bo@example.org'}",
    ),
    (
        "a text that goes on",
        event("SUMMARY:call", "  at: nine"),
        "{'SUMMARY': 'call at: nine'}",
        "{'SUMMARY': 'call', '  at': ' nine'}",
    ),
    ("without a colon", event("SUMMARY:call", "  at nine"), "{'SUMMARY': 'call at nine'}", "{'SUMMARY': 'call'}"),
    (
        "a comma in a text",
        event("SUMMARY:call\\, then ask"),
        "{'SUMMARY': 'call, then ask'}",
        "{'SUMMARY': 'call\\\\, then ask'}",
    ),
    ("a start in a zone", list(event(ZONE)), "['DTSTART']", "['DTSTART;TZID=Europe/London']"),
]
print("jicson", version("jicson"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:22} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
