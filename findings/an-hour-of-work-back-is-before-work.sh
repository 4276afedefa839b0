#!/bin/sh
# businesstimedelta: hours of work, added to moments and counted between them.
# Guess:   an hour of work less is the one before: from Monday at nine it is Friday from five on, whether one takes an
#          hour away or adds minus one; from Monday back to Friday is less than nothing, as for timedelta; a night from
#          ten to six has eight hours of work; an hour and a half are 1.5 hours.
# Happens: what is added comes out right, and what is taken away; plus minus an hour is Monday at eight, and minus minus
#          an hour Friday at seven in the evening, when nobody works. Back and forth are both an hour; the night has
#          none; an hour and a half has 1 as its `hours`, without the half.
# Seen:    businesstimedelta 1.0.1, the newest.
# Matters: deadlines of so many hours of work are counted back from a day, as they are counted on.
set -eu
version=${1:-1.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "businesstimedelta==$version"
cat > ask.py <<'PY'
import sys
from datetime import datetime, time
from importlib.metadata import version

from businesstimedelta import BusinessTimeDelta, Rules, WorkDayRule

WEEK = [0, 1, 2, 3, 4]
DAY = Rules([WorkDayRule(start_time=time(9), end_time=time(18), working_days=WEEK)])
NIGHT = Rules([WorkDayRule(start_time=time(22), end_time=time(6), working_days=WEEK)])
FRIDAY, MONDAY = datetime(2026, 1, 9, 17), datetime(2026, 1, 12, 9)


def hours(count):
    return BusinessTimeDelta(DAY, hours=count)


def shown(moment):
    return moment.strftime("%a %H:%M")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("Friday 17:00 and two hours", shown(FRIDAY + hours(2)), "Mon 10:00", "Mon 10:00"),
    ("Monday 9:00 less an hour", shown(MONDAY - hours(1)), "Fri 17:00", "Fri 17:00"),
    ("Monday 9:00 and minus an hour", shown(MONDAY + hours(-1)), "Fri 17:00", "Mon 08:00"),
    ("Monday 9:00 less minus an hour", shown(MONDAY - hours(-1)), "Mon 10:00", "Fri 19:00"),
    ("hours from Friday 17:00 to Monday 9:00", DAY.difference(FRIDAY, MONDAY).hours, 1, 1),
    ("hours from Monday 9:00 to Friday 17:00", DAY.difference(MONDAY, FRIDAY).hours, -1, 1),
    ("hours of a night of work", NIGHT.difference(datetime(2026, 1, 5, 22), datetime(2026, 1, 6, 6)).hours, 8, 0),
    ("hours of an hour and a half", BusinessTimeDelta(DAY, seconds=5400).hours, 1.5, 1),
]
print("businesstimedelta", version("businesstimedelta"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:38} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
