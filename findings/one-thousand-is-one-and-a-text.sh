#!/bin/sh
# sqlite-utils: files of CSV into tables of SQLite, on the command line.
# Guess:   texts like 0012 and +44… stay texts, as they do in version 3 without an option; where a column is said to be
#          of numbers, its cells are numbers, so 1_000 makes it one of texts, or is 1000.
# Happens: without an option 0012 is 12, and a telephone number loses its plus. 1_000 makes a column of whole numbers
#          and stays a text in it: it is more than any number, and one more than it is 2. NaN makes a column of
#          fractions, and is a text, more than 5. A number of twenty digits loses three of them, an empty cell is null.
# Seen:    sqlite-utils 4.2.1; up to 4.1.1 the empty cell stays an empty text. With --no-detect-types all are texts.
# Matters: rooms, references and telephone numbers are what a list of applications has.
set -eu
version=${1:-4.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sqlite-utils==$version"
cat > ask.py <<'PY'
import sqlite3
import subprocess
import sys
from importlib.metadata import version


def asked(what, *cells, options=()):
    """What SQLite says of the first of the cells of a column v."""
    text = "\n".join(["v,w", *(f"{cell},x" for cell in cells)]) + "\n"
    command = [sys.executable, "-m", "sqlite_utils", "insert", "cells.db", "t", "-", "--csv", *options]
    sqlite3.connect("cells.db").execute("DROP TABLE IF EXISTS t")
    subprocess.run(command, input=text, check=True, text=True)
    return sqlite3.connect("cells.db").execute(f"SELECT {what} FROM t LIMIT 1").fetchone()[0]


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("5", asked("v", 5), 5, 5),
    ("5 days", asked("v", "5 days"), "5 days", "5 days"),
    ("0012", asked("v", "0012"), "0012", 12),
    ("0012, by an option", asked("v", "0012", options=["--no-detect-types"]), "0012", "0012"),
    ("+447700900123", asked("v", "+447700900123"), "+447700900123", 447700900123),
    (
        "12345678901234567890",
        str(asked("v", "12345678901234567890")),
        "12345678901234567890",
        "1.2345678901234567e+19",
    ),
    ("1_000", asked("v", "1_000"), "1_000", "1_000"),
    ("1_000, more than 5000", bool(asked("v > 5000", "1_000")), False, True),
    ("1_000 and one", asked("v + 1", "1_000"), 1001, 2),
    ("NaN beside 5, more than 5", bool(asked("v > 5", "NaN", 5)), False, True),
    ("an empty cell beside 5", asked("v", "", 5), "", None),
]
print("sqlite-utils", version("sqlite-utils"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:25} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
