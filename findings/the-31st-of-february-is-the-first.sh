#!/bin/sh
# datefinder finds dates within a text, daterangeparser reads a range of dates.
# Guess:   31 February is no date and not found; 1.2.3 is the number of a version; "week 3 of March" is no day; what
#          finds "tomorrow" finds "on Monday". A range ends after it begins; a weekday that is not that day's is
#          refused.
# Happens: datefinder finds 1 February 2026, 2 January 2003 and 3 March, and no Monday. For daterangeparser "10 to 5
#          January 2026" begins in the year before, and 5 January 2026, a Monday, may be a Tuesday.
# Seen:    datefinder 1.0.0, daterangeparser 1.3.2. datefinder 0.7.3 finds neither 31 February nor "tomorrow", but
#          Monday.
# Matters: what somebody wrote is looked through for days; a day that is none is another one.
set -eu
version=${1:-1.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "datefinder==$version" daterangeparser==1.3.2
venv/bin/python - <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

import datefinder
import daterangeparser
from pyparsing import ParseException

BASE = datetime(2026, 1, 5)
CASES = [  # the text, the guess, the days that are found
    ("They call on 5 January 2026.", "2026-01-05", "2026-01-05"),
    ("due 31 January 2026", "2026-01-31", "2026-01-31"),
    ("due 31 February 2026", "", "2026-02-01"),
    ("due 31 April 2026", "", "2026-04-01"),
    ("version 1.2.3", "", "2003-01-02"),
    ("week 3 of March 2026", "", "2026-03-03"),
    ("in May they call", "2026-05-01", "2026-05-01"),
    ("they may call", "", ""),
    ("tomorrow", "2026-01-06", "2026-01-06"),
    ("on Monday", "2026-01-05", ""),
]
RANGES = [
    ("5 Jan to 7 Feb 2026", "2026-01-05 2026-02-07", "2026-01-05 2026-02-07"),
    ("10 to 5 January 2026", "refused", "2025-01-10 2026-01-05"),
    ("Tue 5 Jan 2026", "refused", "2026-01-05"),
    ("31 April 2026", "refused", "refused"),
]


def ranged(text):
    try:
        return " ".join(str(day.date()) for day in daterangeparser.parse(text) if day)
    except ParseException:
        return "refused"


def found(text):
    return " ".join(str(day.date()) for day in datefinder.find_dates(text, base_date=BASE))


print("datefinder", version("datefinder"), "daterangeparser", version("daterangeparser"))
changed = False
for read, cases in ((found, CASES), (ranged, RANGES)):
    for text, guess, known in cases:
        seen = read(text)
        print(f"{text:28} guess: {guess:21} seen: {seen}")
        changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
