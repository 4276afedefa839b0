#!/bin/sh
# apischema: types of Python, read from JSON and described by a JSON Schema.
# Guess:   what it reads as a type, the schema that it makes of the type takes, and the other way round: a set with 1
#          twice, the day 20260105 where the schema says "date", the hour 09 where it says "time"; a decimal is as it is
#          written, or as near as it is shown.
# Happens: it takes them, and a moment without a zone, a day as a moment, a week as a day; its schema, with its formats
#          checked, refuses all of these. True is taken where 1 is asked for, and 5.0 is no whole number: the schema has
#          it the other way. The decimal 1.1 has 52 digits, and "1.10" is refused.
# Seen:    apischema 0.19.0, jsonschema 4.26.0. A decimal without a point, or one with halves, is right.
# Matters: a form checks what is typed by the schema, a server by the type.
set -eu
version=${1:-0.19.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "apischema==$version" jsonschema==4.26.0 rfc3339-validator==0.1.4
cat > ask.py <<'PY'
import sys
from datetime import date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from typing import Literal, Set

import jsonschema
from apischema import ValidationError, deserialize
from apischema.json_schema import deserialization_schema


def both(kind, value):
    """What the type and its schema say of a value."""
    schema = dict(deserialization_schema(kind))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return f"{read(kind, value) != 'refused'} {checker.is_valid(value)}"


def read(kind, value):
    try:
        return str(deserialize(kind, value))
    except ValidationError:
        return "refused"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("a set of 1 and 2", both(Set[int], [1, 2]), "True True", "True True"),
    ("a set of 1 and 1", both(Set[int], [1, 1]), "False False", "True False"),
    ("the day 2026-02-30", both(date, "2026-02-30"), "False False", "False False"),
    ("the day 20260105", both(date, "20260105"), "False False", "True False"),
    ("the day 2026-W01-1", both(date, "2026-W01-1"), "False False", "True False"),
    ("the moment 2026-01-05", both(datetime, "2026-01-05"), "False False", "True False"),
    ("the time 09", both(time, "09"), "False False", "True False"),
    ("1, as 1", both(Literal[1], 1), "True True", "True True"),
    ("true, as 1", both(Literal[1], True), "False False", "True False"),
    ("5.0, as a whole number", both(int, 5.0), "True True", "False True"),
    ("the decimal 1.5", read(Decimal, 1.5), "1.5", "1.5"),
    ("the decimal 1.1", read(Decimal, 1.1)[:20], "1.1", "1.100000000000000088"),
    ("the decimal 1.10 as a text", read(Decimal, "1.10"), "1.10", "refused"),
]
print(
    "apischema",
    version("apischema"),
    "jsonschema",
    version("jsonschema"),
    "rfc3339-validator",
    version("rfc3339-validator"),
)
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:26} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
