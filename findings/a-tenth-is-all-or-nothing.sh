#!/bin/sh
# DuckDB: a sample of the rows of a table.
# Guess:   `USING SAMPLE 10%` of 1000 rows is about 100 of them; five rows of those that a WHERE lets through are five.
# Happens: the sample is of blocks of 2048 rows, and so it is all 1000 rows, or none, and mostly none; of 5000 rows it is
#          none, 2048, or more. And the sample is drawn before the WHERE, although it stands behind it: of ten rows that
#          fit, out of a thousand, five are none. Its manual says both. TABLESAMPLE BERNOULLI is as guessed.
# Seen:    duckdb 1.4.4 and 2.0.1.
# Matters: a check of a tenth of the rows of a batch looks at none of them, and finds nothing wrong.
set -eu
version=${1:-2.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "duckdb==$version"
venv/bin/python - <<'PY'
import sys

import duckdb

connection = duckdb.connect()


def drawn(query):
    return sorted({connection.execute(query).fetchall()[0][0] for _ in range(200)})


tenths = drawn("SELECT count(*) FROM range(1000) USING SAMPLE 10%")
blocks = drawn("SELECT count(*) FROM range(5000) USING SAMPLE 10%")
each = drawn("SELECT count(*) FROM range(1000) TABLESAMPLE bernoulli(10%)")
five = drawn("SELECT count(*) FROM (SELECT * FROM range(1000) WHERE range < 10 USING SAMPLE 5 ROWS)")
inner = drawn("SELECT count(*) FROM (SELECT * FROM range(1000) WHERE range < 10) USING SAMPLE 5 ROWS")
print("duckdb", duckdb.__version__, "two hundred draws of each")
print("a tenth of 1000       guess: about 100   seen:", tenths)
print("a tenth of 5000       guess: about 500   seen:", blocks)
print("the same, BERNOULLI   guess: about 100   seen:", each[0], "to", each[-1])
print("five of the ten       guess: 5           seen:", five)
print("five of a sub-query                      seen:", inner)
same = tenths == [0, 1000] and set(blocks) <= {0, 904, 2048, 2952, 4096, 5000} and 2048 in blocks
same = same and 50 < each[0] < each[-1] < 160 and 0 in five and 5 not in five
sys.exit(0 if same else "This has changed.")
PY
