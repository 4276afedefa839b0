#!/bin/sh
# voluptuous-openapi: schemas of OpenAPI made of those of voluptuous.
# Guess:   what voluptuous takes passes the schema, and what it refuses does not, or there is an error.
# Happens: In(["a", 1]) is a text that is "a" or 1, so 1 does not pass; a list of at least two has `minLength`, which is
#          of texts, so one of one passes; Date() is a date-time; an e-mail address, and what is NotIn, or
#          ExactSequence, is anything; of two keys that exclude each other both may be there. A list of two kinds, and
#          an empty one, which voluptuous knows, are an AttributeError.
# Seen:    voluptuous-openapi 0.4.1, voluptuous 0.16.0, jsonschema 4.26.0. Ranges and required keys are right.
# Matters: such schemas tell a model, or a page, what it may send.
set -eu
version=${1:-0.4.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "voluptuous-openapi==$version" voluptuous==0.16.0 "jsonschema[format]==4.26.0"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import jsonschema
import voluptuous as shape
from voluptuous_openapi import convert


def tell(schema, value):
    try:
        shape.Schema(schema)(value)
        taken = True
    except shape.Invalid:
        taken = False
    try:
        made = convert(shape.Schema(schema))
    except Exception as error:
        return f"{taken}, {type(error).__name__}"
    check = jsonschema.Draft202012Validator(made, format_checker=jsonschema.FormatChecker())
    return f"{taken}, {check.is_valid(value)}"


EITHER = {shape.Exclusive("a", "one"): int, shape.Exclusive("b", "one"): int}


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("0, from 1 to 5", tell(shape.All(int, shape.Range(1, 5)), 0), "False, False", "False, False"),
    ("{}, where a is required", tell({shape.Required("a"): int}, {}), "False, False", "False, False"),
    ("\"b\" in [\"a\", 1]", tell(shape.In(["a", 1]), "b"), "False, False", "False, False"),
    ("1 in [\"a\", 1]", tell(shape.In(["a", 1]), 1), "True, True", "True, False"),
    (
        "a text of one, where two are the least",
        tell(shape.All(str, shape.Length(min=2)), "a"),
        "False, False",
        "False, False",
    ),
    (
        "a list of one, where two are the least",
        tell(shape.All([int], shape.Length(min=2)), [1]),
        "False, False",
        "False, True",
    ),
    ("2026-01-05 as a date", tell(shape.Date(), "2026-01-05"), "True, True", "True, False"),
    ("soon as an address", tell(shape.Email(), "soon"), "False, False", "False, True"),
    ("both of two, of which one excludes the other", tell(EITHER, {"a": 1, "b": 1}), "False, False", "False, True"),
    ("1, where 1 is left out", tell(shape.NotIn([1]), 1), "False, False", "False, True"),
    ("[\"a\", 1], a number and a text", tell(shape.ExactSequence([int, str]), ["a", 1]), "False, False", "False, True"),
    ("[1, a] as numbers and texts", tell([int, str], [1, "a"]), "True, True", "True, AttributeError"),
    ("an empty list", tell([], []), "True, True", "True, AttributeError"),
]
print("voluptuous-openapi", version("voluptuous-openapi"), "voluptuous", version("voluptuous"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:46} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
