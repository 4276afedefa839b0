#!/bin/sh
# hjson: JSON for people, in Python and in JavaScript.
# Guess:   a value that is written can be read, and is the same, in both; what both read means the same.
# Happens: the text "Monday: call", written alone, is the record Monday: call in both; within a list or a record it
#          comes back. NaN is written as null. "a:" is a text in Python and a record with an empty text in JavaScript;
#          5. is a text in Python, a number in JavaScript; 1e400 is refused in the first and a text in the second.
# Seen:    hjson 3.1.0 of PyPI and 3.2.2 of npm. Comments, texts without quotes or of two lines, and numbers with zeros
#          in front agree.
# Matters: it is written for those who edit files by hand.
set -eu
version=${1:-3.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "hjson==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit hjson@3.2.2
cat > read.mjs <<'TXT'
import Hjson from "hjson";

try {
  process.stdout.write(JSON.stringify(Hjson.parse(process.argv[2])));
} catch {
  process.stdout.write("refused");
}
TXT
cat > ask.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import hjson


def both(text):
    try:
        here = json.dumps(hjson.loads(text), separators=(",", ":"))
    except Exception:
        here = "refused"
    there = subprocess.run(["node", "read.mjs", text], capture_output=True, check=True, text=True, timeout=60).stdout
    return here if here == there else f"{here} and {there}"


def again(value):
    return both(hjson.dumps(value))


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("a: 5 days", both("a: 5 days"), "{\"a\":\"5 days\"}", "{\"a\":\"5 days\"}"),
    ("a: 0012", both("a: 0012"), "{\"a\":\"0012\"}", "{\"a\":\"0012\"}"),
    ("a: 5 # note", both("a: 5 # note"), "{\"a\":5}", "{\"a\":5}"),
    ("a:", both("a:"), "{\"a\":\"\"}", "\"a:\" and {\"a\":\"\"}"),
    ("a: 5.", both("a: 5."), "{\"a\":\"5.\"}", "{\"a\":\"5.\"} and {\"a\":5}"),
    ("a: 1e400", both("a: 1e400"), "refused", "refused and {\"a\":\"1e400\"}"),
    ("call, written", again("call"), "\"call\"", "\"call\""),
    ("[Monday: call], written", again(["Monday: call"]), "[\"Monday: call\"]", "[\"Monday: call\"]"),
    ("Monday: call, written", again("Monday: call"), "\"Monday: call\"", "{\"Monday\":\"call\"}"),
    ("two lines in a record, written", again({"a": "call\nnow"}), "{\"a\":\"call\\nnow\"}", "{\"a\":\"call\\nnow\"}"),
    ("two lines, written", again("call\nnow"), "\"call\\nnow\"", "\"call\\nnow\""),
    ("NaN, written", again(float("nan")), "refused", "null"),
]
print("hjson", version("hjson"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:30} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
