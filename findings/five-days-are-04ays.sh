#!/bin/sh
# xlsx2csv: the cells of a workbook as CSV.
# Guess:   a cell is what the workbook shows, or its number: 5 in the format `0" days"` is "5 days" or 5; percentages
#          are all shown or all numbers; day 60 is 29 February 1900, as in Excel, or refused.
# Happens: 5 days are `0" 04ays"`, for the d in the quoted word is a day; 0.129 as 0% is 13% and as 0.0% 0.129; 30 hours
#          as [h]:mm are 1.25; 32 seconds past half past twelve are 12:30 as hh:mm:ss, and as mm:ss, too; the weekday
#          (dddd) is 05; 60 is 1900-02-28 and 0 as a day is "00:00"; 0.0000001 is 0.
# Seen:    xlsx2csv 0.8.6, written by openpyxl 3.1.5. Days, moments, truths and texts with leading zeros are right.
# Matters: tables of advisers have units in the format of their cells.
set -eu
version=${1:-0.8.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "xlsx2csv==$version" openpyxl==3.1.5
cat > ask.py <<'PY'
import csv
import io
import sys
from importlib.metadata import version

import openpyxl
from xlsx2csv import Xlsx2csv


def cell(value, layout):
    book = openpyxl.Workbook()
    book.active.cell(1, 1, value).number_format = layout
    book.save("book.xlsx")
    out = io.StringIO()
    Xlsx2csv("book.xlsx", outputencoding="utf-8").convert(out)
    return next(csv.reader(io.StringIO(out.getvalue())))[0]


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("0012 as a text", cell("0012", "General"), "0012", "0012"),
    ("46027 as yyyy-mm-dd", cell(46027, "yyyy-mm-dd"), "2026-01-05", "2026-01-05"),
    ("5 as 0\" days\"", cell(5, '0" days"'), "5 days", "0\" 04ays\""),
    ("5 as \"d\"0", cell(5, '"d"0'), "d5", "\"04\"0"),
    ("0.129 as 0%", cell(0.129, "0%"), "13%", "13%"),
    ("0.129 as 0.0%", cell(0.129, "0.0%"), "12.9%", "0.129"),
    ("1.25 as [h]:mm", cell(1.25, "[h]:mm"), "30:00", "1.25"),
    ("46027.5 as hh:mm", cell(46027.5, "hh:mm"), "12:00", "12:00"),
    ("46027.5212 as hh:mm:ss", cell(46027.5212, "hh:mm:ss"), "12:30:32", "12:30"),
    ("46027.5212 as mm:ss", cell(46027.5212, "mm:ss"), "30:32", "12:30"),
    ("46027 as dddd", cell(46027, "dddd"), "Monday", "05"),
    ("60 as yyyy-mm-dd", cell(60, "yyyy-mm-dd"), "1900-02-29", "1900-02-28"),
    ("0 as yyyy-mm-dd", cell(0, "yyyy-mm-dd"), "1900-01-00", "00:00"),
    ("0.1 + 0.2", cell(0.1 + 0.2, "General"), "0.3", "0.3"),
    ("0.0000001", cell(0.0000001, "General"), "0.0000001", "0"),
]
print("xlsx2csv", version("xlsx2csv"), "openpyxl", version("openpyxl"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:22} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
