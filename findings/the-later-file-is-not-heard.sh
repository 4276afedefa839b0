#!/bin/sh
# hiyapyco: files of settings in YAML, each of which changes what those before it say.
# Guess:   what a later file says holds, whatever stood there; none in it means none, or is left out in each of the
#          ways to merge; a list is made longer or replaced by the way that is chosen.
# Happens: by METHOD_MERGE and METHOD_SUBSTITUTE a record or none does not take the place of a number: the earlier one
#          stays, silently; a number takes the place of a record. By MERGE a list does not take a number's place,
#          either. None in the place of a record is an error, in the place of a list an error in one of the two. 2.0
#          is no new item beside 2.
# Seen:    HiYaPyCo 0.7.0 and 0.6.0.
# Matters: one level of settings over another: "five days" becomes "five days for this, ten for that", and is not
#          heard.
set -eu
version=${1:-0.7.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "HiYaPyCo==$version"
venv/bin/python - <<'PY'
import json
import logging
import sys
from importlib.metadata import version

import hiyapyco

logging.disable(logging.CRITICAL)
WAYS = {"MERGE": hiyapyco.METHOD_MERGE, "SUBSTITUTE": hiyapyco.METHOD_SUBSTITUTE}
CASES = [  # the first file, the second, the guess, and what is seen by MERGE and by SUBSTITUTE
    ("{b: 1}", "{c: 2}", '{"b": 1, "c": 2}', '{"b": 1, "c": 2}', '{"b": 1, "c": 2}'),
    ("5", "7", "7", "7", "7"),
    ("{b: 1}", "5", "5", "5", "5"),
    ("5", "{b: 1}", '{"b": 1}', "5", "5"),
    ("[1]", "5", "5", "5", "5"),
    ("5", "[1]", "[1]", "5", "[1]"),
    ("5", "", "null", "5", "5"),
    ("{b: 1}", "", "null", "refused", "refused"),
    ("[1]", "", "null", "refused", "[1]"),
    ("{b: 1}", "[1]", "[1]", "refused", "[1]"),
    ("[1, 2]", "[2.0, 3]", "[1, 2, 2.0, 3]", "[1, 2, 3]", "[2.0, 3]"),
]
print("HiYaPyCo", version("HiYaPyCo"))
changed = False
for first, second, guess, *known in CASES:
    seen = []
    for way in WAYS.values():
        try:
            merged = hiyapyco.load([f"a: {first}\n", f"a: {second}\n"], method=way)
            seen.append(json.dumps(merged["a"]))
        except hiyapyco.HiYaPyCoImplementationException:
            seen.append("refused")
    print(f"{first:7} and {second or 'none':8} guess: {guess:17} seen: {seen[0]} | {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
