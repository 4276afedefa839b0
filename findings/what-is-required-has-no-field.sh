#!/bin/sh
# datamodel-code-generator: classes of pydantic made of a JSON Schema.
# Guess:   what the classes take, the schema takes; what they cannot say is refused, or there is a warning. That "5"
#          is read as 5 is pydantic's way, and left out here.
# Happens: a key that is required and has no description of its own may be missing; "at least 5" and "at most 7" in an
#          `allOf` are gone, as are `not`, `contains`, `uniqueItems`, the order of `prefixItems`, what depends on
#          another key, and `if`; of "one of two" both may be. Nothing is said of it, as it is used without further
#          options.
# Seen:    datamodel-code-generator 0.89.0 and 0.70.0 with pydantic 2.14.4, jsonschema 4.26.0.
# Source:  what it writes: `k4: dict[str, Any] | None = None` for the first, `class K5(RootModel[Any])` for the second.
# Matters: what is checked by the classes goes on to whoever holds the schema, and is refused there.
set -eu
version=${1:-0.89.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "datamodel-code-generator==$version" pydantic==2.14.4 jsonschema==4.26.0
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from jsonschema import Draft202012Validator
from pydantic import ValidationError

DEPENDS = {"type": "object", "properties": {"a": {"type": "integer"}}, "dependentRequired": {"a": ["b"]}}
CASES = [  # a schema, a value that it refuses, whether the class takes it (the guess is never)
    ({"type": "integer", "exclusiveMinimum": 5}, 5, False),
    ({"type": "string", "pattern": "^a"}, "ba", False),
    ({"enum": [1, 2]}, 3, False),
    ({"type": "object", "minProperties": 1}, {}, False),
    ({"type": "object", "required": ["pay"]}, {}, True),
    ({"allOf": [{"minimum": 5}, {"maximum": 7}]}, 9, True),
    ({"type": "array", "items": {"type": "integer"}, "uniqueItems": True}, [1, 1], True),
    ({"type": "array", "contains": {"const": 1}}, [2], True),
    ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}, ["a", 1], True),
    ({"oneOf": [{"type": "integer"}, {"type": "number"}]}, 5, True),
    ({"not": {"type": "string"}}, "a", True),
    (DEPENDS, {"a": 1}, True),
    ({"if": {"type": "object"}, "then": {"required": ["a"]}}, {}, True),
]
keys = {f"k{number}": schema for number, (schema, *_) in enumerate(CASES)}
with open("schema.json", "w") as file:
    json.dump({"title": "All", "type": "object", "properties": keys}, file)
command = "--input schema.json --input-file-type jsonschema --output-model-type pydantic_v2.BaseModel --output made.py"
subprocess.run(["venv/bin/datamodel-codegen", *command.split()], check=True, capture_output=True, timeout=60)
from made import All  # noqa: E402

print("datamodel-code-generator", version("datamodel-code-generator"), "pydantic", version("pydantic"))
changed = False
for key, (schema, value, known) in zip(keys, CASES):
    assert not Draft202012Validator(schema).is_valid(value)
    try:
        All.model_validate({key: value})
        seen = True
    except ValidationError:
        seen = False
    print(f"{json.dumps(schema)} of {json.dumps(value)}\n  guess: refused seen: {'taken' if seen else 'refused'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
PYTHONPATH=. timeout 100 venv/bin/python -W ignore meet.py
