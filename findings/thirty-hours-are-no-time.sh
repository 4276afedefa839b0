#!/bin/sh
# Five readers of OpenDocument tables: cells that hold lengths of time, as LibreOffice writes them.
# Guess:   thirty hours are a length of thirty hours, an hour back is minus one hour, and one cell is of one kind.
# Happens: pandas and tablib cannot read the table, as 30:00 is no time of the day. SheetJS has the hour back as an
#          hour; pyexcel-ods cannot read it. python-calamine gives a time of the day for an hour and a half, and a
#          text for thirty, PT30H00M00S.
# Seen:    pandas 3.1.1 with odfpy 1.4.1, tablib 3.10.0, pyexcel-ods 0.6.0, python-calamine 0.9.1, xlsx 0.18.5 (npm).
# Matters: a table of hours worked, with one cell over a day, is refused whole, and what is owed becomes what is due.
set -eu
version=${1:-3.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pandas==$version" odfpy==1.4.1 tablib==3.10.0 pyexcel-ods==0.6.0 python-calamine==0.9.1
echo '{}' > package.json
npm install --silent --no-fund --no-audit xlsx@0.18.5
cat > read.mjs <<'JS'
import xlsx from "xlsx";
console.log(xlsx.readFile(process.argv[2]).Sheets.s.A1?.v ?? "nothing");
JS
TZ=UTC venv/bin/python - <<'PY'
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pyexcel_ods
import tablib
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook


def write(name, duration, text):
    book, table, row = OpenDocumentSpreadsheet(), Table(name="s"), TableRow()
    cell = TableCell(valuetype="time", timevalue=duration)
    cell.addElement(P(text=text))
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(name)


READERS = {
    "pandas": lambda name: pd.read_excel(name, engine="odf", header=None).iloc[0, 0],
    "tablib": lambda name: tablib.Dataset().load(Path(name).read_bytes(), format="ods", headers=False)[0][0],
    "pyexcel-ods": lambda name: pyexcel_ods.get_data(name)["s"][0][0],
    "python-calamine": lambda name: CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[0][0],
    "SheetJS, in days": lambda name: subprocess.run(["node", "read.mjs", name], capture_output=True, text=True).stdout.strip(),
}
CELLS = {"PT01H30M00S": "1:30", "PT30H00M00S": "30:00", "-PT01H00M00S": "-1:00"}
seen = {}
for duration, text in CELLS.items():
    write("cells.ods", duration, text)
    for name, read in READERS.items():
        try:
            value = read("cells.ods")
        except Exception as error:
            value = type(error).__name__
        seen.setdefault(name, []).append(str(value))
KNOWN = {
    "pandas": ["01:30:00", "DateParseError", "DateParseError"],
    "tablib": ["01:30:00", "ValueError", "ValueError"],
    "pyexcel-ods": ["01:30:00", "1 day, 6:00:00", "IndexError"],
    "python-calamine": ["01:30:00", "PT30H00M00S", "-PT01H00M00S"],
    "SheetJS, in days": ["0.0625", "1.25", "0.041666666666666664"],
}
print("pandas", version("pandas"), "and others; the cells, and the guess:", *CELLS.values())
for name, values in seen.items():
    print(f"{name:16}", " | ".join(values))
sys.exit("This has changed." if seen != KNOWN else 0)
PY
