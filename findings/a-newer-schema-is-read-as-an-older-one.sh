#!/bin/sh
# fastjsonschema, hypothesis-jsonschema: a JSON Schema that names draft 2020-12 in its `$schema`.
# Guess:   it is obeyed; or refused, since their documentation speaks of the drafts up to 7 only.
# Happens: fastjsonschema takes it and leaves out every keyword that it does not know: all data pass. And
#          hypothesis-jsonschema draws data that the schema forbids. No warning from either; jsonschema and
#          jsonschema-rs say no to each of these.
# Seen:    fastjsonschema 2.22.3, hypothesis-jsonschema 0.23.1 (with hypothesis 6.140.0: with 6.170.17 it fails),
#          jsonschema 4.26.0, jsonschema-rs 0.61.2.
# Matters: a gate over advice files that lets everything through, and looks as if it worked.
set -eu
version=${1:-2.22.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fastjsonschema==$version" hypothesis-jsonschema==0.23.1 hypothesis==6.140.0 \
  jsonschema==4.26.0 jsonschema-rs==0.61.2
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import fastjsonschema
import jsonschema
import jsonschema_rs
from hypothesis import HealthCheck, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis_jsonschema import from_schema

DRAFT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
CASES = [
    ({"type": "array", "minItems": 1, "prefixItems": [{"type": "integer"}]}, ["a"]),
    ({"type": "array", "contains": {"const": 1}, "minContains": 2}, [1]),
    ({"type": "object", "required": ["answer"], "dependentRequired": {"answer": ["by"]}}, {"answer": 1}),
    ({"type": "object", "properties": {"a": {}}, "unevaluatedProperties": False}, {"b": 1}),
]
SETTINGS = settings(
    max_examples=500, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def fast(schema, data):
    try:
        fastjsonschema.validate(schema, data)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


def draws_forbidden(schema):
    check = jsonschema.Draft202012Validator(schema)
    try:
        find(from_schema(schema), lambda data: not check.is_valid(data), settings=SETTINGS)
    except NoSuchExample:
        return False
    return True


for name in ("fastjsonschema", "hypothesis-jsonschema", "hypothesis", "jsonschema", "jsonschema-rs"):
    print(name, version(name), end=", ")
print()
changed = False
for keywords, data in CASES:
    schema = DRAFT | keywords
    passes = fast(schema, data)
    forbidden = draws_forbidden(schema)
    others = jsonschema.Draft202012Validator(schema).is_valid(data), jsonschema_rs.is_valid(schema, data)
    print(f"{list(keywords)[-1]:22} {data!s:14} guess: no; fastjsonschema: {'yes' if passes else 'no'},"
          f" the other two: {'yes' if any(others) else 'no'}; forbidden data drawn: {forbidden}")
    changed |= not passes or any(others) or not forbidden
sys.exit("This has changed." if changed else 0)
PY
