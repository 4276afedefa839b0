#!/bin/sh
# json-e, in Python and in JavaScript: one template, by the two libraries of one project and one version.
# Guess:   both have one value: true is not 1 and not in [1], as a comparison of true with 2 is an error in both; 1.0
#          is written "1"; what is no number (`1_000`, "") is refused; a month from 31 January is 28 February.
# Happens: in Python true equals 1, false 0, and so in lists and objects; 1.0 is "1.0" and the root of 4 is "2.0";
#          `1_000` is 1000 there and NaN in JavaScript, where the empty text is 0. A moment with "Z" and without
#          fractions of a second is refused by Python. A month is 30 days in both: 2 March.
# Seen:    4.8.4 of both, and 4.7.0 of both.
# Source:  jsone/interpreter.py, lines 92 and 93, compares by Python's ==; jsone/shared.py, line 77: "assume 'month'
#          means 30 days".
# Matters: a condition is tried out in the browser and decides on the server.
set -eu
version=${1:-4.8.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "json-e==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-e@$version"
cat > say.mjs <<'JS'
import jsone from "json-e";
const valued = JSON.parse(process.argv[2]).map((expression) => {
  try {
    const value = jsone({ $eval: expression }, {});
    return Number.isNaN(value) ? "NaN" : value;
  } catch {
    return "refused";
  }
});
console.log(JSON.stringify(valued));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import jsone

JAN = "2026-01-31T00:00:00"
CASES = [  # the expression, the guess, the values in Python and in JavaScript
    ("true < 2", "refused", "refused", "refused"),
    ("null == false", False, False, False),
    ("true == 1", False, True, False),
    ("true in [1]", False, True, False),
    ("{a: 0} == {a: false}", False, True, False),
    ("str(1.0)", "1", "1.0", "1"),
    ("str(sqrt(4))", "2", "2.0", "2"),
    ("number('1_000')", "refused", 1000.0, "NaN"),
    ("number('')", "refused", "refused", 0),
    (f"fromNow('1 month', '{JAN}.000Z')", "2026-02-28T00:00:00.000Z", *["2026-03-02T00:00:00.000Z"] * 2),
    (f"fromNow('1 day', '{JAN}Z')", "2026-02-01T00:00:00.000Z", "refused", "2026-02-01T00:00:00.000Z"),
]


def valued(expression):
    """The value in Python."""
    try:
        return jsone.render({"$eval": expression}, {})
    except Exception:
        return "refused"


npm = json.load(open("node_modules/json-e/package.json"))["version"]
print("json-e", version("json-e"), "and", npm)
node = ["node", "say.mjs", json.dumps([case[0] for case in CASES])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (expression, guess, *known), other in zip(CASES, theirs):
    seen = [valued(expression), other]
    print(f"{expression:44} guess: {guess!s:25} seen: {seen[0]} and {seen[1]}")
    changed |= list(map(repr, seen)) != list(map(repr, known))
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
