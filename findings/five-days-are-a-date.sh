#!/bin/sh
# exceljs: a cell with the number 5 whose format writes a unit behind it.
# Guess:   the number: whether a cell is a date does not hang on the letters that its format prints as they are.
# Happens: written in quotation marks ("d") it is the number. Written with a backslash (`0\ \d`), as Excel itself saves
#          single letters, or as the width of a letter (`0_d`), it is a Date: 4 January 1900.
# Seen:    4.4.0. openpyxl 3.1.5 and python-calamine 0.9.1 have 5 for all of them.
# Matters: "notice: 5 d" from an adviser's table is a day of the year 1900.
set -eu
version=${1:-4.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq xlsxwriter==3.2.9 openpyxl==3.1.5 python-calamine==0.9.1
echo '{}' > package.json
npm install --silent --no-fund --no-audit "exceljs@$version"
cat > read.mjs <<'JS'
import Excel from "exceljs";
import { readFileSync } from "node:fs";
console.error("exceljs", JSON.parse(readFileSync("node_modules/exceljs/package.json")).version);
const book = new Excel.Workbook();
await book.xlsx.readFile("in.xlsx");
book.worksheets[0].eachRow((row) => {
  const { value } = row.getCell(1);
  console.log(value instanceof Date ? value.toISOString().slice(0, 10) : value);
});
JS
venv/bin/python - <<'PY'
import subprocess
import sys

import openpyxl
import python_calamine
import xlsxwriter

FORMATS = {
    '0 "d"': "5", '0" days"': "5", r"0\ \d": "1900-01-04", r"0\ \h": "1900-01-04", "0_d": "1900-01-04", r"0\ \€": "5",
}
with xlsxwriter.Workbook("in.xlsx") as book:
    sheet = book.add_worksheet()
    for row, kind in enumerate(FORMATS):
        sheet.write_number(row, 0, 5, book.add_format({"num_format": kind}))
theirs = subprocess.run(["node", "read.mjs"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
first = [str(row[0]) for row in openpyxl.load_workbook("in.xlsx").active.iter_rows(values_only=True)]
sheet = python_calamine.CalamineWorkbook.from_path("in.xlsx").get_sheet_by_index(0)
second = [f"{row[0]:.0f}" for row in sheet.to_python()]
changed = False
for (kind, known), seen, *others in zip(FORMATS.items(), theirs, first, second, strict=True):
    print(f"{kind:10} guess: 5 seen: {seen:11} openpyxl, calamine: {' '.join(others)}")
    changed |= seen != known or others != ["5", "5"]
sys.exit("This has changed." if changed else 0)
PY
