#!/bin/sh
# pyjexl beside jexl (npm), from which it came: expressions in Python and in JavaScript.
# Guess:   one expression has one value: an empty list is true, -7 % 3 is -1, "5" equals 5, what is missing is neither
#          less nor more than 5.
# Happens: in Python an empty list is false, -7 % 3 is 2, "5" is not 5, true is one of [1], "a" times 3 is "aaa"; what
#          is missing, and is compared, is an error, as it is in a list where one item lacks it. "a ?: 5" is not known.
# Seen:    pyjexl 0.3.0, jexl 2.3.0 (npm).
# Matters: a condition that a server and a page share is asked in both.
set -eu
version=${1:-0.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyjexl==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit jexl@2.3.0
cat > ask.mjs <<'JS'
import jexl from "jexl";

const [text, facts] = process.argv.slice(2);
try {
  process.stdout.write(JSON.stringify(await jexl.eval(text, JSON.parse(facts))) ?? "null");
} catch {
  process.stdout.write("an error");
}
JS
cat > ask.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from pyjexl.jexl import JEXL

PEOPLE = {"p": [{"d": 9}, {"d": 1}, {}]}


def here(text):
    try:
        return json.dumps(JEXL().evaluate(text, PEOPLE), separators=(",", ":"))
    except Exception:
        return "an error"


def both(text):
    node = ["node", "ask.mjs", text, json.dumps(PEOPLE)]
    there = subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout
    return here(text) + " and " + there


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("7 / 2", both("7 / 2"), "3.5 and 3.5", "3.5 and 3.5"),
    ("'' ? 1 : 2", both("'' ? 1 : 2"), "2 and 2", "2 and 2"),
    ("[] ? 1 : 2", both("[] ? 1 : 2"), "1 and 1", "2 and 1"),
    ("-7 % 3", both("-7 % 3"), "-1 and -1", "2 and -1"),
    ("'5' == 5", both("'5' == 5"), "true and true", "false and true"),
    ("1 in [1]", both("1 in [1]"), "true and true", "true and true"),
    ("1 in [true]", both("1 in [true]"), "false and false", "true and false"),
    ("'a' * 3", both("'a' * 3"), "null and null", '"aaa" and null'),
    ("missing", both("missing"), "null and null", "null and null"),
    ("missing > 5", both("missing > 5"), "false and false", "an error and false"),
    ("missing ?: 5", both("missing ?: 5"), "5 and 5", "an error and 5"),
    ("p[.d > 5]", both("p[.d > 5]"), '[{"d":9}] and [{"d":9}]', 'an error and [{"d":9}]'),
]
print("pyjexl", version("pyjexl"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:12} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
