#!/bin/sh
# Readers of xlsx files: a workbook that counts its days from 1904, cells with an error, and texts of two lines.
# Guess:   the day in the cell is 5 January 2026 for all; a cell that shows #N/A is told from an empty one; a text of
#          two lines has two lines.
# Happens: SheetJS, from npm, has 4 January 2022, without a word; python-calamine has an empty text for #N/A; openpyxl
#          has `_x000D_` at the end of the first line, where the lines end as those of Windows do.
# Seen:    xlsx 0.18.5 (npm), python-calamine 0.9.1, openpyxl 3.1.5, exceljs 4.4.0, which is right in all three;
#          written by xlsxwriter 3.2.9.
# Matters: workbooks that were made on older Macs count from 1904: each deadline in them has passed for four years.
set -eu
version=${1:-0.18.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq xlsxwriter==3.2.9 openpyxl==3.1.5 python-calamine==0.9.1
echo '{}' > package.json
npm install --silent --no-fund --no-audit "xlsx@$version" exceljs@4.4.0
cat > read.mjs <<'JS'
import Excel from "exceljs";
import xlsx from "xlsx";
const cells = ["A1", "A2", "A3", "A4"];
const { Sheet1 } = xlsx.readFile("in.xlsx", { cellDates: true }).Sheets;
const book = new Excel.Workbook();
await book.xlsx.readFile("in.xlsx");
const shown = (value) => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value?.result?.error ?? value ?? "empty";
};
console.log(JSON.stringify({
  SheetJS: cells.map((cell) => (Sheet1[cell]?.t === "e" ? Sheet1[cell].w : shown(Sheet1[cell]?.v))),
  exceljs: cells.map((cell) => shown(book.worksheets[0].getCell(cell).value)),
}));
JS
TZ=UTC venv/bin/python - "$version" <<'PY'
import json
import subprocess
import sys
from datetime import date

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

GUESS = ["2026-01-05", "#N/A", "empty", "one\r\ntwo"]
KNOWN = {
    "SheetJS": ["2022-01-04", *GUESS[1:]],
    "exceljs": GUESS,
    "openpyxl": [*GUESS[:3], "one_x000D_\ntwo"],
    "python-calamine": [GUESS[0], "empty", "empty", GUESS[3]],
}
with xlsxwriter.Workbook("in.xlsx", {"date_1904": True}) as book:
    sheet = book.add_worksheet("Sheet1")
    sheet.write_datetime(0, 0, date(2026, 1, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_formula(1, 0, "=NA()", None, "#N/A")
    sheet.write_string(3, 0, "one\r\ntwo")


def shown(value):
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value or "empty"


seen = json.loads(subprocess.run(["node", "read.mjs"], capture_output=True, text=True, check=True).stdout)
seen["openpyxl"] = [shown(row[0]) for row in openpyxl.load_workbook("in.xlsx", data_only=True).active.values]
rows = CalamineWorkbook.from_path("in.xlsx").get_sheet_by_index(0).to_python()
seen["python-calamine"] = [shown(row[0]) for row in rows]
print("xlsx", sys.argv[1], "and others")
for name, values in {"guess": GUESS, **seen}.items():
    print(f"{name:16}", " | ".join(map(repr, values)))
sys.exit("This has changed." if seen != KNOWN else 0)
PY
