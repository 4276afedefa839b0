#!/bin/sh
# DateTimeRange and zulu: spans of time, and moments in steps of a month.
# Guess:   each month from 31 January has its last day in a short month and the 31st in a long one, or there is an error;
#          a day back is not said as a day is; what zulu writes as a length of time it reads; "5" is no moment.
# Happens: after 28 February it is the 28th for ever, in both. A day back is "1 day"; 45 days are "2 months", which zulu
#          does not read, and ten days "1 week", which are seven. From "5" to "6" is a second, for they are seconds of 1970.
# Seen:    DateTimeRange 2.3.2, zulu 2.0.1. A step of a month from a moment is right in both; "in 4 days" has its side.
# Matters: a deadline "at the end of each month" is three days early from the second one on, and nobody sees why.
set -eu
version=${1:-2.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "DateTimeRange==$version" zulu==2.0.1 python-dateutil==2.9.0.post0
cat > ask.py <<'PY'
import sys
from datetime import date, timedelta
from importlib.metadata import version

import zulu
from datetimerange import DateTimeRange
from dateutil.relativedelta import relativedelta

MONTH = relativedelta(months=1)


def steps():
    return [moment.day for moment in DateTimeRange("2026-01-31", "2026-05-31").range(MONTH)]


def steps_of_zulu():
    return [moment.day for moment in zulu.range("month", zulu.Zulu(2026, 1, 31), zulu.Zulu(2026, 6, 1))]


def span(start, end):
    return DateTimeRange(start, end).timedelta


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("2026-01-31 and a month, zulu", lambda: zulu.Zulu(2026, 1, 31).shift(months=1).day, "28", "28"),
    ("each month from 2026-01-31, DateTimeRange", lambda: steps(), "[31, 28, 31, 30, 31]", "[31, 28, 28, 28, 28]"),
    ("each month from 2026-01-31, zulu", lambda: steps_of_zulu(), "[31, 28, 31, 30]", "[31, 28, 28, 28]"),
    ("a day, zulu", lambda: zulu.Delta(days=1).format(), "1 day", "1 day"),
    ("a day back, zulu", lambda: zulu.Delta(days=-1).format(), "-1 day", "1 day"),
    ("a day back, with its side", lambda: zulu.Delta(days=-1).format(add_direction=True), "1 day ago", "1 day ago"),
    ("45 days, written and read", lambda: zulu.parse_delta(zulu.Delta(days=45).format()).days, "60, or 45", "refused"),
    ("10 days, written and read", lambda: zulu.parse_delta(zulu.Delta(days=10).format()).days, "10", "7"),
    ("from \"2026-01-05\" to \"2026-01-07\"", lambda: span("2026-01-05", "2026-01-07"), "2 days, 0:00:00", "2 days, 0:00:00"),
    ("from \"5\" to \"6\"", lambda: span("5", "6"), "refused", "0:00:01"),
    ("from the 7th to the 5th", lambda: span("2026-01-07", "2026-01-05"), "refused", "-2 days, 0:00:00"),
]
print(*(f"{name} {version(name)}" for name in ["DateTimeRange", "zulu", "python-dateutil"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
