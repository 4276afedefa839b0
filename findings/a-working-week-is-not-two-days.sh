#!/bin/sh
# business-duration: the working days between two moments, with office hours from nine to five.
# Guess:   from Monday, nine o'clock, to Monday, nine o'clock, are five; without office hours it is five, too.
# Happens: 1.67: the hours are added up and divided by 24, so that one of its days is three in an office. The other
#          way round the number is `nan`, and not minus five.
# Seen:    0.68; its documentation shows office hours with `unit='hour'` only.
# Matters: "answer within five working days", counted so, is three weeks.
set -eu
version=${1:-0.68}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "business-duration==$version"
venv/bin/python - <<'PY'
import sys
from datetime import datetime, time
from importlib.metadata import version

from business_duration import businessDuration

first, last = datetime(2026, 11, 30, 9), datetime(2026, 12, 7, 9)
office = {"starttime": time(9), "endtime": time(17)}
CASES = [
    ("days, no office hours", businessDuration(first, last, unit="day"), "5.00", "5.00"),
    ("hours, nine to five", businessDuration(first, last, unit="hour", **office), "40.00", "40.00"),
    ("days, nine to five", businessDuration(first, last, unit="day", **office), "5.00", "1.67"),
    ("the other way round", businessDuration(last, first, unit="day", **office), "-5.00", "nan"),
]
print("business-duration", version("business-duration"))
changed = False
for name, seen, guess, known in CASES:
    print(f"{name:22} guess: {guess:6} seen: {seen:.2f}")
    changed |= f"{seen:.2f}" != known
sys.exit("This has changed." if changed else 0)
PY
