#!/bin/sh
# bizdays: working days of a calendar that has a first and a last day.
# Guess:   what lies before the first day is refused, as what lies behind the last one is; a day that the month does
#          not have is none, and "no such day".
# Happens: before the first day comes the last: a working day before 1 January 2026 is 31 December 2026, three before
#          are 29 December, and "last Friday before the first day" is the one after it; day 0 of a month is its first.
# Seen:    1.0.19 and 1.0.15.
# Source:  bizdays/__init__.py of 1.0.19, lines 241 to 247: `self._bizdays[pos]`, with a pos that may be below zero.
# Matters: a reminder a working day before a deadline in the first days of a calendar is a year late.
set -eu
version=${1:-1.0.19}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "bizdays==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from bizdays import Calendar

WEEKEND = ["Saturday", "Sunday"]
year = Calendar(weekdays=WEEKEND, startdate="2026-01-01", enddate="2026-12-31", name="year")
CASES = [  # what is asked, the answer, the guess, what is seen
    ("a working day after Friday 9 January", lambda: year.offset("2026-01-09", 1), "2026-01-12", "2026-01-12"),
    ("a day after the last", lambda: year.offset("2026-12-31", 1), "refused", "refused"),
    ("31 February", lambda: year.getdate("31st day", 2026, 2), "refused", "refused"),
    ("a day before the first", lambda: year.offset("2026-01-01", -1), "refused", "2026-12-31"),
    ("three before the first", lambda: year.offset("2026-01-01", -3), "refused", "2026-12-29"),
    ("six before the 8th", lambda: year.offset("2026-01-08", -6), "refused", "2026-12-31"),
    ("first before January", lambda: year.getdate("first bizday before first day", 2026, 1), "refused", "2026-12-31"),
    ("Friday before January", lambda: year.getdate("last fri before first day", 2026, 1), "refused", "2026-01-02"),
    ("day 0 of January", lambda: year.getdate("0th day", 2026, 1), "refused", "2026-01-01"),
]
print("bizdays", version("bizdays"))
changed = False
for asked, answer, guess, known in CASES:
    try:
        seen = str(answer())[:10]
    except Exception:
        seen = "refused"
    print(f"{asked:37} guess: {guess:11} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
