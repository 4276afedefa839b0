#!/bin/sh
# sqlglot: its own engine, which answers SQL over records in memory.
# Guess:   date_diff counts in the unit asked for, or it is refused; 'no' as a BOOLEAN is false, or an error; HAVING is
#          a condition, or refused where nothing is grouped; -n is null where n is, as n + 1 is; 1.5 as DECIMAL is 1.5
#          or 2.
# Happens: from 31 January to 1 March are 29 months, and 29 years: the unit is not looked at; 'no' and 'false' are true,
#          for each text but the empty one is; HAVING id > 1 finds id 1, too; -n is an error; 1.5 is 1.
# Seen:    sqlglot 30.30.0. Unknown or true, NOT IN with a null, and a month after 31 January are right.
# Matters: it answers in tests of pipelines, in the place of the database.
set -eu
version=${1:-30.30.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sqlglot==$version" python-dateutil==2.9.0.post0
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from sqlglot.errors import SqlglotError
from sqlglot.executor import execute

PEOPLE = [{"id": 1, "n": 5}, {"id": 2, "n": None}, {"id": 3, "n": 7}]


def answer(question):
    try:
        rows = execute(question, tables={"people": PEOPLE}).rows
    except SqlglotError:
        return "an error"
    return ", ".join(str(row[0]) for row in rows)


def one(expression):
    return answer(f"SELECT {expression} AS x FROM people LIMIT 1")


CASES = [  # what is asked, what is seen, the guess, and what is known
    (
        "SELECT id FROM people WHERE n > 6 OR TRUE",
        answer("SELECT id FROM people WHERE n > 6 OR TRUE"),
        "1, 2, 3",
        "1, 2, 3",
    ),
    (
        "SELECT id FROM people WHERE n NOT IN (5, NULL)",
        answer("SELECT id FROM people WHERE n NOT IN (5, NULL)"),
        "",
        "",
    ),
    ("SELECT n + 1 AS x FROM people", answer("SELECT n + 1 AS x FROM people"), "6, None, 8", "6, None, 8"),
    ("SELECT -n AS x FROM people", answer("SELECT -n AS x FROM people"), "-5, None, -7", "an error"),
    ("SELECT id FROM people HAVING id > 1", answer("SELECT id FROM people HAVING id > 1"), "2, 3", "1, 2, 3"),
    (
        "SELECT COUNT(*) AS x FROM people HAVING COUNT(*) > 5",
        answer("SELECT COUNT(*) AS x FROM people HAVING COUNT(*) > 5"),
        "",
        "",
    ),
    (
        "CAST('2026-01-31' AS DATE) + INTERVAL '1' MONTH",
        one("CAST('2026-01-31' AS DATE) + INTERVAL '1' MONTH"),
        "2026-02-28",
        "2026-02-28",
    ),
    ("DATE_DIFF('2026-03-01', '2026-01-31', DAY)", one("DATE_DIFF('2026-03-01', '2026-01-31', DAY)"), "29", "29"),
    ("DATE_DIFF('2026-03-01', '2026-01-31', MONTH)", one("DATE_DIFF('2026-03-01', '2026-01-31', MONTH)"), "2", "29"),
    ("DATE_DIFF('2026-03-01', '2026-01-31', YEAR)", one("DATE_DIFF('2026-03-01', '2026-01-31', YEAR)"), "0", "29"),
    ("CAST('no' AS BOOLEAN)", one("CAST('no' AS BOOLEAN)"), "False", "True"),
    ("CAST('false' AS BOOLEAN)", one("CAST('false' AS BOOLEAN)"), "False", "True"),
    ("CAST(1.5 AS DECIMAL)", one("CAST(1.5 AS DECIMAL)"), "1.5", "1"),
]
print("sqlglot", version("sqlglot"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:52} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
