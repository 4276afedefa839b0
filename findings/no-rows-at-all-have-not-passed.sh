#!/bin/sh
# pointblank: whether the rows of a table are as they should be.
# Guess:   of no rows all pass, as an empty list has no item that is wrong; one question over a table of pandas and one
#          of polars has one answer; a number that is none is either unknown in both, or in none.
# Happens: of no rows neither all have passed, nor has one failed: the counts are None; NaN is null over pandas, and not
#          null over polars; col_vals_eq("late", True) is counted over pandas, and over polars no row is, without an
#          error that is raised; true is one of [1, 2] over pandas, and a TypeError over polars.
# Seen:    pointblank 1.1.1, polars 2.1.0, pandas 3.1.1, narwhals 2.29.0. What is unknown fails, unless na_pass is asked
#          for, in both.
# Matters: a day on which nobody has an interview is told as a table that is wrong.
set -eu
version=${1:-1.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pointblank==$version" polars==2.1.0 pandas==3.1.1 narwhals==2.29.0
cat > ask.py <<'PY'
import logging
import sys
from importlib.metadata import version

import pandas
import pointblank
import polars

logging.disable()
DATA = {"n": [5, None, 7], "x": [1.0, float("nan"), 5.0], "late": [True, False, True], "id": [1, 2, 3]}
NONE = polars.DataFrame(DATA).clear()


def counts(table, ask):
    """How many rows pass and fail, and whether all are right."""
    try:
        asked = ask(pointblank.Validate(table)).interrogate()
    except TypeError as error:
        return type(error).__name__
    passed, failed = asked.n_passed(scalar=True, i=1), asked.n_failed(scalar=True, i=1)
    return f"{passed} and {failed}, {asked.all_passed()}"


def both(ask):
    first, second = counts(pandas.DataFrame(DATA), ask), counts(polars.DataFrame(DATA), ask)
    return first if first == second else f"{first}; {second}"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("n > 4", both(lambda rows: rows.col_vals_gt("n", 4)), "2 and 1, False", "2 and 1, False"),
    ("n > 4, or unknown", both(lambda rows: rows.col_vals_gt("n", 4, na_pass=True)), "3 and 0, True", "3 and 0, True"),
    ("n is unknown", both(lambda rows: rows.col_vals_null("n")), "1 and 2, False", "1 and 2, False"),
    ("x is unknown", both(lambda rows: rows.col_vals_null("x")), "0 and 3, False", "1 and 2, False; 0 and 3, False"),
    ("late is true", both(lambda rows: rows.col_vals_eq("late", True)), "2 and 1, False", "None and None, False"),
    ("id of 1, 2, 3", both(lambda rows: rows.col_vals_in_set("id", [1, 2, 3])), "3 and 0, True", "3 and 0, True"),
    (
        "id of true, 2, 3",
        both(lambda rows: rows.col_vals_in_set("id", [True, 2, 3])),
        "2 and 1, False",
        "3 and 0, True; TypeError",
    ),
    (
        "of no rows, id > 0",
        counts(NONE, lambda rows: rows.col_vals_gt("id", 0)),
        "0 and 0, True",
        "None and None, False",
    ),
]
print("pointblank", version("pointblank"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:18} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
