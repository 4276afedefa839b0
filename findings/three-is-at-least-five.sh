#!/bin/sh
# genson: a JSON Schema made of examples, and of a schema to begin with.
# Guess:   "Every object it is given must validate under the generated schema", as its README has it as the first of
#          two rules; of two schemas with one value allowed, both values are allowed.
# Happens: what the first schema says beyond types and keys stays, whatever comes: 3 and "at least 5", "soon" and a
#          text of 3 letters, -0.5 and "above 0" make a schema that refuses them. Of two limits the first is kept,
#          too, and a list of choices within an object. Choices alone are joined.
# Seen:    genson 1.4.0 and 1.2.2, jsonschema 4.26.0.
# Source:  README of 1.4.0, rules 1 and 2.
# Matters: a schema that grows with the answers refuses the answers that it has grown from.
set -eu
version=${1:-1.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "genson==$version" jsonschema==4.26.0
timeout 60 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from genson import SchemaBuilder
from jsonschema import Draft7Validator

IN_OBJECT = {"type": "object", "properties": {"by": {"type": "string", "enum": ["phone"]}}}
CASES = [  # the schema, what is added to it, the guess, whether the new schema lets that pass
    ({"type": "integer"}, "soon", True, True),
    ({"type": "object", "required": ["pay"]}, {}, True, True),
    ({"enum": [1, 2]}, 3, True, True),
    ({"type": "integer", "minimum": 5}, 3, True, False),
    ({"type": "string", "maxLength": 3}, "soon", True, False),
    ({"type": "number", "exclusiveMinimum": 0}, -0.5, True, False),
    ({"type": "string", "const": "phone"}, "letter", True, False),
    ({"type": "array", "maxItems": 1}, [1, 2], True, False),
]
SCHEMAS = [  # two schemas, what the second lets pass, the guess, whether what is made of both does
    ({"enum": [1]}, {"enum": [2]}, 2, True, True),
    ({"type": "string", "maxLength": 3}, {"type": "string", "maxLength": 5}, "soon", True, False),
    (IN_OBJECT, {"type": "object", "properties": {"by": {"type": "string"}}}, {"by": "letter"}, True, False),
]


def passes(schema, added, value, is_schema):
    """Whether a value passes what is made of a schema and of something more."""
    builder = SchemaBuilder()
    builder.add_schema(schema)
    (builder.add_schema if is_schema else builder.add_object)(added)
    return Draft7Validator({**builder.to_schema(), "$schema": Draft7Validator.META_SCHEMA["$schema"]}).is_valid(value)


print("genson", version("genson"), "jsonschema", version("jsonschema"))
changed = False
for schema, added, guess, known in CASES:
    seen = passes(schema, added, added, False)
    print(f"{schema!s:45} and {added!r:13} guess: {guess} seen: {seen}")
    changed |= seen != known
for first, second, value, guess, known in SCHEMAS:
    seen = passes(first, second, value, True)
    print(f"{first} and {second}, {value!r} guess: {guess} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
