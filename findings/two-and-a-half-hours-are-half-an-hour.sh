#!/bin/sh
# timelength: lengths of time as people write them, in seconds, with a word on whether they were understood.
# Guess:   "2 1/2 hours" and "two and a half hours" are 9000 seconds, "a week and a half" ten days and a half; or they
#          are not understood, as "5 working days" and "a few days" are not. A minus is minus; of "2-3 weeks" and
#          "five or six days" there is no one length.
# Happens: 1800 seconds, understood: the number before the fraction is dropped, or the half after the unit. A minus, a
#          dash and a word before the number count for nothing: -2 days, "minus two days" and "not 2 days" are two
#          days, 2-3 weeks three. "one two days" are twelve. 1m is a minute, 1M 30.5 days.
# Seen:    timelength 3.0.4. In 2.0.3 2 1/2 hours are 2, two and a half ten and a half, five or six days 56.
# Matters: notice periods and answers to "how long ago" are typed like this, and it says that it has understood them.
set -eu
version=${1:-3.0.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "timelength==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from timelength import TimeLength

DAY = 86400.0
CASES = [  # the text, the guess, what is seen, in seconds
    ("1 hour 30 minutes", 5400.0, 5400.0),
    ("half a day", DAY / 2, DAY / 2),
    ("a few days", None, None),
    ("5 working days", None, None),
    ("2 1/2 hours", 9000.0, 1800.0),
    ("two and a half hours", 9000.0, 1800.0),
    ("a week and a half", 10.5 * DAY, 7 * DAY),
    ("minus two days", -2 * DAY, 2 * DAY),
    ("-2 days", -2 * DAY, 2 * DAY),
    ("not 2 days", None, 2 * DAY),
    ("2-3 weeks", None, 21 * DAY),
    ("five or six days", None, 6 * DAY),
    ("one two days", None, 12 * DAY),
    ("1m", 60.0, 60.0),
    ("1M", 60.0, 30.5 * DAY),
]
print("timelength", version("timelength"))
changed = False
for text, guess, known in CASES:
    result = TimeLength(text).result
    seen = result.seconds if result.success else None
    print(f"{text:22} guess: {guess!s:9} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
