#!/bin/sh
# marshmallow: data read and written by classes.
# Guess:   what is refused when it is read is refused, or left as it is, when it is written; NaN is not from 1 to 5;
#          true is neither 1 nor 2; a pattern means the same for a text on one line and one with a line end.
# Happens: "soon" is written as the truth "soon", 5.7 as the whole number 5, and read as 5, too, while "5.0" is refused;
#          NaN, where it is allowed, passes from 1 to 5 as a Float, and as a Decimal `load` ends in
#          decimal.InvalidOperation; true is one of [1, 2]; a week "2026-W01" is the day 29 December 2025; a Constant
#          takes everything.
# Seen:    marshmallow 4.4.0. Days that do not exist, true as a number and -0.5 days are right.
# Matters: an answer that no reader of ours would take is sent to others.
set -eu
version=${1:-4.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "marshmallow==$version"
cat > ask.py <<'PY'
import sys
from datetime import timedelta
from importlib.metadata import version

from marshmallow import Schema, ValidationError, fields, validate


def read(field, value):
    try:
        return Schema.from_dict({"a": field})().load({"a": value})["a"]
    except ValidationError:
        return "refused"
    except ArithmeticError as error:
        return type(error).__name__


def written(field, value):
    try:
        return Schema.from_dict({"a": field})().dump({"a": value})["a"]
    except (ValueError, ValidationError):
        return "refused"


FIVE = validate.Range(1, 5)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("soon as a truth, read", read(fields.Boolean(), "soon"), "refused", "refused"),
    ("soon as a truth, written", written(fields.Boolean(), "soon"), "refused", "soon"),
    ("5.7 as a whole number, read", read(fields.Integer(), 5.7), "refused", "5"),
    ("\"5.0\" as a whole number, read", read(fields.Integer(), "5.0"), "refused", "refused"),
    ("5.7 as a whole number, written", written(fields.Integer(), 5.7), "refused", "5"),
    ("7, from 1 to 5", read(fields.Float(validate=FIVE), 7), "refused", "refused"),
    ("NaN, from 1 to 5", read(fields.Float(allow_nan=True, validate=FIVE), "nan"), "refused", "nan"),
    (
        "NaN as a decimal, from 1 to 5",
        read(fields.Decimal(allow_nan=True, validate=FIVE), "nan"),
        "refused",
        "InvalidOperation",
    ),
    ("true as a whole number", read(fields.Integer(), True), "refused", "refused"),
    ("true among 1 and 2", read(fields.Raw(validate=validate.OneOf([1, 2])), True), "refused", "True"),
    ("2026-02-30", read(fields.Date(), "2026-02-30"), "refused", "refused"),
    ("2026-W01", read(fields.Date(), "2026-W01"), "refused", "2025-12-29"),
    ("9, where 5 is the constant", read(fields.Constant(5), 9), "refused", "5"),
    ("half a day back", written(fields.TimeDelta("days"), timedelta(hours=-12)), "-0.5", "-0.5"),
]
print("marshmallow", version("marshmallow"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:30} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
