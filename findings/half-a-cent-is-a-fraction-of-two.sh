#!/bin/sh
# fontoxpath (npm): XPath 3.1, in which 0.1 is a decimal and "2026-02-30" no date.
# Guess:   0.1 + 0.2 = 0.3 is true, for without an exponent a number is a decimal; 30 February is refused, as month 13
#          is; two whole numbers of sixteen digits that differ are not equal; words for 21 are refused or "twenty-one".
# Happens: decimals are fractions of two: it is false, and 100 times 4.35, made whole, is 434. 30 February is a date,
#          and equal to 2 March; a day after 31 April is 2 May. 9007199254740993 equals 9007199254740992. 21 in words is
#          "21".
# Seen:    fontoxpath 3.34.0; 3.30.0 cannot add a duration to a day. elementpath 5.1.4 (PyPI) has all as guessed.
# Source:  https://www.w3.org/TR/xpath-31/#id-literals: a literal with a "." and no "e" is an xs:decimal.
# Matters: a rule "pay is at least 4.35 times a hundred" decides otherwise in a form than on a server.
set -eu
version=${1:-3.34.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "fontoxpath@$version"
python3 -m venv venv
venv/bin/pip install -qq elementpath==5.1.4
cat > ask.mjs <<'JS'
import fontoxpath from "fontoxpath";
const { evaluateXPathToString } = fontoxpath;
const values = process.argv.slice(2).map((expression) => {
  try {
    return evaluateXPathToString(expression, null, null, null, { language: "XPath3.1" });
  } catch {
    return "refused";
  }
});
console.log(JSON.stringify(values));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import version

import elementpath
from elementpath.xpath31 import XPath31Parser

CASES = [  # the expression, the guess, and what fontoxpath makes of it
    ("0.5 + 0.25 = 0.75", "true", "true"),
    ("string(xs:date('2026-01-31') + xs:yearMonthDuration('P1M'))", "2026-02-28", "2026-02-28"),
    ("string(xs:gYearMonth('2026-13'))", "refused", "refused"),
    ("0.1 + 0.2 = 0.3", "true", "false"),
    ("xs:integer(100 * 4.35)", "435", "434"),
    ("9007199254740993 = 9007199254740992", "false", "true"),
    ("string(xs:date('2026-02-30'))", "refused", "2026-02-30"),
    ("xs:date('2026-02-30') = xs:date('2026-03-02')", "refused", "true"),
    ("string(xs:date('2026-04-31') + xs:dayTimeDuration('P1D'))", "refused", "2026-05-02"),
    ("format-integer(21, 'w')", "twenty-one", "21"),
]


def select(expression):
    try:
        value = elementpath.select(ET.XML("<a/>"), expression, parser=XPath31Parser)
    except elementpath.ElementPathError:
        return "refused"
    return str(value).lower() if isinstance(value, bool) else str(value)


npm = json.load(open("node_modules/fontoxpath/package.json"))["version"]
print("fontoxpath", npm, "elementpath", version("elementpath"))
node = ["node", "ask.mjs", *[case[0] for case in CASES]]
values = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (expression, guess, known), seen in zip(CASES, values):
    beside = select(expression)
    print(f"{expression:60} guess: {guess:11} elementpath: {beside:11} seen: {seen}")
    changed |= seen != known or beside != guess
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
