#!/bin/sh
# datafusion: two lengths of time compared in SQL.
# Guess:   100 days are more than a month, and a day is 24 hours, as for PostgreSQL and DuckDB, which take 30 days for a
#          month when they compare; or the comparison is refused.
# Happens: first the months are compared, then the days, then the rest: a month is more than 100 days, and also more
#          than 100 days between two moments; a day is more than 24 hours. ORDER BY and MAX go the same way.
# Seen:    datafusion 50.1.0 and 55.0.0; DuckDB 1.5.6 beside it.
# Matters: "more than a month ago" never comes true, however long ago it is.
set -eu
version=${1:-55.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "datafusion==$version" duckdb==1.5.6
venv/bin/python - <<'PY'
import sys

import datafusion
import duckdb

SINCE = "(timestamp '2030-05-11 00:00:00' - timestamp '2030-01-31 00:00:00')"
EXPECTED = {  # comparison: (guess, what is seen)
    "interval '100 days' > interval '1 month'": (True, False),
    SINCE + " > interval '1 month'": (True, False),
    "interval '1 day' = interval '24 hours'": (True, False),
    "interval '800 days' > interval '1 year'": (True, False),
    "interval '2 weeks' = interval '14 days'": (True, True),
}
print("datafusion", datafusion.__version__, "duckdb", duckdb.__version__)
context = datafusion.SessionContext()
changed = False
for text, (guess, known) in EXPECTED.items():
    seen = next(iter(context.sql(f"SELECT {text} AS x").to_pydict().values()))[0]
    beside = duckdb.sql(f"SELECT {text}").fetchone()[0]
    print(f"{text}\n  guess: {guess}\n  seen:  {seen} (DuckDB: {beside})")
    changed |= seen != known or beside != guess
sys.exit("This has changed." if changed else 0)
PY
