#!/bin/sh
# deltalake and polars: one Delta table, split by a column in which a text is empty and another is missing.
# Guess:   whoever reads the table sees what was written, or, as Delta's protocol takes an empty text in such a column
#          for none, everybody sees none.
# Happens: the table is written with an empty text. Read as a table of Arrow, or of pandas, it is none; by the SQL of
#          the same package, and by polars, it is empty: counts of "no branch" are 2 and 1.
# Seen:    deltalake 1.6.6, polars 2.1.0.
# Matters: a fact that is unknown and one that is said to be empty are two things to a rule.
set -eu
version=${1:-1.6.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "deltalake==$version" pyarrow==26.0.1 pandas==3.1.1 polars==2.1.0
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import polars as pl
import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder, write_deltalake

rows = {"branch": ["", "Leeds", None], "person": [1, 2, 3]}
write_deltalake("split", pa.table(rows), partition_by=["branch"])
write_deltalake("whole", pa.table(rows))


def read(folder):
    table = DeltaTable(folder)
    query = QueryBuilder().register("people", table).execute("select * from people").read_all()
    tables = {
        "as a table of Arrow": table.to_pyarrow_table(),
        "as one of pandas": pa.Table.from_pandas(table.to_pandas()),
        "by SQL": pa.table(query),
        "by polars": pl.read_delta(folder).to_arrow(),
    }
    sorted_rows = {way: sorted(found.to_pylist(), key=lambda row: row["person"]) for way, found in tables.items()}
    return {way: [row["branch"] for row in found] for way, found in sorted_rows.items()}


print("deltalake", version("deltalake"), "and polars", version("polars"))
print("guess:", rows["branch"])
NONE, EMPTY = [None, "Leeds", None], ["", "Leeds", None]
changed = False
for folder, known in (("whole", [EMPTY] * 4), ("split", [NONE, NONE, EMPTY, EMPTY])):
    seen = read(folder)
    for way, branches in seen.items():
        print(f"{folder} table, read {way:20} {branches}")
    changed |= list(seen.values()) != known
sys.exit("This has changed." if changed else 0)
PY
