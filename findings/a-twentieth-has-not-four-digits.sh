#!/bin/sh
# voluptuous: what shape data have.
# Guess:   Number(precision=4, scale=2) is a number of at most four digits, two of them decimals, as in SQL; true is no
#          whole number, and 1 and true are two things; `Remove("a")` takes the key out, whatever its value; a moment of
#          ISO 8601 is one.
# Happens: it is a number of exactly four digits: 0.05, 5 and 5.00 are refused, 12.34 passes; true passes as `int`, as
#          1, and as one of [1, 2], and with 1 it is not unique; Remove("a"): int with "x" is an extra key, and refused.
#          Date("%Y-%m-%d") takes 2026-1-5; Datetime() refuses 2026-01-05T10:00:00, for it wants fractions and a Z.
# Seen:    voluptuous 0.16.0. NaN is refused by Range, and passes through Clamp.
# Matters: settings of programs that run houses are checked with it.
set -eu
version=${1:-0.16.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "voluptuous==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import voluptuous as shape


def read(schema, value):
    try:
        return shape.Schema(schema)(value)
    except shape.Invalid:
        return "refused"


PAY = shape.Number(precision=4, scale=2)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("12.34, four digits", read(PAY, "12.34"), "12.34", "12.34"),
    ("123.45", read(PAY, "123.45"), "refused", "refused"),
    ("5.00", read(PAY, "5.00"), "5.00", "refused"),
    ("0.05", read(PAY, "0.05"), "0.05", "refused"),
    ("5", read(PAY, "5"), "5", "refused"),
    ("10.05", read(PAY, "10.05"), "10.05", "10.05"),
    ("1 and 2 are unique", read(shape.Unique(), [1, 2]), "[1, 2]", "[1, 2]"),
    ("1 and true are", read(shape.Unique(), [1, True]), "[1, True]", "refused"),
    ("true among 1 and 2", read(shape.In([1, 2]), True), "refused", "True"),
    ("true, where 1 is asked for", read(1, True), "refused", "True"),
    ("Remove(\"a\"): int, of 5", read({shape.Remove("a"): int, "b": int}, {"a": 5, "b": 1}), "{'b': 1}", "{'b': 1}"),
    (
        "Remove(\"a\"): int, of \"x\"",
        read({shape.Remove("a"): int, "b": int}, {"a": "x", "b": 1}),
        "{'b': 1}",
        "refused",
    ),
    ("2026-02-30 as a date", read(shape.Date(), "2026-02-30"), "refused", "refused"),
    ("2026-1-5 as a date", read(shape.Date(), "2026-1-5"), "refused", "2026-1-5"),
    ("2026-01-05T10:00:00", read(shape.Datetime(), "2026-01-05T10:00:00"), "2026-01-05T10:00:00", "refused"),
    ("NaN in 1 to 5", read(shape.Range(1, 5), float("nan")), "refused", "refused"),
    ("NaN clamped to 1 to 5", read(shape.Clamp(1, 5), float("nan")), "refused", "nan"),
]
print("voluptuous", version("voluptuous"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:26} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
