#!/bin/sh
# Four programs that calculate the formulas of a workbook: formulas, pycel, xlcalculator and HyperFormula (npm).
# Guess:   what Excel shows: a month after 31 January is 28 February; VALUE("1,500") is 1500; "10" > 9, as a text is
#          greater than any number; COUNTIF counts no text as more than 2; INT(-2.5) is -3; TEXT(0.5,"0%") is 50%.
# Happens: each is wrong in others: formulas has 182623, the first of January 2400, of 1,500, and leaves texts and empty
#          cells out of what is not 2; pycel has 3 March, and -4 of -2^2; xlcalculator has "10" less than 9 and finds
#          texts by their case; HyperFormula has -2, and 1% of a half. What they do not know is an error.
# Seen:    formulas 1.3.4, pycel 1.0b30, xlcalculator 0.5.0, HyperFormula 3.5.0.
# Matters: a workbook that was right when its author saved it decides otherwise on a server.
set -eu
version=${1:-1.3.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "formulas==$version" pycel==1.0b30 xlcalculator==0.5.0 openpyxl==3.1.5
echo '{}' > package.json
npm install --silent --no-fund --no-audit hyperformula@3.5.0
cat > calculate.mjs <<'JS'
import { readFileSync } from "node:fs";
import { HyperFormula } from "hyperformula";
const cells = [["a", 1], ["b", 2], ["B", "x"], ["bc", null]].map((row) => [null, ...row]);
const sheet = HyperFormula.buildFromArray(cells, { licenseKey: "gpl-v3" });
const values = JSON.parse(readFileSync(0)).map((formula) => sheet.calculateFormula(`=${formula}`, 0));
process.stdout.write(JSON.stringify(values.map((value) => value?.value ?? value)));
JS
venv/bin/python - 2> errors.txt <<'PY' || { tail -n 1 errors.txt; exit 1; }
import json
import subprocess
import sys
from importlib.metadata import version

import formulas
import numpy
import openpyxl
import pycel
import xlcalculator

CASES = [  # the formula, Excel, formulas, pycel, xlcalculator, HyperFormula
    ("EDATE(DATE(2026,1,31),1)-DATE(2026,1,1)", 58, 58, 61, 58, 58),
    ('VALUE("1,500")', 1500, 182623, "#VALUE!", "error", "#VALUE!"),
    ("-2^2", 4, 4, -4, 4, 4),
    ("INT(-2.5)", -3, -3, -3, -3, -2),
    ('TEXT(0.5,"0%")', "50%", "50%", "50%", "error", "1%"),
    ('TEXT(1234.5,"#,##0.00")', "1,234.50", "1,234.50", "1,234.50", "error", "1235,##0.00"),
    ('"10">9', True, True, True, False, True),
    ('COUNTIF(B1:B4,"b*")', 3, 2, 3, 0, 3),
    ('COUNTIF(C1:C4,">2")', 0, 0, 0, 1, 0),
    ('COUNTIF(C1:C4,"<>2")', 3, 1, 3, 3, 3),
]
texts = [case[0] for case in CASES]
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "S"
for row, (name, number) in enumerate([("a", 1), ("b", 2), ("B", "x"), ("bc", None)], 1):
    sheet.cell(row, 2, name)
    sheet.cell(row, 3, number)
for row, text in enumerate(texts, 1):
    sheet.cell(row, 5, f"={text}")
book.save("book.xlsx")


def plain(value):
    value = getattr(value, "value", value)
    value = numpy.asarray(value).ravel()[0] if hasattr(value, "shape") else value
    if isinstance(value, (bool, numpy.bool_)):
        return bool(value)
    return float(value) if isinstance(value, (int, float, numpy.number)) else str(value)


def tried(work, *given):
    try:
        return plain(work(*given))
    except Exception:
        return "error"


whole = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
compiled = pycel.ExcelCompiler("book.xlsx")
evaluator = xlcalculator.Evaluator(xlcalculator.ModelCompiler().read_and_parse_archive("book.xlsx"))
call = subprocess.run(["node", "calculate.mjs"], input=json.dumps(texts), capture_output=True, text=True, check=True)
answers = json.loads(call.stdout)
print(*(f"{name} {version(name)}," for name in ("formulas", "pycel", "xlcalculator")), "HyperFormula 3.5.0")
changed = False
for row, (text, guess, *known) in enumerate(CASES, 1):
    seen = [
        tried(lambda: whole[f"'[book.xlsx]S'!E{row}"].value[0, 0]),
        tried(compiled.evaluate, f"S!E{row}"),
        tried(evaluator.evaluate, f"S!E{row}"),
        plain(answers[row - 1]),
    ]
    print(f"{text:42} guess: {guess!s:9} seen:", " | ".join(map(str, seen)))
    changed |= seen != [plain(value) for value in known]
sys.exit("This has changed." if changed else 0)
PY
