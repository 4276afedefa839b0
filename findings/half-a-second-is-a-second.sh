#!/bin/sh
# isoduration: durations of ISO 8601, read, added to a moment, and written.
# Guess:   a decimal counts: half a day is twelve hours, half a second half a second, as in isodate; what has no one
#          meaning (a month and a half) is refused. P12M equals P1Y, P7D equals P1W.
# Happens: it reads and writes decimals, and adds whole parts only: half a day is a day, half a second a second, half
#          a year a year, 1.2 years one. Half a day back is nothing. PT24H, P12M and P7D equal no other duration.
# Seen:    isoduration 20.11.0, the only version there is; isodate 0.7.2 beside it.
# Matters: jsonschema checks the format "duration" by it, so its users have it at hand.
set -eu
version=${1:-20.11.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "isoduration==$version" isodate==0.7.2
venv/bin/python - <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

import isodate
import isoduration

START = datetime(2026, 1, 5)
CASES = [  # the duration, the guess and what is seen: the moment so much after 5 January 2026
    ("PT36H", "2026-01-06 12:00:00", "2026-01-06 12:00:00"),
    ("P0.5D", "2026-01-05 12:00:00", "2026-01-06 00:00:00"),
    ("-P0.5D", "2026-01-04 12:00:00", "2026-01-05 00:00:00"),
    ("P2.5D", "2026-01-07 12:00:00", "2026-01-08 00:00:00"),
    ("P1.5W", "2026-01-15 12:00:00", "2026-01-16 00:00:00"),
    ("PT0.5S", "2026-01-05 00:00:00.500000", "2026-01-05 00:00:01"),
    ("PT1.5M", "2026-01-05 00:01:30", "2026-01-05 00:02:00"),
    ("P0.5Y", "2026-07-05 00:00:00", "2027-01-05 00:00:00"),
    ("P1.5M", "refused", "2026-03-05 00:00:00"),
]
EQUAL = [("P12M", "P1Y"), ("P7D", "P1W"), ("PT24H", "P1D")]
print("isoduration", version("isoduration"), "isodate", version("isodate"))
changed = False
for text, guess, known in CASES:
    duration = isoduration.parse_duration(text)
    seen = str(START + duration)
    try:
        beside = START + isodate.parse_duration(text)
    except ValueError:
        beside = "refused"
    written = isoduration.format_duration(duration)
    print(f"{text:7} guess: {guess:26} seen: {seen:20} written: {written:7} isodate: {beside}")
    changed |= seen != known
for one, other in EQUAL:
    seen = isoduration.parse_duration(one) == isoduration.parse_duration(other)
    print(f"{one} equals {other}: guess: {one != 'PT24H'} seen: {seen}")
    changed |= seen
sys.exit("This has changed." if changed else 0)
PY
