#!/bin/sh
# rateslib: steps of calendars, such as 3m and 2b, as banks write them.
# Guess:   a month and a half is refused, as a day and a half is; or it is what half a year is of a year: a year has
#          months, a month has days.
# Happens: 1.9m is a month and 0.5m nothing; half a year is six months, 1.99y are 23 months, and 0.04y nothing. 1.5d,
#          1.5w and 1.5b are refused.
# Seen:    rateslib 2.7.1.
# Matters: a notice of "half a month" ends on the day on which it is given.
set -eu
version=${1:-2.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "rateslib==$version"
cat > ask.py <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

from rateslib import add_tenor

START = datetime(2026, 1, 31)


def later(step):
    try:
        return add_tenor(START, step, "none").date().isoformat()
    except ValueError:
        return "refused"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("31 January and 1m", later("1m"), "2026-02-28", "2026-02-28"),
    ("31 January and 1.5d", later("1.5d"), "refused", "refused"),
    ("31 January and 1.5w", later("1.5w"), "refused", "refused"),
    ("31 January and 1.5b", later("1.5b"), "refused", "refused"),
    ("31 January and 1.5m", later("1.5m"), "refused", "2026-02-28"),
    ("31 January and 1.9m", later("1.9m"), "refused", "2026-02-28"),
    ("31 January and 0.5m", later("0.5m"), "refused", "2026-01-31"),
    ("31 January and -1.5m", later("-1.5m"), "refused", "2025-12-31"),
    ("31 January and 0.5y", later("0.5y"), "2026-07-31", "2026-07-31"),
    ("31 January and 1.99y", later("1.99y"), "refused", "2027-12-31"),
    ("31 January and 0.04y", later("0.04y"), "refused", "2026-01-31"),
]
print("rateslib", version("rateslib"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:20} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
