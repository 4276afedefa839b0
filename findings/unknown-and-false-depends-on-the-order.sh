#!/bin/sh
# beanquery: questions in SQL to a ledger of beancount.
# Guess:   false and unknown is false in any order; `NOT payee = 'Ann'` and `payee != 'Ann'` find the same; 5 is not
#          known to be out of 1, 2 and null; the count of nothing is 0; a week is seven days; Sunday is the day of week
#          0 (dow), as in PostgreSQL, of which the functions have the names.
# Happens: `NULL AND FALSE` is null and `FALSE AND NULL` false; who has no payee is found by NOT and not by !=; 5 is NOT
#          IN (1, 2, NULL); the count of nothing has no row; a week and a month and a half are null; Sunday is 6, and 7
#          as isodow; 1 / 0 is null, "no" is true.
# Seen:    beanquery 0.2.0 and 0.1.0 with beancount 3.2.3. A month after 31 January, NULL OR TRUE and counts of a column
#          are right.
# Matters: what is not stated is neither this nor that, whichever way one asks.
set -eu
version=${1:-0.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "beanquery==$version" beancount==3.2.3
cat > pay.beancount <<'TXT'
2026-01-01 open Assets:A
2026-01-01 open Income:B
2026-01-05 * "Ann" "pay"
  Assets:A  100 GBP
  Income:B
2026-01-31 * "pay"
  Assets:A  50 GBP
  Income:B
2026-02-05 * "Bo" "pay"
  Assets:A  7 GBP
  Income:B
TXT
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import beanquery

LEDGER = beanquery.connect("beancount:pay.beancount")


def rows(question):
    return "; ".join(", ".join(map(str, row)) for row in LEDGER.execute(question).fetchall()) or "no row"


def days(condition):
    return rows(f"SELECT day WHERE account = 'Assets:A' AND {condition}")


def value(expression):
    return rows(f"SELECT {expression} FROM #")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("payee = 'Ann'", days("payee = 'Ann'"), "5", "5"),
    ("payee != 'Ann'", days("payee != 'Ann'"), "5", "5"),
    ("NOT payee = 'Ann'", days("NOT payee = 'Ann'"), "5", "31; 5"),
    ("payee NOT IN ('Ann')", days("payee NOT IN ('Ann')"), "5", "5"),
    ("NOT payee IN ('Ann')", days("NOT payee IN ('Ann')"), "5", "31; 5"),
    (
        "the counts of payees, and of all",
        rows("SELECT count(payee), count(*) WHERE account = 'Assets:A'"),
        "2, 3",
        "2, 3",
    ),
    ("the count of nothing", rows("SELECT count(*) WHERE account = 'Assets:C'"), "0", "no row"),
    ("NULL OR TRUE", value("NULL OR TRUE"), "True", "True"),
    ("FALSE AND NULL", value("FALSE AND NULL"), "False", "False"),
    ("NULL AND FALSE", value("NULL AND FALSE"), "False", "None"),
    ("NOT NULL", value("NOT NULL"), "None", "True"),
    ("5 NOT IN (1, 2, NULL)", value("5 NOT IN (1, 2, NULL)"), "None", "True"),
    ("2026-01-31 + interval('1 month')", value("2026-01-31 + interval('1 month')"), "2026-02-28", "2026-02-28"),
    ("2026-01-31 + interval('1 week')", value("2026-01-31 + interval('1 week')"), "2026-02-07", "None"),
    ("date_part('dow', 2026-01-04)", value("date_part('dow', 2026-01-04)"), "0", "6"),
    ("bool('no')", value("bool('no')"), "False", "True"),
    ("1 / 0", value("1 / 0"), "an error", "None"),
]
print("beanquery", version("beanquery"), "beancount", version("beancount"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:34} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
