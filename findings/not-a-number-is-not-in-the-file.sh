#!/bin/sh
# DuckDB: rows of a Parquet file by a column of floats, one of which is not a number.
# Guess:   a query finds in the file what it finds in the same table in memory, with NaN the greatest number in both.
# Happens: `isnan(x)` finds nobody in the file, and NaN is not > 5, not <> 1 and not in (NaN): the least and the
#          greatest value of a row group leave NaN out, as Parquet demands, and DuckDB takes it that there is none.
#          A file without these, and one that DuckDB wrote itself, is read rightly; so is each by polars.
# Seen:    duckdb 2.0.1; files from pyarrow 26.0.1 and polars 2.1.0. In 1.4.4 `isnan(x)` is right, the others are not.
# Matters: a check that no sum is NaN passes on every file that has one.
set -eu
version=${1:-2.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "duckdb==$version" pyarrow==26.0.1 polars==2.1.0
venv/bin/python - <<'PY'
import sys

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

people = pa.table({"row": [1, 2, 3], "x": [1.0, float("nan"), None]})
pq.write_table(people, "pyarrow.parquet")
pq.write_table(people, "without.parquet", write_statistics=False)
pl.from_arrow(people).write_parquet("polars.parquet")
duckdb.execute("COPY (SELECT * FROM people) TO 'duckdb.parquet'")
FILES = ["pyarrow", "polars", "without", "duckdb"]
QUERIES = {  # what the table has, and what the first two files have
    "isnan(x)": ([2], []),
    "x > 5": ([2], []),
    "x <> 1": ([2], []),
    "x IN ('nan'::DOUBLE)": ([2], []),
    "x >= 1": ([1, 2], [1, 2]),
}


def found(source, where):
    return [row for (row,) in duckdb.execute(f"SELECT row FROM {source} WHERE {where} ORDER BY row").fetchall()]


print("duckdb", duckdb.__version__)
changed = False
for where, (guess, known) in QUERIES.items():
    memory = found("people", where)
    seen = {name: found(f"'{name}.parquet'", where) for name in FILES}
    print(f"{where:22} guess: {guess} in memory: {memory} in the files:", *(f"{k} {v}" for k, v in seen.items()))
    changed |= memory != guess or seen != dict(zip(FILES, [known, known, guess, guess]))
for name in FILES:
    by_polars = pl.scan_parquet(f"{name}.parquet").filter(pl.col("x").is_nan())
    changed |= by_polars.collect()["row"].to_list() != [2]
sys.exit("This has changed." if changed else 0)
PY
