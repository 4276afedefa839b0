#!/bin/sh
# Opteryx: SQL over files and tables, in Python.
# Guess:   as in SQL: what is not known is not counted among distinct values, and is no pair, so whoever has none is in
#          an anti-join; 5 % 0 and a number too great are errors, as is "maybe" for a truth; '20260105' as a day is 5
#          January 2026, or refused; a list with NULL may stand behind IN.
# Happens: it is counted, and has neither a pair nor a place among those without one; 5 % 0 is 0, 1 / 0 is infinite, the
#          greatest number and one is the least; "maybe" is false; '20260105' is 1 January 1970, '5' five seconds after
#          it; 1 IN (NULL) is false, and (1, NULL) refused for its mixed types.
# Seen:    opteryx 0.26.8. NOT, OR, CASE, SUM and AVG have the three values of SQL.
# Matters: those who have not answered are counted as an answer of their own.
set -eu
version=${1:-0.26.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "opteryx==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import opteryx

ROWS = "FROM (VALUES (1), (NULL), (1)) AS t(x)"
OTHERS = "JOIN (VALUES (1), (NULL)) AS u(x) ON t.x = u.x"


def ask(query):
    try:
        return ", ".join(str(row[0]) for row in opteryx.query(query)) or "nothing"
    except Exception:
        return "refused"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("x WHERE NOT x > 1", ask(f"SELECT x {ROWS} WHERE NOT x > 1"), "1, 1", "1, 1"),
    ("COUNT(x)", ask(f"SELECT COUNT(x) {ROWS}"), "2", "2"),
    ("COUNT(DISTINCT x)", ask(f"SELECT COUNT(DISTINCT x) {ROWS}"), "1", "2"),
    ("pairs of an inner join", ask(f"SELECT t.x {ROWS} INNER {OTHERS}"), "1, 1", "1, 1"),
    ("rows of an anti-join", ask(f"SELECT t.x {ROWS} LEFT ANTI {OTHERS}"), "None", "nothing"),
    ("1 IN (1, 2)", ask("SELECT 1 IN (1, 2)"), "True", "True"),
    ("1 IN (NULL)", ask("SELECT 1 IN (NULL)"), "None", "False"),
    ("1 IN (1, NULL)", ask("SELECT 1 IN (1, NULL)"), "True", "refused"),
    ("5 % 0", ask("SELECT 5 % 0"), "refused", "0"),
    ("9223372036854775807 + 1", ask("SELECT 9223372036854775807 + 1"), "refused", "-9223372036854775808"),
    ("'5.7' as a whole number", ask("SELECT CAST('5.7' AS INTEGER)"), "refused", "refused"),
    ("'maybe' as a truth", ask("SELECT CAST('maybe' AS BOOLEAN)"), "refused", "False"),
    ("'2026-02-30' as a day", ask("SELECT CAST('2026-02-30' AS DATE)"), "refused", "refused"),
    ("'20260105' as a day", ask("SELECT CAST('20260105' AS DATE)"), "2026-01-05", "1970-01-01"),
    ("'5' as a moment", ask("SELECT CAST('5' AS TIMESTAMP)"), "refused", "1970-01-01 00:00:05"),
]
print("opteryx", version("opteryx"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:23} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
