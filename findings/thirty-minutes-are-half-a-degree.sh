#!/bin/sh
# quantulum3: quantities and their units in a sentence.
# Guess:   minutes are of time; "2-3 weeks" are from two to three; "one or two weeks" are both weeks; a time of day, a
#          date and the number of a room are no quantities with a unit.
# Happens: minutes are minutes of arc, of which sixty are a degree; "2-3 weeks" is 2.5 weeks, "45-50k" 47.5 kelvin,
#          "room 12b" 12 barn; "one or two weeks" is two; half an hour is a half of nothing; 9:30 is 9, and 30.
# Seen:    quantulum3 0.9.2 and 0.10.0, as it is installed without its classifier.
# Matters: notice periods, waits and pay in what people write; an hour and 30 minutes cannot be added up.
set -eu
version=${1:-0.10.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "quantulum3==$version"
venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from quantulum3 import parser

CASES = [  # the text, the guess, what is seen
    ("5 days' notice", "5 day", "5 day"),
    ("two and a half weeks", "2.5 week", "2.5 week"),
    ("£45k", "45000 pound sterling", "45000 pound sterling"),
    ("1 hour 30 minutes", "1 hour, 30 minute", "1 hour, 30 minute of arc"),
    ("twenty-five minutes", "25 minute", "25 minute of arc"),
    ("half an hour", "0.5 hour", "0.5 dimensionless"),
    ("2-3 weeks", "2 week, 3 week", "2.5 week"),
    ("one or two weeks", "1 week, 2 week", "2 week"),
    ("45-50k", "45000 dimensionless, 50000 dimensionless", "47.5 kelvin"),
    ("room 12b", "12 dimensionless", "12 barn"),
    ("at 9:30", "", "9 dimensionless, 30 dimensionless"),
]
print("quantulum3", version("quantulum3"))
changed = False
for text, guess, known in CASES:
    seen = ", ".join(f"{found.value:g} {found.unit.name}" for found in parser.parse(text))
    print(f"{text:22} guess: {guess:41} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
