#!/bin/sh
# isodate: durations written and read, and days that a year does not have.
# Guess:   a duration that is written and read back is the same; week 53 of a year with 52, its week 0, and day 366 of
#          a year with 365 are refused, as month 13 is.
# Happens: a month less a day is written "-P1M1D" and comes back as minus a month minus a day. The weeks and days are
#          days of another year. Half a year has the text "0 years".
# Seen:    isodate 0.7.2.
# Matters: "a month, less a day" is how long a notice period often is.
set -eu
version=${1:-0.7.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "isodate==$version"
venv/bin/python - "$version" <<'PY'
import sys
from datetime import date

import isodate

month_less_a_day = isodate.Duration(months=1, days=-1)
text = isodate.duration_isoformat(month_less_a_day)
start = date(2030, 3, 10)
days = [str(start + month_less_a_day), str(start + isodate.parse_duration(text))]
read = {}
for day in ["2029-W53-1", "2030-W00-1", "2030-366", "2030-13-01"]:
    try:
        read[day] = str(isodate.parse_date(day))
    except (isodate.ISO8601Error, ValueError):
        read[day] = "refused"
half = str(isodate.parse_duration("P0.5Y"))
print("isodate", sys.argv[1])
print("guess: from 10 March to 9 April, written and read back, too; four times refused; half a year in words")
print("seen: ", text, *days)
print("seen: ", *(f"{day}: {was}" for day, was in read.items()), half)
same = (
    (text, days) == ("-P1M1D", ["2030-04-09", "2030-02-09"])
    and list(read.values()) == ["2029-12-31", "2029-12-24", "2031-01-01", "refused"]
    and half.startswith("0 years")
)
sys.exit(0 if same else "This has changed.")
PY
