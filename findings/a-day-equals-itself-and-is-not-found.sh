#!/bin/sh
# persiantools, pyluach, hijridate and lunardate: days of four other calendars.
# Guess:   a day in two calendars is equal and found in a set, or neither, as Python asks of what is equal; from the 5th back
#          to the 1st are less than nothing; a month after the 30th is in the next month; half a day is refused.
# Happens: a day of persiantools equals ours, and of the two a set keeps both; pyluach's equal one another and are one in a
#          set, but never equal ours, and hijridate's equal neither ours nor its own Gregorian; a LunarDate cannot be in
#          a set, and is taken from ours. For pyluach back is forth, a day and a half one day, a month after the 30th of
#          Tishrei the first of Kislev.
# Seen:    persiantools 6.2.0, pyluach 2.3.0, hijridate 2.6.0, lunardate 0.3.0. Days are right, and day 30 is refused.
# Matters: holidays in a set are asked for with days of ours: one calendar says no, one fails, and "equal" is said yes.
set -eu
version=${1:-6.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "persiantools==$version" pyluach==2.3.0 hijridate==2.6.0 lunardate==0.3.0
cat > ask.py <<'PY'
import sys
from datetime import date, timedelta
from importlib.metadata import version

from hijridate import Hijri
from lunardate import LunarDate
from persiantools.jdatetime import JalaliDate
from pyluach.dates import GregorianDate, HebrewDate

DAY = date(2026, 1, 5)
OTHERS = {
    "persiantools": JalaliDate(1404, 10, 15),
    "pyluach": HebrewDate(5786, 10, 16),
    "hijridate": Hijri(1447, 7, 16),
    "lunardate": LunarDate(2025, 11, 17),
}


def same(name):
    return f"equal: {OTHERS[name] == DAY}, found: {OTHERS[name] in {DAY}}"


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("ours of persiantools'", lambda: OTHERS["persiantools"].to_gregorian(), "2026-01-05", "2026-01-05"),
    ("ours of pyluach's", lambda: OTHERS["pyluach"].to_pydate(), "2026-01-05", "2026-01-05"),
    ("ours of hijridate's", lambda: OTHERS["hijridate"].to_gregorian(), "2026-01-05", "2026-01-05"),
    ("ours of lunardate's", lambda: OTHERS["lunardate"].toSolarDate(), "2026-01-05", "2026-01-05"),
    ("persiantools' in a set of ours", lambda: same("persiantools"), "equal: True, found: True", "equal: True, found: False"),
    ("pyluach's in a set of ours", lambda: same("pyluach"), "equal: True, found: True", "equal: False, found: False"),
    ("hijridate's in a set of ours", lambda: same("hijridate"), "equal: True, found: True", "equal: False, found: False"),
    ("lunardate's in a set of ours", lambda: same("lunardate"), "equal: True, found: True", "refused"),
    ("hijridate's and its own Gregorian", lambda: OTHERS["hijridate"] == OTHERS["hijridate"].to_gregorian(), "True", "False"),
    ("pyluach's and its own Gregorian", lambda: OTHERS["pyluach"] == GregorianDate(2026, 1, 5), "True", "True"),
    ("lunardate's less ours of the day before", lambda: OTHERS["lunardate"] - (DAY - timedelta(1)), "1 day, 0:00:00", "1 day, 0:00:00"),
    ("from the 1st to the 5th, pyluach", lambda: GregorianDate(2026, 1, 5) - GregorianDate(2026, 1, 1), "4", "4"),
    ("from the 5th to the 1st, pyluach", lambda: GregorianDate(2026, 1, 1) - GregorianDate(2026, 1, 5), "-4", "4"),
    ("a day and a half later, pyluach", lambda: GregorianDate(2026, 1, 5) + 1.5, "refused", "2026-01-06"),
    ("a month after the 30th of month 7", lambda: HebrewDate(5786, 7, 30).add(months=1).month, "8", "9"),
    ("day 30 of a month of 29, pyluach", lambda: HebrewDate(5786, 8, 30), "refused", "refused"),
]
print(*(f"{name} {version(name)}" for name in ["persiantools", "pyluach", "hijridate", "lunardate"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
