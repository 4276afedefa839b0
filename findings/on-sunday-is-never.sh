#!/bin/sh
# pycron and cron-converter: is it time, by an expression of cron?
# Guess:   7 is Sunday, as 0 is; "jan" is January; "on the 13th or on a Friday" is "or" where both are stated; month
#          13, hour 25 and L are refused.
# Happens: for pycron 7 is no day, so 5-7 ends on Saturday; "jan" is no month, hour 25, month 13 and L are never, all
#          without an error. For cron-converter the 13th and Friday are "and": in January 2026 never; 2/10 is the 2nd
#          only, and never for pycron.
# Seen:    pycron 3.3.0, cron-converter 2.0.2. For pycron 3.0.0 the 13th and Friday are "and", too.
# Matters: a reminder that is never due is found out by nobody.
set -eu
version=${1:-3.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pycron==$version" cron-converter==2.0.2
venv/bin/python - <<'PY'
import sys
from datetime import datetime, timedelta
from importlib.metadata import version

import pycron
from cron_converter import Cron

CASES = [  # the expression, the days of January 2026 that are the guess, and those of pycron and cron-converter
    ("0 9 * * 0", "4 11 18 25", "4 11 18 25", "4 11 18 25"),
    ("0 9 * * mon", "5 12 19 26", "5 12 19 26", "5 12 19 26"),
    ("0 9 * * 7", "4 11 18 25", "", "4 11 18 25"),
    ("0 9 1-9 * 6-7", "1 2 3 4 5 6 7 8 9 10 11 17 18 24 25 31", "1 2 3 4 5 6 7 8 9 10 17 24 31", "3 4"),
    ("0 9 * jan mon", "5 12 19 26", "", "5 12 19 26"),
    ("0 9 13 * 5", "2 9 13 16 23 30", "2 9 13 16 23 30", ""),
    ("0 9 2/10 * *", "2 12 22", "", "2"),
    ("0 25 * * *", "refused", "", "refused"),
    ("0 9 * 13 *", "refused", "", "refused"),
    ("0 9 L * *", "refused", "", "refused"),
]


def by_pycron(text, moment):
    return pycron.is_now(text, moment)


def by_converter(text, moment):
    return Cron(text).schedule(moment - timedelta(minutes=1)).next() == moment


def days(due, text):
    """The days of January on which it is due at nine."""
    try:
        return " ".join(str(day) for day in range(1, 32) if due(text, datetime(2026, 1, day, 9)))
    except ValueError:
        return "refused"


print("pycron", version("pycron"), "cron-converter", version("cron-converter"))
changed = False
for text, guess, *known in CASES:
    seen = [days(due, text) for due in (by_pycron, by_converter)]
    print(f"{text:14} guess: {guess}\n    seen: {seen[0] or 'never'} | {seen[1] or 'never'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
