#!/bin/sh
# chdb: ClickHouse in the process, over a Parquet file of pyarrow.
# Guess:   a list that is not known is null; the last of no days is null, and so is the day of a row that a LEFT JOIN
#          does not find; 1 is "not in" a list with null for nobody; CASE null WHEN null is ELSE; an empty text is no
#          number; 1900 is a year.
# Happens: the list is empty; the last of no days, the day that is not found, and the year 1900 are 1 January 1970; 1 is
#          not in it; CASE finds its null; an empty text is null; 30 February is 2 March.
# Seen:    chdb 4.4.0, pyarrow 26.0.1; in 4.0.2 CASE goes on to ELSE. A day of 1900 from the file itself stays.
# Matters: who has no deadline has missed it by half a century.
set -eu
version=${1:-4.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "chdb==$version" pyarrow==26.0.1
cat > ask.py <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import chdb
import pyarrow as pa
import pyarrow.parquet as pq

days = pa.array([date(1900, 1, 1), None])
pq.write_table(pa.table({"n": [1, 2], "day": days, "told": pa.array([[1], None])}), "days.parquet")
FILE = "file('days.parquet')"
NULL = r"\N"
CASES = [  # the question, the guess, and the answer
    (f"SELECT day FROM {FILE} WHERE n = 1", '"1900-01-01"', '"1900-01-01"'),
    (f"SELECT count() FROM {FILE} WHERE day IS NULL", "1", "1"),
    ("SELECT 1 = NULL", NULL, NULL),
    ("SELECT NULL AND false", "false", "false"),
    (f"SELECT count() FROM {FILE} WHERE told IS NULL", "1", "0"),
    ("SELECT max(d) FROM (SELECT toDate('2026-01-05') AS d WHERE false)", NULL, '"1970-01-01"'),
    (f"SELECT d FROM {FILE} AS a LEFT JOIN (SELECT 9 AS n, toDate('2026-01-05') AS d) AS b ON a.n = b.n LIMIT 1", NULL,
     '"1970-01-01"'),
    ("SELECT toDate('1900-01-01')", '"1900-01-01"', '"1970-01-01"'),
    ("SELECT toDate('2026-02-30')", "refused", '"2026-03-02"'),
    ("SELECT 1 NOT IN (2, NULL)", NULL, "1"),
    ("SELECT CASE NULL WHEN NULL THEN 1 ELSE 2 END", "2", "1"),
    ("SELECT CAST('' AS Nullable(Int32))", "refused", NULL),
]
print("chdb", version("chdb"), "pyarrow", version("pyarrow"))
changed = False
for question, guess, known in CASES:
    try:
        seen = chdb.query(question, "CSV").bytes().decode().strip()
    except RuntimeError:
        seen = "refused"
    print(f"{question}\n  guess: {guess:13} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 120 venv/bin/python ask.py
