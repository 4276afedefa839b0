#!/bin/sh
# allpairspy: rows for tests in which each pair of values occurs.
# Guess:   with n=3 each three values of three questions occur in a row, which takes 8 rows of two values each; where a
#          condition leaves some rows out, each pair that a row allowed has is in one.
# Happens: with n=3 there are 4 rows, as with 2, and four of the eight are missing. Where "no offer" and "answer today"
#          do not go together, a letter for today is in no row, though it goes with an offer.
# Seen:    allpairspy 2.5.1 and 2.5.0. Without a condition all pairs are there.
# Matters: the cases of a test of rules are drawn so, and a pair that is left out is never tried.
set -eu
version=${1:-2.5.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "allpairspy==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version
from itertools import combinations, product

from allpairspy import AllPairs

QUESTIONS = [["offer", "none"], ["phone", "letter"], ["today", "later"]]


def allowed(row):
    return not (len(row) == 3 and row[0] == "none" and row[2] == "today")


def left_out(size, condition=lambda row: True, n=2):
    rows = [tuple(row) for row in AllPairs(QUESTIONS, filter_func=condition, n=n)]
    possible = [row for row in product(*QUESTIONS) if condition(row)]
    places = list(combinations(range(3), size))
    wanted = {(at, tuple(row[i] for i in at)) for row in possible for at in places}
    had = {(at, tuple(row[i] for i in at)) for row in rows for at in places}
    return sorted(" ".join(values) for _, values in wanted - had)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("rows with n=2", len(list(AllPairs(QUESTIONS, n=2))), 4, 4),
    ("pairs left out with n=2", left_out(2), [], []),
    ("pairs left out under a condition", left_out(2, allowed), [], ["letter today"]),
    ("rows with n=3", len(list(AllPairs(QUESTIONS, n=3))), 8, 4),
    ("threes left out with n=3", len(left_out(3, n=3)), 0, 4),
]
print("allpairspy", version("allpairspy"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:32} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
