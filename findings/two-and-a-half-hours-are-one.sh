#!/bin/sh
# pint: lengths of time as people write them, read as quantities.
# Guess:   "2 1/2 hours" is two and a half, "1 hour 30 minutes" an hour and a half; or they are refused, as "half a day"
#          is; "1,5 hours" is one and a half, or refused.
# Happens: what stands side by side is multiplied: one hour; 30 hour * minute; five days and no hours are nothing at all;
#          5' 11" is 55, without a unit. A comma is dropped: 15 hours. There is no error before one converts, and for
#          the first and the last there is none then, either.
# Seen:    Pint 0.24.4 and 0.25.3.
# Matters: how long a notice period, a trial or a way to work takes is typed like this.
set -eu
version=${1:-0.25.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "Pint==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pint

CASES = [  # the text, the guess, what is seen
    ("2.5 hours", "2.5 hour", "2.5 hour"),
    ("2 1/2 hours", "2.5 hour", "1.0 hour"),
    ("1 hour 30 minutes", "1.5 hour", "30 hour * minute"),
    ("5 days 0 hours", "5 day", "0 day * hour"),
    ("1,5 hours", "1.5 hour", "15 hour"),
    ("5' 11\"", "refused", "55 dimensionless"),
    ("half a day", "refused", "refused"),
]
units = pint.UnitRegistry()
print("Pint", version("Pint"))
changed = False
for text, guess, known in CASES:
    try:
        seen = str(units.Quantity(text))
    except pint.UndefinedUnitError:
        seen = "refused"
    print(f"{text:18} guess: {guess:10} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
