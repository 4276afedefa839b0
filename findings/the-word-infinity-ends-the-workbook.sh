#!/bin/sh
# xlsx-populate (npm): workbooks written, read again and saved, beside openpyxl.
# Guess:   a text stays a text: a house number "5", a telephone number, the words "Infinity" and "NaN"; saved without a
#          change, the workbook says the same.
# Happens: written, they are texts; read by the library that wrote them, a text that is how JavaScript writes a number
#          is one, as are the two words. Saved again so, the file has numbers there: 5, -5, and an Infinity with which
#          openpyxl cannot read the workbook any more. "0012", "12.50" and "1e3" stay texts.
# Seen:    xlsx-populate 1.21.0 and 1.20.1, openpyxl 3.1.5.
# Matters: a table for advisers loses its texts when a program has only filled in one cell of it.
set -eu
version=${1:-1.21.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq openpyxl==3.1.5
echo '{}' > package.json
npm install --silent --no-fund --no-audit "xlsx-populate@$version"
cat > write.cjs <<'JS'
const populate = require("xlsx-populate");
(async () => {
  for (const [at, text] of process.argv.slice(2).entries()) {
    const workbook = await populate.fromBlankAsync();
    workbook.sheet(0).cell("A1").value(text);
    await workbook.toFileAsync(`${at}.xlsx`);
    const again = await populate.fromFileAsync(`${at}.xlsx`);
    await again.toFileAsync(`${at}-again.xlsx`);
  }
})();
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import openpyxl

CASES = [  # the text, which is the guess, too, and what openpyxl finds once the workbook has been read and saved
    ("two weeks", "two weeks"),
    ("0012", "0012"),
    ("true", "true"),
    ("1,000", "1,000"),
    ("12.50", "12.50"),
    ("1e3", "1e3"),
    ("5", 5),
    ("-5", -5),
    ("12.5", 12.5),
    ("447700900123", 447700900123),
    ("Infinity", "cannot be read"),
    ("NaN", "cannot be read"),
]


def cell(name):
    try:
        return openpyxl.load_workbook(name).active["A1"].value
    except ValueError:
        return "cannot be read"


npm = json.load(open("node_modules/xlsx-populate/package.json"))["version"]
print("xlsx-populate", npm, "openpyxl", version("openpyxl"))
subprocess.run(["node", "write.cjs", *[case[0] for case in CASES]], check=True, timeout=60)
changed = False
for at, (text, known) in enumerate(CASES):
    once, again = cell(f"{at}.xlsx"), cell(f"{at}-again.xlsx")
    print(f"guess: {text!r:12} written: {once!r:12} read and saved: {again!r}")
    changed |= once != text or (type(again), again) != (type(known), known)
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
