#!/bin/sh
# jsonsubschema: is each document that passes one JSON Schema let through by another?
# Guess:   it says true only where that is so, and false otherwise, for it is asked whether a change of a schema breaks what
#          was valid. Not each text is a day by `format`, nor has each object b where it has a, by `dependencies`; a text that
#          begins with a, or ends with b, is not one of the two. A list of one has no two items that are equal.
# Happens: it says true of the first three, as if `format` and `dependencies` were not there, and `^a|b$` were a or b. Whether a
#          number is a whole number, and a whole number a multiple of a half, has the answer None. That a list of one has no
#          two that are equal, and that truths that differ are at most two, is false.
# Seen:    jsonsubschema 0.0.7 and 0.0.8. Bounds, lists of words, `not`, `anyOf`, 1 and true, and texts by length and pattern are right.
# Matters: "does the new form still take the old answers?" is asked so, and a wrong yes loses answers.
set -eu
version=${1:-0.0.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonsubschema==$version" setuptools==70.3.0
timeout 100 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from jsonsubschema import isSubschema

WHOLE, NUMBER, TEXT, OBJECT = ({"type": name} for name in ("integer", "number", "string", "object"))
TRUTHS = {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True}
CASES = [  # the one schema, the other, the guess, and what is seen
    (WHOLE, NUMBER, "True", "True"),
    ({"enum": [True]}, {"enum": [1, 2]}, "False", "False"),
    (WHOLE, {"anyOf": [{"type": "integer", "minimum": 5}, {"type": "integer", "maximum": 4}]}, "True", "True"),
    ({"type": "string", "pattern": "^ab$"}, {"type": "string", "pattern": "a"}, "True", "True"),
    (TEXT, {"type": "string", "format": "date"}, "False", "True"),
    (OBJECT, {"type": "object", "dependencies": {"a": ["b"]}}, "False", "True"),
    ({"type": "string", "pattern": "^a|b$"}, {"enum": ["a", "b"]}, "False", "True"),
    (NUMBER, WHOLE, "False", "None"),
    (WHOLE, {"type": "number", "multipleOf": 0.5}, "True", "None"),
    ({"type": "array", "maxItems": 1}, {"type": "array", "uniqueItems": True}, "True", "False"),
    (TRUTHS, {"type": "array", "maxItems": 2}, "True", "False"),
]
print("jsonsubschema", version("jsonsubschema"))
changed = False
for one, other, guess, known in CASES:
    try:
        seen = str(isSubschema(one, other))
    except Exception:
        seen = "error"
    print(f"{one} in {other}\n  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
