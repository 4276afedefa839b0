#!/bin/sh
# Vortex (vortex-data): rows of a file found by a condition, beside pyarrow.
# Guess:   -0.0, as it comes of a rounded -0.3, equals 0.0 and is not less; what is not a number is not more than 5,
#          nor equal to itself.
# Happens: numbers are compared by their bits, in a total order: -0.0 is less than 0.0 and does not equal it; NaN is
#          more than 5, and equals itself. What is not known is neither, as guessed.
# Seen:    vortex-data 0.93.0 and 0.70.0, pyarrow 26.0.1.
# Matters: "nobody owes anything" finds people who owe something, if their debt has been rounded.
set -eu
version=${1:-0.93.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "vortex-data==$version" pyarrow==26.0.1
cat > ask.py <<'PY'
import math
import sys
from importlib.metadata import version

import pyarrow as pa
import pyarrow.compute as pc
import vortex
import vortex.expr as expressions

ROWS = {
    "debt": [-0.0, 0.0, 7.5, math.nan, None],
    "days": [1, 2, 3, None, 5],
}
table = pa.table({"row": list(range(5)), **ROWS})
vortex.io.write(table, "rows.vortex")
debt, days = expressions.column("debt"), expressions.column("days")
of_debt, of_days = pc.field("debt"), pc.field("days")
CASES = [  # the condition, as both write it, the rows in the guess, and the rows found
    ("debt > 7", debt > 7.0, of_debt > 7.0, [2], [2, 3]),
    ("debt < 5", debt < 5.0, of_debt < 5.0, [0, 1], [0, 1]),
    ("debt == 0", debt == 0.0, of_debt == 0.0, [0, 1], [1]),
    ("debt < 0", debt < 0.0, of_debt < 0.0, [], [0]),
    ("debt == NaN", debt == math.nan, of_debt == math.nan, [], [3]),
    ("days > 2", days > 2, of_days > 2, [2, 4], [2, 4]),
]
print("vortex-data", version("vortex-data"), "pyarrow", version("pyarrow"))
changed = False
for name, condition, beside, guess, known in CASES:
    arrow = table.filter(beside)["row"].to_pylist()
    found = vortex.open("rows.vortex").scan(expr=condition).read_all().to_arrow_array()
    seen = [row["row"] for row in found.to_pylist()]
    print(f"{name:12} guess: {guess!s:7} pyarrow: {arrow!s:7} seen: {seen}")
    changed |= seen != known or arrow != guess
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
