#!/bin/sh
# elementpath, XPath 3.1 in Python, beside Saxon in Python.
# Guess:   one expression of XPath 3.1 has one value in both: as `round` has 3 for 2.5, it has 130 for 125 to the ten; a month
#          by `[MNn]` is January, Monday by `[FNn,3-3]` Mon; each text contains the empty one; a million with an exponent is written
#          with one, 1.0E6; a number is rounded to an even one when it is written: 12.5% is 12%.
# Happens: in elementpath 125 is 120 to the ten and 25 is 20, while 2.5 is 3; January is 1 and Monday 001 in an English sentence; that
#          a text contains the empty one is an error; a million is 1000000 and 1e21 is 1E21; 12.5% is 13% and 2.5 is 3 as `0`; .5 as
#          `#.0` is 0.5. Saxon has what was guessed.
# Seen:    elementpath 4.8.0 and 5.1.4, saxonche 13.1.1. Months after the 31st, 24:00, durations and comparisons agree.
# Matters: conditions and letters are written in XPath in forms of XML; sums of pay are rounded another way by the one.
set -eu
version=${1:-5.1.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "elementpath==$version" saxonche==13.1.1
timeout 90 venv/bin/python -W ignore - <<'PY'
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import version

import elementpath
from elementpath.xpath3 import XPath3Parser
from saxonche import PySaxonProcessor

ROOT = ET.XML("<r/>")
SAXON = PySaxonProcessor(license=False).new_xpath_processor()


def by_elementpath(text):
    return str(elementpath.select(ROOT, text, parser=XPath3Parser)).replace("True", "true")


def by_saxon(text):
    return SAXON.evaluate_single(text).string_value


CASES = [  # the expression, the guess for both, and what elementpath has
    ("string(xs:date('2026-01-31') + xs:yearMonthDuration('P1M'))", "2026-02-28", "2026-02-28"),
    ("string(xs:dateTime('2026-01-05T24:00:00'))", "2026-01-06T00:00:00", "2026-01-06T00:00:00"),
    ("string(round(2.5))", "3", "3"),
    ("string(round(2.345, 2))", "2.35", "2.35"),
    ("string(round(125, -1))", "130", "120"),
    ("string(round(25, -1))", "30", "20"),
    ("string(1e6)", "1.0E6", "1000000"),
    ("string(xs:double('1e21'))", "1.0E21", "1E21"),
    ("format-date(xs:date('2026-01-05'), '[D1o] [MNn] [Y]')", "5th January 2026", "5th 1 2026"),
    ("format-date(xs:date('2026-01-05'), '[FNn,3-3] [D01]/[M01]')", "Mon 05/01", "001 05/01"),
    ("format-number(1234.5, '#,##0.00')", "1,234.50", "1,234.50"),
    ("format-number(0.125, '0%')", "12%", "13%"),
    ("format-number(2.5, '0')", "2", "3"),
    ("format-number(0.5, '#.0')", ".5", "0.5"),
    ("string(contains('abc', ''))", "true", "error"),
]
print("elementpath", version("elementpath"), "saxonche", version("saxonche"))
changed = False
for text, guess, known in CASES:
    told = []
    for read in (by_elementpath, by_saxon):
        try:
            told.append(read(text))
        except Exception:
            told.append("error")
    print(f"{text:62} guess: {guess:20} seen: {told[0]}, by Saxon {told[1]}")
    changed |= told != [known, guess]
sys.exit("This has changed." if changed else 0)
PY
