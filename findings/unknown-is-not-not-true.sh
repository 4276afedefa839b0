#!/bin/sh
# polars: the SQL that it understands, over a column in which one answer is not known; SQLite beside it.
# Guess:   `ok IS NOT TRUE` holds where ok is false and where it is not known: that is what it is for, and it is never
#          unknown itself. SELECT without FROM has one row, and with WHERE false none.
# Happens: it does not hold where ok is not known: IS NOT TRUE is taken for `= FALSE`, and so are the three others of
#          the kind. IS DISTINCT FROM is right. A WHERE without a FROM is not looked at: WHERE 1 = 0 gives the row, also
#          in a WITH, in half of a UNION and in a column.
# Seen:    polars 2.1.0; SQLite of Python 3.11 does as guessed.
# Matters: "everybody who has not said yes" leaves out those who have said nothing.
set -eu
version=${1:-2.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "polars==$version"
venv/bin/python - <<'PY'
import sqlite3
import sys

import polars

PEOPLE = [("ann", True, 30), ("bob", False, 40), ("cat", None, None)]
frame = polars.DataFrame(PEOPLE, schema=["name", "ok", "pay"], orient="row")
database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE people (name, ok, pay)")
database.executemany("INSERT INTO people VALUES (?, ?, ?)", PEOPLE)
WHO = "SELECT name FROM people WHERE "
TABLE = (  # the query, the guess (as SQLite has it), what polars has
    (WHO + "ok IS TRUE", "ann", "ann"),
    (WHO + "ok IS NOT TRUE", "bob cat", "bob"),
    (WHO + "ok IS NOT FALSE", "ann cat", "ann"),
    (WHO + "NOT (ok IS TRUE)", "bob cat", "bob"),
    (WHO + "(pay > 35) IS NOT TRUE", "ann cat", "ann"),
    (WHO + "ok IS DISTINCT FROM TRUE", "bob cat", "bob cat"),
    ("SELECT 1 AS x WHERE 1 = 0", "", "1"),
    ("WITH none AS (SELECT 1 AS x WHERE false) SELECT x FROM none", "", "1"),
    ("SELECT 1 AS x UNION ALL SELECT 2 AS x WHERE false", "1", "1 2"),
)


def words(rows):
    """What the rows have in their only column, in order."""
    return " ".join(sorted(str(row[0]) for row in rows))


print("polars", polars.__version__, "SQLite", sqlite3.sqlite_version)
changed = False
for query, guess, known in TABLE:
    seen = words(polars.SQLContext(people=frame).execute(query, eager=True).rows())
    changed |= seen != known or words(database.execute(query)) != guess
    print(f"{query:60} guess: {guess or 'none':8} seen: {seen}")
sys.exit("This has changed." if changed else 0)
PY
