#!/bin/sh
# deltalake: a Delta table split by a column of sums, one of which is below zero and not whole.
# Guess:   the row is written, as in a table that is not split; or it is refused, and the table stays as it was.
# Happens: the writer fails, for -0.50 became the folder `0.-50`, which is no number to it; by then the row is in the
#          table's log, and the table cannot be read, written or opened any more. -1.00 and 0.50 are written and read.
# Seen:    deltalake 1.4.2, 1.5.0 and 1.6.6.
# Matters: one refund among a year of payments, and none of them can be read.
set -eu
version=${1:-1.6.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "deltalake==$version" pyarrow==26.0.1
venv/bin/python - <<'PY'
import sys
from decimal import Decimal
from importlib.metadata import version

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

KINDS = {  # sums appended to a table that has 1.00, split by them or not: what is seen of the write, and of the table
    ("-1.00", True): ("written", 2),
    ("0.50", True): ("written", 2),
    ("-0.50", False): ("written", 2),
    ("-0.50", True): ("failed", "failed"),
    ("-12.34", True): ("failed", "failed"),
}


def rows(text):
    return pa.table({"sum": pa.array([Decimal(text)], pa.decimal128(9, 2)), "person": [1]})


def tried(step):
    try:
        return step()
    except Exception as error:
        print("  ", str(error).splitlines()[0])
        return "failed"


print("deltalake", version("deltalake"))
changed = False
for number, ((text, split), known) in enumerate(KINDS.items()):
    path, columns = f"table{number}", ["sum"] if split else None
    write_deltalake(path, rows("1.00"), partition_by=columns)
    wrote = tried(lambda: write_deltalake(path, rows(text), mode="append") or "written")
    counted = tried(lambda: pa.table(DeltaTable(path).to_pyarrow_table()).num_rows)
    print(f"{text:6} {'split by it' if split else 'not split':12} guess: written 2  seen: {wrote} {counted}")
    changed |= (wrote, counted) != known
sys.exit("This has changed." if changed else 0)
PY
