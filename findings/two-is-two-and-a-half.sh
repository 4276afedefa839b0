#!/bin/sh
# pyiceberg: rows of an Iceberg table by a whole number that is held against a fraction, and by a list.
# Guess:   2 is less than 2.5 and is not 2.5; what `!= 3` leaves out because it is not known, `not in (3, 4)` does, too.
# Happens: the 2.5 is cut to 2 first: 2 is not less than 2.5, and is equal to it; a delete of what is less keeps the 2.
#          Rows without a value are found by `not in (3, 4)`, and not by `!= 3`, nor by `not in (3)`.
# Seen:    pyiceberg 0.10.0 and 0.12.0, with pyarrow 26.0.1.
# Matters: "fewer than two and a half days" leaves out those who have two.
set -eu
version=${1:-0.12.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyiceberg[sql-sqlite]==$version" pyarrow==26.0.1
venv/bin/python -W ignore - <<'PY'
import os
import sys
from importlib.metadata import version

import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog

CASES = {  # the filter, the guess, what is seen
    "d < 2.5": ([2], []),
    "d <= 2.5": ([2], [2]),
    "d == 2.5": ([], [2]),
    "d != 2.5": ([2, 3, 4], [3, 4]),
    "d > 2.5": ([3, 4], [3, 4]),
    "d != 3": ([2, 4], [2, 4]),
    "d not in (3)": ([2, 4], [2, 4]),
    "d not in (3, 4)": ([2], [2, None]),
    "not d in (3, 4)": ([2], [2, None]),
}
here = os.getcwd()
catalog = SqlCatalog("catalog", uri=f"sqlite:///{here}/catalog.db", warehouse=f"file://{here}")
catalog.create_namespace("space")
rows = pa.table({"d": pa.array([2, 3, 4, None], pa.int64())})


def made(name):
    table = catalog.create_table(f"space.{name}", rows.schema)
    table.append(rows)
    return table


print("pyiceberg", version("pyiceberg"))
changed = False
table = made("read")
for where, (guess, known) in CASES.items():
    seen = table.scan(row_filter=where).to_arrow()["d"].to_pylist()
    print(f"{where:20} guess: {guess!s:12} seen: {seen}")
    changed |= seen != known
table = made("cut")
table.delete("d < 2.5")
left = table.scan().to_arrow()["d"].to_pylist()
print("delete d < 2.5       guess: [3, 4, None] are left, seen:", left)
changed |= left != [2, 3, 4, None]
sys.exit("This has changed." if changed else 0)
PY
