#!/bin/sh
# ibis: the same expression over the same table, by its backends DuckDB, SQLite and polars.
# Guess:   the same values, as its documentation promises one language for all of them; and in each of them
#          (a // b) * b + a % b is a.
# Happens: -7 % 3 is -1, -1 and 2, while -7 // 3 is -3 in all three, so that only polars adds up. 2.5 rounded is 3, 3
#          and 2. "Zoë b" has 5, 5 and 6 letters, and its b stands at 4, 4 and 5. In capitals it is ZOë B in SQLite,
#          where the name of a month is nothing.
# Seen:    ibis-framework 12.0.0 with duckdb 1.5.6, polars 1.36.1 and sqlglot 26.33.0.
# Matters: a rule tried on a small table in the one and run on the large in the other decides otherwise.
set -eu
version=${1:-12.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ibis-framework[duckdb,sqlite,polars]==$version" duckdb==1.5.6 polars==1.36.1 sqlglot==26.33.0
venv/bin/python - <<'PY'
import sys
from datetime import datetime

import ibis
import pyarrow as pa

ROWS = pa.table({"n": [-7], "f": [2.5], "s": ["Zoë b"], "d": [datetime(2030, 1, 31)]})
EXPECTED = {  # expression: what DuckDB, SQLite and polars answer
    "t.n // 3": [-3, -3, -3],
    "t.n % 3": [-1, -1, 2],
    "t.f.round()": [3, 3, 2],
    "t.s.length()": [5, 5, 6],
    "t.s.find('b')": [4, 4, 5],
    "t.s.upper()": ["ZOË B", "ZOë B", "ZOË B"],
    "t.d.strftime('%B')": ["January", None, "January"],
}
print("ibis", ibis.__version__)
backends = [ibis.duckdb.connect(), ibis.sqlite.connect(), ibis.polars.connect()]
for backend in backends:
    backend.create_table("t", ROWS)
changed = False
for text, known in EXPECTED.items():
    seen = []
    for backend in backends:
        expression = eval(text, {"t": backend.table("t")}).name("x")
        seen.append(backend.to_pyarrow(expression).to_pylist()[0])
    print(f"{text}\n  guess: one answer\n  seen: ", *seen)
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
