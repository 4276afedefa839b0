#!/bin/sh
# mathparse: sums in words and in signs.
# Guess:   a sum in words has one value in each run, or is refused in each; 2 (3) is 6, or refused; -2 ^ 2 is -4, as in
#          Python; "one hundred and five" is 105; 1 / 0 is refused.
# Happens: two hundred thousand and one is 200001 in one run and refused in another, by the seed that Python draws for its
#          hashes: in three of eight runs it is read, and three hundred million is read in two. 2 (3) is 3. -2 ^ 2 is 4.
#          "And" is refused. 1 / 0 is the text "undefined".
# Seen:    mathparse 0.2.8 and 0.2.9, Python 3.11; eight seeds, from 0 to 7.
# Matters: a length of time said in words is understood today and not tomorrow, and no test would find it each time.
set -eu
version=${1:-0.2.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "mathparse==$version"
cat > ask.py <<'PY'
import os
import subprocess
import sys
from importlib.metadata import version

from mathparse import mathparse

CASES = [  # the sum, the guess, and what is seen
    ("two plus three times four", "14", "14"),
    ("10 - 4 - 3", "3", "3"),
    ("2 * (3)", "6", "6"),
    ("2 (3)", "6, or error", "3"),
    ("-2 ^ 2", "-4", "4"),
    ("fifteen hundred plus one", "1501", "1501"),
    ("two hundred plus one", "201", "201"),
    ("three thousand plus one", "3001", "3001"),
    ("one hundred and five plus one", "106", "error"),
    ("1 / 0", "error", "undefined"),
]
ONE = """
import sys
from mathparse import mathparse
try:
    print(mathparse.parse(sys.argv[1], language="ENG"))
except Exception:
    print("error")
"""


def said(text, seed):
    run = [sys.executable, "-c", ONE, text]
    return subprocess.check_output(run, text=True, env=os.environ | {"PYTHONHASHSEED": str(seed)}).strip()


print("mathparse", version("mathparse"))
changed = False
for text, guess, known in CASES:
    try:
        seen = str(mathparse.parse(text, language="ENG"))
    except Exception:
        seen = "error"
    print(f"{text:32} guess: {guess:12} seen: {seen}")
    changed |= seen != known
for text, known in (
    ("two hundred thousand plus one", ["error", "error", "error", "200001", "error", "error", "200001", "200001"]),
    ("three hundred million plus one", ["error"] * 5 + ["300000001", "300000001", "error"]),
):
    seen = [said(text, seed) for seed in range(8)]
    print(f"{text:32} guess: one value    seen: {' '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python ask.py
