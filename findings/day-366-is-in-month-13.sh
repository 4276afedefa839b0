#!/bin/sh
# convertdate and isoweek: days counted within a year or a week.
# Guess:   2026 has no day 366 and no week 60, as it has no 30 February, and a week no day 9: refused. Monday 5
#          January is in week 2, whatever way one asks.
# Happens: for convertdate day 366 of 2026 is day 366 of month 13, day 0 is day -334 of month 0; week 0 begins on 5
#          January, later than week 1. Month 1 of 1447 in the Islamic calendar has a day 31. For isoweek week 60 is
#          2027W07, and a day is never `in` a week, which is a tuple; `contains` says that it is.
# Seen:    convertdate 2.5.1 and 2.4.0, isoweek 1.3.3.
# Matters: a limit for an answer stated as a day of the year, or "in this week?".
set -eu
version=${1:-2.5.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "convertdate==$version" isoweek==1.3.3
venv/bin/python - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

from convertdate import gregorian, islamic, iso, ordinal
from isoweek import Week

MONDAY = date(2026, 1, 5)
CASES = [  # what is asked, in words, the question, the guess, what is seen
    ("30 February", lambda: gregorian.to_jd(2026, 2, 30), "refused", "refused"),
    ("day 365 of 2026", lambda: ordinal.to_gregorian(2026, 365), (2026, 12, 31), (2026, 12, 31)),
    ("day 366 of 2026", lambda: ordinal.to_gregorian(2026, 366), "refused", (2026, 13, 366)),
    ("day 0 of 2026", lambda: ordinal.to_gregorian(2026, 0), "refused", (2026, 0, -334)),
    ("week 1 of 2026", lambda: iso.to_gregorian(2026, 1, 1), (2025, 12, 29), (2025, 12, 29)),
    ("week 0 of 2026", lambda: iso.to_gregorian(2026, 0, 1), "refused", (2026, 1, 5)),
    ("31 Muharram 1447", lambda: islamic.to_gregorian(1447, 1, 31), "refused", (2025, 7, 27)),
    ("isoweek of Monday", lambda: str(Week.withdate(MONDAY)), "2026W02", "2026W02"),
    ("Monday in its week", lambda: MONDAY in Week(2026, 2), True, False),
    ("it contains Monday", lambda: Week(2026, 2).contains(MONDAY), True, True),
    ("2026W60", lambda: str(Week.fromstring("2026W60")), "refused", "2027W07"),
    ("day 9 of week 2", lambda: str(Week(2026, 2).day(9)), "refused", "2026-01-14"),
]
print("convertdate", version("convertdate"), "isoweek", version("isoweek"))
changed = False
for words, asked, guess, known in CASES:
    try:
        seen = asked()
    except ValueError:
        seen = "refused"
    print(f"{words:19} guess: {guess!s:14} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
