#!/bin/sh
# undate: days of which a part is not known.
# Guess:   what is written as ISO 8601 or EDTF and read again is the same, or is refused; some year of the 2020s is
#          neither before nor after 2025; from 1 November to the end of December are 61 days in each year; a day that a
#          pattern has lies in it.
# Happens: the fifth of some month of 2026 is written as 2026-05, which is May; 20260105 is the year 20260105, and
#          05/2026 from the year 5 on; "202X" is after 2025, and not before it; from November to December are 31 days,
#          where no year is stated, and from February to March 29; the 15th is not in "X5", a day that ends with 5, nor
#          is 2026-10 in "1X".
# Seen:    undate 0.8.0. Leap years, 30 February and the months of an open year (28 to 31 days) are right.
# Matters: "some time in November" is what people remember, and it may not become a day by itself.
set -eu
version=${1:-0.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "undate==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from undate import Undate, UndateInterval


def iso(text):
    try:
        return Undate.parse(text, "ISO8601").format("EDTF")
    except ValueError:
        return "refused"


def months(first, last, years=(None, None)):
    return UndateInterval(Undate(years[0], first), Undate(years[1], last)).duration().days


def compared(first, second):
    try:
        return f"{first < second}, {first > second}"
    except NotImplementedError:
        return "not known"


TWENTIES = Undate("202X")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("the fifth of May 2026 as ISO 8601", Undate(2026, 5, 5).format("ISO8601"), "2026-05-05", "2026-05-05"),
    ("the fifth of some month", Undate(2026, None, 5).format("ISO8601"), "refused", "2026-05"),
    ("--02, read", iso("--02"), "XXXX-02", "XXXX-02"),
    ("--02-30, read", iso("--02-30"), "refused", "refused"),
    ("20260105, read", iso("20260105"), "2026-01-05", "Y20260105"),
    ("05/2026, read", iso("05/2026"), "refused", "0005/2026"),
    ("February 2024, before and after 2024", compared(Undate(2024, 2), Undate(2024)), "not known", "not known"),
    ("some year of the 2020s, 2030", compared(TWENTIES, Undate(2030)), "True, False", "True, False"),
    ("some year of the 2020s, 2025", compared(TWENTIES, Undate(2025)), "not known", "False, True"),
    ("days from December 2025 to January 2026", months(12, 1, (2025, 2026)), "62", "62"),
    ("days from November to December", months(11, 12), "61", "31"),
    ("days from February to March", months(2, 3), "59", "29"),
    ("days from December to January", months(12, 1), "62", "32"),
    ("the 7th, a day that ends with 5", Undate(2026, 1, 7) in Undate(2026, 1, "X5"), "False", "False"),
    ("the 15th, a day that ends with 5", Undate(2026, 1, 15) in Undate(2026, 1, "X5"), "True", "False"),
    ("October, a month that begins with 1", Undate(2026, 10) in Undate(2026, "1X"), "True", "False"),
]
print("undate", version("undate"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:39} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
