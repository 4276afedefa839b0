#!/bin/sh
# fhirpathpy and fhirpath (npm): FHIRPath, whose `and`, `or` and comparisons have three values, in two languages.
# Guess:   both say the same; a month and thirty days are neither equal nor unequal; 30 February is no date.
# Happens: 1 month = 30 days is true in JavaScript and false in Python, which refuses 5 days > 100 hours, 4 days + 2
#          hours and 23:30 + 1 hour. -7 mod 3 is -1 and 2; "2026-02-30".toDate() is nothing, and that day; a date is a
#          Date in one; 1.0 is written "1.0" and "1". Where an answer is missing, and a month after 31 January, they
#          agree.
# Seen:    fhirpathpy 2.2.4, fhirpath 5.2.2.
# Matters: rules kept in a language with a standard are run by whatever program the house has.
set -eu
version=${1:-2.2.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fhirpathpy==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit fhirpath@5.2.2
cat > evaluate.cjs <<'JS'
const fhirpath = require("fhirpath");
const answers = process.argv.slice(2).map((expression) => {
  try {
    return fhirpath.evaluate({}, expression).map(String).join(", ");
  } catch {
    return "refused";
  }
});
console.log(JSON.stringify(answers));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from fhirpathpy import evaluate

CASES = [  # the expression, the guess, its value in Python and in JavaScript; "" is no value
    ("{} and false", "false", "false", "false"),
    ("true and {}", "", "", ""),
    ("@2026-01-31 + 1 month", "2026-02-28", "2026-02-28", "2026-02-28"),
    ("@2026-01-05 < @2026-01", "", "", ""),
    ("1 day = 24 hours", "true", "true", "true"),
    ("1 month = 30 days", "", "false", "true"),
    ("5 days > 100 hours", "true", "refused", "true"),
    ("4 days + 2 hours", "98 hours", "refused", "98 hours"),
    ("@T23:30 + 1 hour", "00:30", "refused", "00:30"),
    ("-7 mod 3", "-1", "2", "-1"),
    ("'2026-02-30'.toDate()", "", "2026-02-30", ""),
    ("@2026-01-05.is(Date)", "true", "false", "true"),
    ("1.0.toString()", "1.0", "1", "1.0"),
]


def python(expression):
    """The value of an expression by fhirpathpy, as a text."""
    try:
        found = evaluate({}, expression)
    except Exception:
        return "refused"
    return ", ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in found)


npm = json.load(open("node_modules/fhirpath/package.json"))["version"]
print("fhirpathpy", version("fhirpathpy"), "fhirpath", npm)
node = ["node", "evaluate.cjs", *[case[0] for case in CASES]]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
changed = False
for (expression, guess, *known), other in zip(CASES, theirs):
    seen = [python(expression), other]
    print(f"{expression:24} guess: {guess or '{}':11} seen: {seen[0] or '{}'} and {seen[1] or '{}'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
