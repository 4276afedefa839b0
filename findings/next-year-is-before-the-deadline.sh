#!/bin/sh
# Cerberus: the least and the greatest that a value may be.
# Guess:   a moment in 2027 is after 5 January 2026, or cannot be compared with a day, and is refused either way; so is
#          what is no number where a number is the least, and what has no length where a length is; True is a whole
#          number and a number, or neither.
# Happens: what cannot be compared passes: a moment is a value of the type `date`, and no limit that is a day stops it;
#          "soon" is not less than 5, 5 is not shorter than two letters, and what is no number at all is not more than 5.
#          True is of the type `integer` and not of the type `number`. No error.
# Seen:    Cerberus 1.3.8.
# Matters: a deadline that is read with its time of the day passes every check of the days between which it may lie.
set -eu
version=${1:-1.3.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "Cerberus==$version"
venv/bin/python - <<'PY'
import sys
from datetime import date, datetime
from importlib.metadata import version

from cerberus import Validator

LIMIT = date(2026, 1, 5)
CASES = [  # the rule, the value, the guess, what is seen
    ({"type": "date", "max": LIMIT}, date(2027, 1, 5), False, False),
    ({"type": "date", "max": LIMIT}, datetime(2027, 1, 5, 9), False, True),
    ({"type": "date", "min": LIMIT}, datetime(1927, 1, 5, 9), False, True),
    ({"min": 5}, "soon", False, True),
    ({"max": 5}, float("nan"), False, True),
    ({"minlength": 2}, 5, False, True),
    ({"type": "number"}, True, False, False),
    ({"type": "integer"}, True, False, True),
]
print("Cerberus", version("Cerberus"))
changed = False
for rule, value, guess, known in CASES:
    seen = Validator({"value": rule}).validate({"value": value})
    terms = ", ".join(f"{name}: {limit}" for name, limit in rule.items())
    print(f"{terms:30} {value!s:20} guess: {guess!s:5} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
