#!/bin/sh
# apispec and marshmallow-jsonschema: JSON Schemas made of classes of marshmallow, which read data.
# Guess:   what the class reads passes the schema, and what does not pass it is not read; what cannot be said is
#          refused.
# Happens: in apispec, ContainsOnly(["a", "b"]) makes the list itself one of "a" and "b", so no list passes; Range(1, 5)
#          without its ends is from 1 to 5; of two patterns the first is left, of two conditions in And none; a tuple is
#          anything; a day in the form %d/%m/%Y is `format: date`. In marshmallow-jsonschema the last of two ranges is
#          left, null does not pass where it is allowed beside a choice, and a length of time is a text.
# Seen:    apispec 6.10.1, marshmallow-jsonschema 0.16.0, with marshmallow 4.4.0 and jsonschema 4.26.0.
# Matters: the documents that such schemas stand in are what other programs are written by.
set -eu
version=${1:-6.10.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "apispec==$version" marshmallow-jsonschema==0.16.0 marshmallow==4.4.0 "jsonschema[format]==4.26.0"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import jsonschema
import marshmallow
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields, validate
from marshmallow_jsonschema import JSONSchema


def of_apispec(answers):
    spec = APISpec("Answers", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Answers", schema=answers)
    return spec.to_dict()["components"]["schemas"]["Answers"]


def of_the_other(answers):
    return JSONSchema().dump(answers())["definitions"]["Answers"]


def tell(field, value, make):
    answers = type("Answers", (marshmallow.Schema,), {"a": field})
    read = not answers().validate({"a": value})
    check = jsonschema.Draft202012Validator(make(answers), format_checker=jsonschema.FormatChecker())
    return f"{read}, {check.is_valid({'a': value})}"


def first(field, value):
    return tell(field, value, of_apispec)


def second(field, value):
    return tell(field, value, of_the_other)


WORDS = fields.List(fields.String(), validate=validate.ContainsOnly(["a", "b"]))
INSIDE = fields.Integer(validate=validate.Range(1, 5, min_inclusive=False))
TWO_RANGES = fields.Integer(validate=[validate.Range(min=5), validate.Range(min=1)])
TWO_PATTERNS = fields.String(validate=[validate.Regexp("a"), validate.Regexp("ab")])
BOTH = fields.Integer(validate=validate.And(validate.Range(min=5), validate.Range(max=7)))
DAY = fields.Date("%d/%m/%Y")
PAIR = fields.Tuple((fields.Integer(), fields.String()))
CHOICE = fields.String(allow_none=True, validate=validate.OneOf(["a", "b"]))
HOURS = fields.TimeDelta("hours")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("first: 3, from 1 to 5", first(INSIDE, 3), "True, True", "True, True"),
    ("first: 1, where 1 is left out", first(INSIDE, 1), "False, False", "False, True"),
    ("first: [a] of a and b", first(WORDS, ["a"]), "True, True", "True, False"),
    ("first: [], of a and b", first(WORDS, []), "True, True", "True, False"),
    ("first: 3, with 5 and 1 the least", first(TWO_RANGES, 3), "False, False", "False, False"),
    ("first: a, with patterns a and ab", first(TWO_PATTERNS, "a"), "False, False", "False, True"),
    ("first: 9, from 5 on and up to 7", first(BOTH, 9), "False, False", "False, True"),
    ("first: 05/01/2026", first(DAY, "05/01/2026"), "True, True", "True, False"),
    ("first: [a, 1], a number and a text", first(PAIR, ["a", 1]), "False, False", "False, True"),
    ("first: null beside a choice", first(CHOICE, None), "True, True", "True, True"),
    ("first: 1.5 hours", first(HOURS, 1.5), "True, True", "True, True"),
    ("second: 1, where 1 is left out", second(INSIDE, 1), "False, False", "False, False"),
    ("second: [a] of a and b", second(WORDS, ["a"]), "True, True", "True, True"),
    ("second: 3, with 5 and 1 the least", second(TWO_RANGES, 3), "False, False", "False, True"),
    ("second: null beside a choice", second(CHOICE, None), "True, True", "True, False"),
    ("second: 1.5 hours", second(HOURS, 1.5), "True, True", "True, False"),
]
print("apispec", version("apispec"), "marshmallow-jsonschema", version("marshmallow-jsonschema"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:34} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
