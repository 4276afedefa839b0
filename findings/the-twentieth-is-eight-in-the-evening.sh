#!/bin/sh
# ovos-date-parser: days and lengths of time in what people say to an assistant, and what is left of the sentence.
# Guess:   the day meant, or none: "on the 20th" is a day, "a week from tomorrow" and "Monday week" are a week later,
#          "on the second of February" is the 2nd; "two weeks" is as good as "a couple of weeks".
# Happens: "on the 20th" is eight in the evening of today; "a week from tomorrow" is tomorrow, "a month from 31
#          January" 31 January, "Monday week" today, "the second of February" the 1st; "an hour and a half" is an
#          hour, and no length of time at all. "Minus two days" are two days, of "2-3 weeks" three are taken; a month
#          is 30 days and 10:04:48. What was not understood stands in the rest, without an error.
# Seen:    ovos-date-parser 0.29.0, English (0.6.3 cannot be imported beside the ovos-number-parser of today).
# Source:  ovos_date_parser/dates_en.py of 0.29.0, lines 231 to 234: "in" a month counts on, "next" month is its 1st.
# Matters: "by the 20th" is what a letter says; the deadline becomes an hour of today.
set -eu
version=${1:-0.29.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ovos-date-parser==$version"
cat > read.py <<'PY'
import datetime
import sys
from importlib.metadata import version

from ovos_date_parser import extract_datetime, extract_duration

MONDAY = datetime.datetime(2026, 1, 5, 10, tzinfo=datetime.timezone.utc)
DAYS = [  # what is said, the guess, what is seen
    ("in two weeks", "2026-01-19 00:00", "2026-01-19 00:00"),
    ("the day after tomorrow", "2026-01-07 00:00", "2026-01-07 00:00"),
    ("in half an hour", "2026-01-05 10:30", "2026-01-05 10:30"),
    ("february 30", "None", "None"),
    ("on the 20th", "2026-01-20 00:00", "2026-01-05 20:00"),
    ("on the second of february", "2026-02-02 00:00", "2026-02-01 00:00"),
    ("a week from tomorrow", "2026-01-13 00:00", "2026-01-06 00:00"),
    ("a month from 31 january", "2026-02-28 00:00", "2026-01-31 00:00"),
    ("monday week", "2026-01-12 00:00", "2026-01-05 00:00"),
    ("in an hour and a half", "2026-01-05 11:30", "2026-01-05 11:00"),
]
LENGTHS = [
    ("two and a half weeks", "17 days, 12:00:00", "17 days, 12:00:00"),
    ("an hour and a half", "1:30:00", "None"),
    ("a couple of days", "2 days, 0:00:00", "None"),
    ("minus two days", "-2 days, 0:00:00", "2 days, 0:00:00"),
    ("2-3 weeks", "None", "21 days, 0:00:00"),
    ("one month", "30 days, 0:00:00", "30 days, 10:04:48"),
]


def day(text):
    """The moment that is found in a text, and None without one."""
    found = extract_datetime(text, "en-us", MONDAY)
    return f"{found[0]:%Y-%m-%d %H:%M}" if found else "None"


def length(text):
    """The length of time in a text."""
    found = extract_duration(text, "en-us")
    return str(found[0] if found else None)


print("ovos-date-parser", version("ovos-date-parser"), "on Monday 5 January 2026, at ten")
changed = False
for read, cases in ((day, DAYS), (length, LENGTHS)):
    for text, guess, known in cases:
        seen = read(text)
        print(f"{text:26} guess: {guess:18} seen: {seen}")
        changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
HOME="$dir" timeout 120 venv/bin/python read.py
