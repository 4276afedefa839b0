#!/bin/sh
# common-expression-language: CEL in Python, from a library in Rust.
# Guess:   as the specification of CEL says: the size of a text counts its letters; `exists` is a row of "or", so what
#          fails for one item does not matter if another one is found, as in `1/0 > 0 || true`; hours and days of a
#          moment are those in UTC; a number that is too great is an error; true can be written as a text, as 1 can.
# Happens: "Zoë" has 4 letters, for bytes are counted. `[0, 1].exists(x, 1/x > 0)` is an error, and right if the 1 comes
#          first. The day of a moment at +02:00 is that of its own zone. The least number with a minus stays what it is.
#          A second 60 is second 59, and string(true) is unknown.
# Seen:    common-expression-language 0.10.0. 9223372036854775807 + 1 is an error.
# Matters: a rule says the same in each language that has CEL, or it is no rule for two programs.
set -eu
version=${1:-0.10.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "common-expression-language==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import cel


def value(text):
    try:
        return cel.evaluate(text, {})
    except (ArithmeticError, RuntimeError, TypeError, ValueError):
        return "refused"


MOMENT = "timestamp('2026-01-05T00:30:00+02:00')"

CASES = [  # what is asked, what is seen, the guess, and what is known
    ("size('Zoe')", value("size('Zoe')"), 3, 3),
    ("size('Zoë')", value("size('Zoë')"), 3, 4),
    ("1/0 > 0 || true", value("1/0 > 0 || true"), True, True),
    ("[1, 0].exists(x, 1/x > 0)", value("[1, 0].exists(x, 1/x > 0)"), True, True),
    ("[0, 1].exists(x, 1/x > 0)", value("[0, 1].exists(x, 1/x > 0)"), True, "refused"),
    ("the same moment in UTC", value(f"{MOMENT} == timestamp('2026-01-04T22:30:00Z')"), True, True),
    ("the hour of 0:30 at +02:00", value(f"{MOMENT}.getHours()"), 22, 0),
    ("the day of 5 January, 0:30 at +02:00", value(f"{MOMENT}.getDate()"), 4, 5),
    ("9223372036854775807 + 1", value("9223372036854775807 + 1"), "refused", "refused"),
    ("-(-9223372036854775807 - 1)", value("-(-9223372036854775807 - 1)"), "refused", -9223372036854775808),
    ("the end of second 60", value("timestamp('2016-12-31T23:59:60Z').getSeconds()"), "refused", 59),
    ("string(1)", value("string(1)"), "1", "1"),
    ("string(true)", value("string(true)"), "true", "refused"),
]
print("common-expression-language", version("common-expression-language"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:36} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
