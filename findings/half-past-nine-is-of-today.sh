#!/bin/sh
# csvw: cells of a CSV file by the datatypes of its description.
# Guess:   a time is a time of day and a date a day; a month is 01 to 12, a duration of days and hours has no months, NaN
#          is not at most 5 and 1_000 no whole number: these are refused.
# Happens: 09:30 is half past nine of the day on which the file is read, and a date is a midnight. The month 99, P1M as
#          days and hours, and NaN pass; 1_000 is a thousand.
# Seen:    csvw 4.1.1.
# Matters: a time read yesterday is before the same one read today: the two files differ in every row.
set -eu
version=${1:-4.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "csvw==$version"
venv/bin/python -W ignore - <<'PY'
import sys
from datetime import date, datetime
from importlib.metadata import version

from csvw.metadata import Datatype


def read(text, **kind):
    try:
        return Datatype.fromvalue(kind).read(text)
    except ValueError:
        return "refused"


def shown(value):
    if not isinstance(value, datetime):
        return str(value)
    return str(value).replace(str(date.today()), "today")


CASES = [  # the type, the cell, the guess, what is seen
    ({"base": "time"}, "09:30:00", "09:30:00", "today 09:30:00"),
    ({"base": "date"}, "2026-01-05", "2026-01-05", "2026-01-05 00:00:00"),
    ({"base": "gMonth"}, "99", "refused", "99"),
    ({"base": "dayTimeDuration"}, "P1M", "refused", "1 month, 0:00:00"),
    ({"base": "double", "maximum": 5}, "NaN", "refused", "nan"),
    ({"base": "double", "maximum": 5}, "6", "refused", "refused"),
    ({"base": "integer"}, "1_000", "refused", "1000"),
]
print("csvw", version("csvw"))
changed = False
for kind, text, guess, known in CASES:
    seen = shown(read(text, **kind))
    print(f"{kind['base']:16} {text:12} guess: {guess:16} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
