#!/bin/sh
# jsonmerge: two documents merged as a JSON Schema says.
# Guess:   in a list that is merged by an id, an item without one is added, or refused; 1 and true are two ids; a
#          strategy in a part of `allOf` counts as one in `oneOf` does; what was merged is a document of its own.
# Happens: an item of the second document without an id is left out, without an error, while one of the first stays; the
#          item 1 becomes true; `allOf` is a SchemaError; a list that is only in the second document is the same list in
#          the result, so what is added to the result is added there.
# Seen:    jsonmerge 1.9.2. Null over a number, and a list by its places, are right; two items of one id are refused.
# Matters: answers that came later are merged into those that are there, by names or numbers.
set -eu
version=${1:-1.9.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonmerge==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import jsonmerge
from jsonmerge.exceptions import JSONMergeError


def merged(base, head, strategy):
    try:
        return jsonmerge.merge({"a": base}, {"a": head}, {"properties": {"a": strategy}})["a"]
    except JSONMergeError:
        return "refused"


def added_to_the_result():
    later = {"a": [1]}
    jsonmerge.merge({}, later)["a"].append(9)
    return later["a"]


BY_ID = {"mergeStrategy": "arrayMergeById"}
APPEND = {"type": "array", "mergeStrategy": "append"}


CASES = [  # what is asked, what is seen, the guess, and what is known
    (
        "id 1, and id 1",
        merged([{"id": 1, "x": 5}], [{"id": 1, "y": 6}], BY_ID),
        "[{'id': 1, 'x': 5, 'y': 6}]",
        "[{'id': 1, 'x': 5, 'y': 6}]",
    ),
    ("id 1, and id 2", merged([{"id": 1}], [{"id": 2}], BY_ID), "[{'id': 1}, {'id': 2}]", "[{'id': 1}, {'id': 2}]"),
    ("id 1, and id 2 twice", merged([{"id": 1}], [{"id": 2}, {"id": 2}], BY_ID), "refused", "refused"),
    ("none, and id 1", merged([{"y": 6}], [{"id": 1}], BY_ID), "[{'y': 6}, {'id': 1}]", "[{'y': 6}, {'id': 1}]"),
    ("id 1, and none", merged([{"id": 1}], [{"y": 6}], BY_ID), "[{'id': 1}, {'y': 6}]", "[{'id': 1}]"),
    (
        "id 1, and \"1\"",
        merged([{"id": 1}], [{"id": "1"}], BY_ID),
        "[{'id': 1}, {'id': '1'}]",
        "[{'id': 1}, {'id': '1'}]",
    ),
    ("id 1, and true", merged([{"id": 1}], [{"id": True}], BY_ID), "[{'id': 1}, {'id': True}]", "[{'id': True}]"),
    ("added, in oneOf", merged([1], [2], {"oneOf": [APPEND]}), "[1, 2]", "[1, 2]"),
    ("added, in allOf", merged([1], [2], {"allOf": [APPEND]}), "[1, 2]", "refused"),
    ("5, and null", merged(5, None, {}), "None", "None"),
    ("the second document later", added_to_the_result(), "[1]", "[1, 9]"),
]
print("jsonmerge", version("jsonmerge"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:25} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
