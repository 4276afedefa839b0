#!/bin/sh
# jsonata (npm) and jsonata-python, its translation: one expression over JSON in two languages.
# Guess:   both have one value: 31 February is no moment, 1 is not true, 1_000 and "5." are no numbers, an eighth is 12%
#          or 13%, and dividing by nothing is refused.
# Happens: 31 February is 3 March in JavaScript and refused in Python; there, 1 is in [true], and of 1 and true one is
#          distinct; "1_000" and "5." are numbers; an eighth is 12% and 13%; 1 / 0 is null in JavaScript.
# Seen:    jsonata 2.2.2, jsonata-python 0.7.1. Halves are rounded to even numbers by both, and dates in words agree.
# Matters: mappings of data are written in one of the two and run in the other.
set -eu
version=${1:-0.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonata-python==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit jsonata@2.2.2
cat > evaluate.cjs <<'JS'
const jsonata = require("jsonata");
const evaluated = async (expression) => {
  try {
    return JSON.stringify(await jsonata(expression).evaluate({})) ?? "nothing";
  } catch {
    return "refused";
  }
};
Promise.all(process.argv.slice(2).map(evaluated)).then((values) => console.log(JSON.stringify(values)));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import jsonata

MOMENT = "$toMillis('{}', '[D] [MNn,3-3] [Y]')"
CASES = [  # the expression, the guess, and its value in JavaScript and in Python
    ("$round(2.5)", "2", ("2", "2")),
    ("$fromMillis(1767571200000, '[D1o] [MNn] [Y]')", '"5th January 2026"', ('"5th January 2026"',) * 2),
    (MOMENT.format("5 Jan 2026"), "1767571200000", ("1767571200000", "1767571200000")),
    (MOMENT.format("31 Feb 2026"), "refused", ("1772496000000", "refused")),
    ("1 = true", "false", ("false", "false")),
    ("1 in [true]", "false", ("false", "true")),
    ("$count($distinct([1, true]))", "2", ("2", "1")),
    ("$number('1,000')", "refused", ("refused", "refused")),
    ("$number('1_000')", "refused", ("refused", "1000")),
    ("$number('5.')", "refused", ("refused", "5")),
    ("$formatNumber(0.125, '0%')", '"12%"', ('"12%"', '"13%"')),
    ("1 / 0", "refused", ("null", "refused")),
]


def python(expression):
    """The value of an expression by jsonata-python, as JSON."""
    try:
        found = jsonata.Jsonata(expression).evaluate({})
    except Exception:
        return "refused"
    return json.dumps(found)


npm = json.load(open("node_modules/jsonata/package.json"))["version"]
print("jsonata", npm, "jsonata-python", version("jsonata-python"))
node = ["node", "evaluate.cjs", *[case[0] for case in CASES]]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
changed = False
for (expression, guess, known), other in zip(CASES, theirs):
    seen = (other, python(expression))
    print(f"{expression:46} guess: {guess:19} seen: {seen[0]}, {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
