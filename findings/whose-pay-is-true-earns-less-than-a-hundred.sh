#!/bin/sh
# jsonpath-plus (npm), python-jsonpath and jsonpath-ng: items of a list chosen by a condition (JSONPath, RFC 9535).
# Guess:   a number is compared with numbers only; null is not "missing", and 0 is there; a list is counted from its end
#          by -1, as the standard says, and one choice is the same in all three.
# Happens: less than 100 are in jsonpath-plus also "90", null and true, in python-jsonpath true. In jsonpath-plus what
#          is missing equals null, 0 is not there, and [-1] finds nothing, while [-1:] finds the last.
# Seen:    jsonpath-plus 10.4.0, python-jsonpath 2.2.2, jsonpath-ng 1.16.0, the last of which is as we guessed.
# Matters: a filter chooses the records of which something is said; those who stated no pay are among the poorly paid.
set -eu
version=${1:-10.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq python-jsonpath==2.2.2 jsonpath-ng==1.16.0
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jsonpath-plus@$version"
cat > ask.mjs <<'JS'
import { JSONPath } from "jsonpath-plus";
const { json, paths } = JSON.parse(process.argv[2]);
console.log(JSON.stringify(paths.map((path) => JSONPath({ path, json }).join(" "))));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import jsonpath
from jsonpath_ng.ext import parse

PEOPLE = {
    "of": [
        {"n": "number", "pay": 90},
        {"n": "text", "pay": "90"},
        {"n": "missing"},
        {"n": "null", "pay": None},
        {"n": "true", "pay": True},
        {"n": "zero", "pay": 0},
    ]
}
ALL_BUT_MISSING = "number text null true zero"
CASES = [  # the path, the guess, and what jsonpath-plus, python-jsonpath and jsonpath-ng find
    ("$.of[0].n", "number", ("number", "number", "number")),
    ("$.of[-1:].n", "zero", ("zero", "zero", "zero")),
    ("$.of[-1].n", "zero", ("", "zero", "zero")),
    ("$.of[?(@.pay<100)].n", "number zero", ("number text null true zero", "number true zero", "number zero")),
    ("$.of[?(@.pay==90)].n", "number", ("number text", "number", "number")),
    ("$.of[?(@.pay==null)].n", "null", ("missing null", "null", "null")),
    ("$.of[?(@.pay)].n", ALL_BUT_MISSING, ("number text true", ALL_BUT_MISSING, ALL_BUT_MISSING)),
]
npm = json.load(open("node_modules/jsonpath-plus/package.json"))["version"]
python, ng = version("python-jsonpath"), version("jsonpath-ng")
print("jsonpath-plus", npm, "python-jsonpath", python, "jsonpath-ng", ng)
asked = json.dumps({"json": PEOPLE, "paths": [case[0] for case in CASES]})
node = subprocess.run(["node", "ask.mjs", asked], capture_output=True, check=True, text=True)
changed = False
for (path, guess, known), first in zip(CASES, json.loads(node.stdout)):
    second = " ".join(jsonpath.findall(path, PEOPLE))
    third = " ".join(match.value for match in parse(path).find(PEOPLE))
    seen = (first, second, third)
    print(f"{path:24} guess: {guess:27} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
