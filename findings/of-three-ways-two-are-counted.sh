#!/bin/sh
# PyEDA: formulas of true and false.
# Guess:   `satisfy_count` is the number of ways in which a formula is true, as its help says "the set of all satisfying
#          input points", and the same for a formula and its diagram: three of a or b, six of "not all three are equal".
# Happens: it counts what `satisfy_all` gives, where what does not matter is left out: three for a | b as a formula and two as
#          a diagram, four of the six, four of the five for "most of four". Exactly-one and equality are right.
# Seen:    PyEDA 0.29.0; by 0.28.0 the same, but "one of four" is an error. Two formulas that say the same are `equivalent`, and have other counts.
# Matters: a count of the situations to which a rule applies is too small, by more the simpler the rule is.
set -eu
version=${1:-0.29.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyeda==$version"
cat > ask.py <<'PY'
import itertools
import sys
from importlib.metadata import version

from pyeda.inter import OneHot, expr, expr2bdd, exprvars


def counted(formula):
    names = sorted(formula.support)
    points = (dict(zip(names, values)) for values in itertools.product((0, 1), repeat=len(names)))
    return sum(bool(formula.restrict(point)) for point in points)


def counts(formula):
    return f"{formula.satisfy_count()} of {counted(formula)}, {expr2bdd(formula).satisfy_count()} by diagram"


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("one of four", lambda: counts(OneHot(*exprvars("a", 4))), "4 of 4, 4 by diagram", "4 of 4, 4 by diagram"),
    ("all three equal", lambda: counts(expr("Equal(a, b, c)")), "2 of 2, 2 by diagram", "2 of 2, 2 by diagram"),
    ("a & b", lambda: counts(expr("a & b")), "1 of 1, 1 by diagram", "1 of 1, 1 by diagram"),
    ("a | b", lambda: counts(expr("a | b")), "3 of 3, 3 by diagram", "3 of 3, 2 by diagram"),
    ("a => b", lambda: counts(expr("a => b")), "3 of 3, 3 by diagram", "2 of 3, 2 by diagram"),
    ("not all three equal", lambda: counts(expr("Unequal(a, b, c)")), "6 of 6, 6 by diagram", "4 of 6, 4 by diagram"),
    ("most of three", lambda: counts(expr("Majority(a, b, c)")), "4 of 4, 4 by diagram", "3 of 4, 3 by diagram"),
    ("most of four", lambda: counts(expr("Majority(a, b, c, d)")), "5 of 5, 5 by diagram", "4 of 5, 4 by diagram"),
    ("a | b & c", lambda: counts(expr("a | b & c")), "5 of 5, 5 by diagram", "2 of 5, 2 by diagram"),
    ("a => b and b | ~a say the same", lambda: expr("a => b").equivalent(expr("b | ~a")), "True", "True"),
    ("b | ~a", lambda: counts(expr("b | ~a")), "3 of 3, 3 by diagram", "3 of 3, 2 by diagram"),
]
print(*(f"{name} {version(name)}" for name in ["pyeda"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
