#!/bin/sh
# jsondiff and json-delta: what differs between two JSON documents, applied to the first.
# Guess:   what differs is found, so that the first with the change is the second, as by jsonpatch.
# Happens: 1 and true, 0 and false are the same for both, also in lists: the change is empty, or none.
# Seen:    jsondiff 2.2.1, json-delta 2.0.2; jsonpatch 1.48 finds all of them.
# Matters: a setting of 1 corrected to true, as a schema asks, is not among the changes that somebody looks through.
set -eu
version=${1:-2.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsondiff==$version" json-delta==2.0.2 jsonpatch==1.48
venv/bin/python - <<'PY'
import copy
import json
import sys
from importlib.metadata import version

import json_delta
import jsondiff
import jsonpatch

CASES = [  # the first, the second, and whether jsondiff, json-delta and jsonpatch make the second of the first
    ({"v": 5}, {"v": 6}, (True, True, True)),
    ({"v": None}, {}, (True, True, True)),
    ({"v": {}}, {"v": []}, (True, True, True)),
    ({"v": 1}, {"v": "1"}, (True, True, True)),
    ({"v": 1}, {"v": True}, (False, False, True)),
    ({"v": False}, {"v": 0}, (False, False, True)),
    ({"v": [True]}, {"v": [1]}, (False, False, True)),
    ({"v": [0, False]}, {"v": [False, 0]}, (False, False, True)),
]
TOOLS = (  # each makes the second of the first by way of the change
    lambda first, second: jsondiff.patch(first, jsondiff.diff(first, second)),
    lambda first, second: json_delta.patch(first, json_delta.diff(first, second, verbose=False)),
    lambda first, second: jsonpatch.make_patch(first, second).apply(first),
)
print(*[f"{name} {version(name)}" for name in ("jsondiff", "json-delta", "jsonpatch")])
changed = False
for first, second, known in CASES:
    made = [json.dumps(tool(copy.deepcopy(first), copy.deepcopy(second))) for tool in TOOLS]
    seen = tuple(text == json.dumps(second) for text in made)
    print(f"{json.dumps(first):20} guess: {json.dumps(second):20} seen: {' | '.join(made)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
