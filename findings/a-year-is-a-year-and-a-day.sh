#!/bin/sh
# humanfriendly: lengths of time and dates, in words and back.
# Guess:   a year is 365 days, as 365 days are "1 year"; what is written is read again, also a minute ago; 30 February
#          is refused, as are letters.
# Happens: a year is 52 weeks: 365 days are "1 year and 1 day", and "1 year" is 364 days. What it writes of two parts
#          or of a time before now it does not read. 30 February and 32 January are days, and so is month 13.
# Seen:    10.0 and 8.0.
# Source:  humanfriendly/__init__.py of 10.0, line 88: `dict(divider=60 * 60 * 24 * 7 * 52, singular='year', ...)`.
# Matters: "you have been there for a year" is said a day too early, and a day too much.
set -eu
version=${1:-10.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "humanfriendly==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from humanfriendly import format_timespan, parse_date, parse_timespan

DAY = 24 * 60 * 60
CASES = [  # the function, what it is given, the guess, what it gives
    (format_timespan, 14 * DAY, "2 weeks", "2 weeks"),
    (parse_timespan, "36 hours", 1.5 * DAY, 1.5 * DAY),
    (parse_date, "soon", "refused", "refused"),
    (format_timespan, 365 * DAY, "1 year", "1 year and 1 day"),
    (parse_timespan, "1 year", 365 * DAY, 364 * DAY),
    (format_timespan, 364 * DAY, "52 weeks", "1 year"),
    (parse_timespan, format_timespan(9 * DAY), 9 * DAY, "refused"),
    (parse_timespan, format_timespan(-60), -60, "refused"),
    (parse_date, "2026-02-30", "refused", (2026, 2, 30, 0, 0, 0)),
    (parse_date, "2026-13-32", "refused", (2026, 13, 32, 0, 0, 0)),
]
print("humanfriendly", version("humanfriendly"))
changed = False
for function, given, guess, known in CASES:
    try:
        seen = function(given)
    except Exception:
        seen = "refused"
    print(f"{function.__name__}({given!r})".ljust(36), f"guess: {guess}".ljust(18), "seen:", seen)
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
