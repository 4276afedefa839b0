#!/bin/sh
# sqlglot: SQL of one database, written in the SQL of another; beside DuckDB and SQLite, which answer both.
# Guess:   what is translated has the same answer, or `unsupported_level=RAISE` refuses it.
# Happens: from 31 January to 1 March are 2 months by DuckDB and 0 as translated for SQLite, which gets the days by 30;
#          New Year's Eve and New Year's Day are a year apart, and none; 5 January minus 1 January is 4 days, and 2026
#          minus 2026; "yes" as a truth is true, and 0; 5.7 as a whole number is 6, and 5. From SQLite to DuckDB 7 / 2
#          is 3, and 3.5: the division is written anew (NULLIF keeps 1 / 0 null), and is another one all the same.
# Seen:    sqlglot 30.30.0, duckdb 2.0.1, SQLite 3.40.1 of Python. 7 // 2 and days between two days are right.
# Matters: a count of months decides whether somebody may ask again, in the database of a test as in the real one.
set -eu
version=${1:-30.30.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sqlglot==$version" duckdb==2.0.1
cat > ask.py <<'PY'
import sqlite3
import sys
from importlib.metadata import version

import duckdb
import sqlglot

SQL = {"duckdb": duckdb.connect(), "sqlite": sqlite3.connect(":memory:")}


def both(here, expression):
    there = "sqlite" if here == "duckdb" else "duckdb"
    question = "SELECT " + expression
    try:
        level = sqlglot.ErrorLevel.RAISE
        translated = sqlglot.transpile(question, read=here, write=there, unsupported_level=level)[0]
    except sqlglot.errors.SqlglotError:
        return "refused"
    first = SQL[here].execute(question).fetchone()[0]
    second = SQL[there].execute(translated).fetchone()[0]
    return f"{float(first):g}, {float(second):g}"


def duck(expression):
    return both("duckdb", expression)


def lite(expression):
    return both("sqlite", expression)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("of DuckDB: 7 / 2", duck("7 / 2"), "3.5, 3.5", "3.5, 3.5"),
    ("of DuckDB: 7 // 2", duck("7 // 2"), "3, 3", "3, 3"),
    ("of DuckDB: upper('a') = 'A'", duck("upper('a') = 'A'"), "1, 1", "1, 1"),
    (
        "of DuckDB: date_diff('day', DATE '2026-01-31', DATE '2026-03-01')",
        duck("date_diff('day', DATE '2026-01-31', DATE '2026-03-01')"),
        "29, 29",
        "29, 29",
    ),
    (
        "of DuckDB: date_diff('month', DATE '2026-01-31', DATE '2026-03-01')",
        duck("date_diff('month', DATE '2026-01-31', DATE '2026-03-01')"),
        "2, 2",
        "2, 0",
    ),
    (
        "of DuckDB: date_diff('year', DATE '2025-12-31', DATE '2026-01-01')",
        duck("date_diff('year', DATE '2025-12-31', DATE '2026-01-01')"),
        "1, 1",
        "1, 0",
    ),
    ("of DuckDB: DATE '2026-01-05' - DATE '2026-01-01'", duck("DATE '2026-01-05' - DATE '2026-01-01'"), "4, 4", "4, 0"),
    ("of DuckDB: DATE '2026-01-05' > '2026-1-4'", duck("DATE '2026-01-05' > '2026-1-4'"), "1, 1", "1, 0"),
    ("of DuckDB: CAST('yes' AS BOOLEAN)", duck("CAST('yes' AS BOOLEAN)"), "1, 1", "1, 0"),
    ("of DuckDB: CAST(5.7 AS INT)", duck("CAST(5.7 AS INT)"), "6, 6", "6, 5"),
    ("of DuckDB: 'ABC' LIKE 'a%'", duck("'ABC' LIKE 'a%'"), "0, 0", "0, 1"),
    ("of DuckDB: '5' = 5", duck("'5' = 5"), "1, 1", "1, 0"),
    ("of SQLite: 7 / 2", lite("7 / 2"), "3, 3", "3, 3.5"),
    ("of SQLite: 7 % 2", lite("7 % 2"), "1, 1", "1, 1"),
    ("of SQLite: CAST('5.7' AS INT)", lite("CAST('5.7' AS INT)"), "5, 5", "5, 6"),
    ("of SQLite: 'ABC' LIKE 'a%'", lite("'ABC' LIKE 'a%'"), "1, 1", "1, 0"),
    ("of SQLite: max(1, 2)", lite("max(1, 2)"), "2, 2", "2, 2"),
]
print("sqlglot", version("sqlglot"), "duckdb", version("duckdb"), "SQLite", sqlite3.sqlite_version)
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:66} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
