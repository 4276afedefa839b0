#!/bin/sh
# fastparquet: rows filtered with `not in` while a Parquet file is read.
# Guess:   with row_filter=True the rows whose value is not in the list, as pyarrow has them.
# Happens: if the smallest or the largest value of a row group is in the list, the whole row group
#          is dropped, with every row that should stay. A value in between works as one would guess.
# Seen:    2024.11.0 to 2026.9.0.
# Matters: "all but the cases that are closed" comes back empty, without a word, if `closed` happens
#          to be the first status of the alphabet in that part of the file.
set -eu
version=${1:-2026.9.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fastparquet==$version" pyarrow==26.0.1
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import fastparquet
import pyarrow as pa
import pyarrow.parquet as pq

status = ["closed", "offer", "open", "waiting"]
pq.write_table(pa.table({"status": status}), "cases.parquet")
file = fastparquet.ParquetFile("cases.parquet")
print("fastparquet", version("fastparquet"), "pyarrow", version("pyarrow"))
changed = False
known_rows = {"closed": [], "offer": ["closed", "open", "waiting"], "waiting": []}
for left_out, known in known_rows.items():
    rule = [("status", "not in", [left_out])]
    guess = pq.read_table("cases.parquet", filters=rule)["status"].to_pylist()
    seen = file.to_pandas(filters=rule, row_filter=True)["status"].tolist()
    print(f"not in [{left_out!r}]: guess {guess} (pyarrow); seen {seen}")
    changed |= seen != known or guess != [one for one in status if one != left_out]
sys.exit("This has changed." if changed else 0)
PY
