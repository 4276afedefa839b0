#!/bin/sh
# adbc-driver-sqlite and connectorx: a table of SQLite as a table of Arrow.
# Guess:   what SQLite holds comes out, or it is refused by both: a text behind 2000 empty cells is a text, 2.5 in a column
#          DECIMAL a number; a 2 in a column BOOLEAN is a 2, or refused.
# Happens: for adbc 2000 empty cells are whole numbers, and the text behind them a mistake in its type; 2000 whole numbers
#          and 0.5 are one, too. 9007199254740993 behind 0.5 is one less, for both. Adbc does not look at how the column
#          is declared, by which connectorx goes: there 2.5 in a column DECIMAL is an error, a column that is not declared
#          is one where it begins empty, and 2 in a column BOOLEAN is true.
# Seen:    adbc-driver-sqlite 1.12.0 and 1.13.0 with its manager, connectorx 0.4.6, pyarrow 26.0.1.
# Matters: the answer that hardly anyone gives is empty in the first thousand rows of a batch.
set -eu
version=${1:-1.13.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "adbc-driver-sqlite==$version" "adbc-driver-manager==$version" connectorx==0.4.6 pyarrow==26.0.1
timeout 60 venv/bin/python - <<'PY'
import sqlite3
import sys
from importlib.metadata import version

import adbc_driver_sqlite.dbapi as adbc
import connectorx


def stored(values, declared):
    name = f"{stored.count}.db"
    stored.count += 1
    connection = sqlite3.connect(name)
    connection.execute(f"create table t (v {declared})")
    connection.executemany("insert into t values (?)", [(value,) for value in values])
    connection.commit()
    connection.close()
    return name


stored.count = 0


def by_adbc(values, declared):
    with adbc.connect(stored(values, declared)) as connection, connection.cursor() as cursor:
        cursor.execute("select v from t")
        return cursor.fetch_arrow_table()


def by_connectorx(values, declared):
    return connectorx.read_sql(f"sqlite://{stored(values, declared)}", "select v from t", return_type="arrow")


def last(read, values, declared):
    try:
        return repr(read(values, declared).column(0).to_pylist()[-1])
    except BaseException:  # connectorx has errors of its own that are no Exception
        return "error"


READ = [  # how the column is declared, the values, the guess for the last one, and what the two have
    ("TEXT", ["a"], "'a'", "'a' | 'a'"),
    ("TEXT", [None] * 2000 + ["a"], "'a'", "error | 'a'"),
    ("", [1] * 2000 + [0.5], "0.5", "error | error"),
    ("", [None, 1], "1", "1 | error"),
    ("", [0.5, 9007199254740993], "9007199254740993", "9007199254740992.0 | 9007199254740992.0"),
    ("DECIMAL(10, 2)", [1, 2.5], "2.5", "2.5 | error"),
    ("BOOLEAN", [0, 1, 2], "2, or error", "2 | True"),
    ("DATE", ["2026-01-05"], "a day", "'2026-01-05' | datetime.date(2026, 1, 5)"),
]
print(*(f"{name} {version(name)}" for name in ("adbc-driver-sqlite", "connectorx", "pyarrow")))
changed = False
for declared, values, guess, known in READ:
    seen = f"{last(by_adbc, values, declared)} | {last(by_connectorx, values, declared)}"
    print(f"{declared or 'not declared':15} {len(values):4} values  guess: {guess:18} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
