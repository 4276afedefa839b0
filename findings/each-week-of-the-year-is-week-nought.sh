#!/bin/sh
# Kùzu: a database of graphs, asked in Cypher, with days and lengths of time.
# Guess:   the week of Wednesday, 7 January 2026, begins on Monday, the 5th, and 1 January is in week 1; 24 hours are a
#          day, as 30 days are no month; 36 hours after midnight it is noon; 3 is neither in nor not in a list of 1 and what
#          is not known; of what is not known it is not known whether all are more than 5.
# Happens: that week begins on the 7th, as the week of each day that was tried begins on it, and each of them is in week 0.
#          24 hours are less than a day. After 36 hours it is the next day, without its noon. 3 is not in the list; all
#          are not, and none is. `CASE null WHEN null` finds its null. The text '5' is 5.
# Seen:    kuzu 0.10.0 and 0.11.3.
# Matters: a report by the week is one by the day, and all of a year is one week; the third value of truth that is there
#          in `OR` is not there in lists.
set -eu
version=${1:-0.11.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "kuzu==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import kuzu

connection = kuzu.Connection(kuzu.Database(":memory:"))
CASES = [  # the expression, the guess, and what is seen
    ("date_trunc('week', date('2026-01-07'))", "2026-01-05", "2026-01-07"),
    ("date_part('week', date('2026-01-01'))", "1", "0"),
    ("date_trunc('week', date('2026-12-31'))", "2026-12-28", "2026-12-31"),
    ("date_trunc('month', date('2026-12-31'))", "2026-12-01", "2026-12-01"),
    ("date_part('week', date('2026-12-28'))", "53", "0"),
    ("dayname(date('2026-01-07'))", "Wednesday", "Wednesday"),
    ("interval('24 hours') = interval('1 day')", "True", "False"),
    ("interval('24 hours') < interval('1 day')", "False", "True"),
    ("interval('30 days') = interval('1 month')", "False", "False"),
    ("date('2026-01-05') + interval('36 hours')", "2026-01-06 12:00:00", "2026-01-06"),
    ("null OR true", "True", "True"),
    ("null = 3", "None", "None"),
    ("3 IN [1, null]", "None", "False"),
    ("all(x IN [null] WHERE x > 5)", "None", "False"),
    ("none(x IN [null] WHERE x > 5)", "None", "True"),
    ("CASE null WHEN null THEN 'found' ELSE 'not found' END", "not found", "found"),
    ("'5' = 5", "error", "True"),
]
print("kuzu", version("kuzu"))
changed = False
for expression, guess, known in CASES:
    try:
        seen = str(connection.execute(f"RETURN {expression} AS x").get_next()[0])
    except RuntimeError:
        seen = "error"
    print(f"{expression:55} guess: {guess:20} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
