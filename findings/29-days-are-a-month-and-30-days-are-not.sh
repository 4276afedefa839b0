#!/bin/sh
# humanize: lengths of time and numbers in words.
# Guess:   29 days are not a month where 30 are not; said precisely, nothing is lost; without days what is left is said
#          in weeks or months, or goes to the next unit; the words for 5.7 and 1.9 are those for no whole number.
# Happens: 29 days are "a month", 364 "a year", 729 two years; precisely 30 days are "30 days", 31 are "1 month" and 61
#          "2 months", for a month is 30.5 days and the half is lost; 35 days without months are 35 days, 400 days
#          without days "1 year, 1 month and 96 hours"; 5.7 is "five", 1.9 "1st", -1 "-1th", "0012" 12.
# Seen:    humanize 4.17.0; OLD
# Matters: a deadline of 29 days, told as a month, is over before a month is.
set -eu
version=${1:-4.17.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "humanize==$version"
cat > ask.py <<'PY'
import sys
from datetime import timedelta
from importlib.metadata import version

import humanize


def short(days):
    return humanize.naturaldelta(timedelta(days=days))


def precise(days, **options):
    return humanize.precisedelta(timedelta(days=days), **options)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("2 days, in short", short(2), "2 days", "2 days"),
    ("29 days, in short", short(29), "29 days", "a month"),
    ("364 days, in short", short(364), "11 months", "a year"),
    ("729 days, in short", short(729), "1 year, 11 months", "2 years"),
    ("29 days, precisely", precise(29), "29 days", "29 days"),
    ("30 days, precisely", precise(30), "30 days", "30 days"),
    ("31 days, precisely", precise(31), "1 month and 12 hours", "1 month"),
    ("61 days, precisely", precise(61), "2 months", "2 months"),
    ("400 days, without days", precise(400, suppress=["days"]), "1 year and 1 month", "1 year, 1 month and 96 hours"),
    ("the word for 5", humanize.apnumber(5), "five", "five"),
    ("the word for 5.7", humanize.apnumber(5.7), "5.7", "five"),
    ("the ordinal of 1", humanize.ordinal(1), "1st", "1st"),
    ("the ordinal of 1.9", humanize.ordinal(1.9), "1.9", "1st"),
    ("the ordinal of -1", humanize.ordinal(-1), "-1st", "-1th"),
    ("\"0012\" with commas", humanize.intcomma("0012"), "0012", "12"),
]
print("humanize", version("humanize"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:22} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
