#!/bin/sh
# pylightxl: workbooks of Excel in pure Python.
# Guess:   a number is a number, whatever colour or unit its format adds; thirty hours are thirty hours, or 1.25; days
#          of a workbook that counts from 1904 are in their year; what it writes it reads.
# Happens: 5 in red, "5 days" and "5 yd" are 4 January 1900, as texts; thirty hours are 06:00:00; 5 January 2026 is 4
#          January 2022; the month alone ("mmm") is 46027. It writes true and a day as numbers "True" and
#          "2026-01-05", and then cannot read its own file; a time of day is rounded to the next day.
# Seen:    pylightxl 1.61; in 1.60 a day from 1904 is 44565. `readxl_get_styles` in pylightxl.py counts the letters y
#          and d of a format, also in quotes and brackets: "'m' is ambiguos".
# Matters: a table of days to wait becomes one of dates, once somebody has coloured it.
set -eu
version=${1:-1.61}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pylightxl==$version" xlsxwriter==3.3.1
timeout 60 venv/bin/python - <<'PY'
import sys
from datetime import date, datetime
from importlib.metadata import version

import pylightxl
import xlsxwriter

CASES = [  # the number, its format, the guess, what is seen
    (5, "0", 5, 5),
    (46027, "yyyy-mm-dd", "2026/01/05", "2026/01/05"),
    (5, "[Red]0", 5, "1900/01/04"),
    (5, '0" yd"', 5, "1900/01/04"),
    (5, '0 "days"', 5, "1900/01/04 00:00:00"),
    (1.25, "[h]:mm", "30:00:00", "06:00:00"),
    (46027, "mmm", "2026/01/05", 46027),
    (46027.999999, "yyyy-mm-dd hh:mm", "2026/01/05 23:59:59", "2026/01/06 00:00:00"),
]


def read(name):
    table = pylightxl.readxl(name)
    return [row[0] for row in table.ws(table.ws_names[0]).rows]


def written(name, cells, **options):
    book = xlsxwriter.Workbook(name, options)
    sheet = book.add_worksheet()
    for row, (value, form) in enumerate(cells):
        sheet.write(row, 0, value, book.add_format({"num_format": form}))
    book.close()
    return read(name)


def own(value):
    table = pylightxl.Database()
    table.add_ws("s")
    table.ws("s").update_index(row=1, col=1, val=value)
    pylightxl.writexl(table, "own.xlsx")
    try:
        return read("own.xlsx")[0]
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print("pylightxl", version("pylightxl"))
changed = False
for (number, form, guess, known), seen in zip(CASES, written("formats.xlsx", [case[:2] for case in CASES])):
    print(f"{number:<12} as {form:18} guess: {guess!r:22} seen: {seen!r}")
    changed |= seen != known
(day,) = written("mac.xlsx", [(datetime(2026, 1, 5), "yyyy-mm-dd")], date_1904=True)
print(f"5 January 2026 of a book from 1904 guess: '2026/01/05'           seen: {day!r}")
changed |= day != "2022/01/04"
for value, word in ((True, "True"), (date(2026, 1, 5), "2026-01-05")):
    seen = own(value)
    print(f"{word:10} in its own file           guess: it is read             seen: {seen}")
    changed |= seen != f"ValueError: could not convert string to float: '{word}'"
sys.exit("This has changed." if changed else 0)
PY
