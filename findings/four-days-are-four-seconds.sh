#!/bin/sh
# Daft: questions in its SQL, which is there for those who know SQL.
# Guess:   what other databases say: four days between two days, ELSE for what is not known, texts counted from 1,
#          HAVING obeyed or refused, a sum that is too great refused.
# Happens: four seconds; CASE WHEN days > 5 is null where days is; SUBSTR('abcdef', 2, 3) is cde; HAVING without GROUP
#          BY is left out, so that all rows come; the greatest number and one is the least one; what cannot be cast is
#          null.
# Seen:    daft 0.7.26 and 0.6.14, beside duckdb 2.0.1, which is right, or refuses.
# Matters: one question, asked of two engines, has two answers, and one of them is a wait of four seconds.
set -eu
version=${1:-0.7.26}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "daft==$version" duckdb==2.0.1
DAFT_ANALYTICS_ENABLED=0 timeout 120 venv/bin/python - 2>/dev/null <<'PY'
import sys
from importlib.metadata import version

import daft
import duckdb

TABLE = {"row": [1, 2, 3], "days": [5, None, 7]}
people = daft.from_pydict(TABLE)
duckdb.execute("CREATE TABLE people AS SELECT * FROM (VALUES (1, 5), (2, NULL), (3, 7)) AS t(row, days)")
CASES = [  # what is asked, the guess, and what is seen
    ("SELECT row FROM people WHERE days > 5", [3], [3]),
    ("SELECT CASE WHEN days > 5 THEN 2 ELSE 1 END AS x FROM people", [1, 1, 2], [1, None, 2]),
    ("SELECT SUBSTR('abcdef', 2, 3) AS x FROM people LIMIT 1", ["bcd"], ["cde"]),
    ("SELECT row FROM people HAVING row > 2", "refused, or [3]", [1, 2, 3]),
    ("SELECT CAST('soon' AS INT) AS x FROM people LIMIT 1", "refused", [None]),
    ("SELECT 9223372036854775807 + 1 AS x FROM people LIMIT 1", "refused", [-9223372036854775808]),
    ("SELECT DATE '2026-01-05' - DATE '2026-01-01' AS x FROM people LIMIT 1", "4 days", ["0:00:04"]),
]


def by_daft(query):
    (column,) = daft.sql(query, people=people).to_pydict().values()
    return [cell if cell is None or isinstance(cell, int) else str(cell) for cell in column]


def by_duckdb(query):
    try:
        return [cell for (cell,) in duckdb.execute(query).fetchall()]
    except duckdb.Error:
        return "refused"


print("daft", version("daft"), "duckdb", version("duckdb"))
changed = False
for query, guess, known in CASES:
    seen = by_daft(query)
    print(f"{query}\n    guess: {guess}   duckdb: {by_duckdb(query)}   daft: {seen}")
    changed |= seen != known
if changed:
    print("This has changed.")
sys.exit(1 if changed else 0)
PY
