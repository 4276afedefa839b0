#!/bin/sh
# rtamt: whether signals keep to formulas of temporal logic, moment by moment.
# Guess:   next(x > 0) is eventually[1,1](x > 0), and prev(x > 0) is once[1,1](x > 0), at each moment; an implication
#          takes all to its right; x - y - 1 is (x - y) - 1.
# Happens: at the last moment next is true and eventually[1,1] false; at the first prev is true and once[1,1] false, and
#          a rise is one, if the signal begins above; a -> b -> c is (a -> b) -> c; x - y - 1 > 0 is an error, with
#          brackets, too, and x - y > 1 is not; an interval from 2 to 1 is a ValueError of min().
# Seen:    rtamt 0.4.10, in discrete time. Always, until, since, and "and" before "or" are right.
# Matters: a deadline on the last day is kept, or not, as one says it.
set -eu
version=${1:-0.4.10}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "rtamt==$version"
cat > ask.py <<'PY'
import logging
import sys
from importlib.metadata import version

import rtamt

logging.disable()
X, Y = [1, 2, -1, 4, 5], [-1, -1, 3, -1, 1]


def holds(formula):
    spec = rtamt.StlDiscreteTimeSpecification()
    for name in ("x", "y", "out"):
        spec.declare_var(name, "float")
    spec.spec = formula
    try:
        spec.parse()
        found = spec.evaluate({"time": list(range(5)), "x": X, "y": Y})
    except (rtamt.RTAMTException, ValueError) as error:
        return type(error).__name__
    return " ".join("yes" if value > 0 else "no" for _, value in found)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("x > 0", holds("x > 0"), "yes yes no yes yes", "yes yes no yes yes"),
    ("always[0,1] (x > 0)", holds("always[0,1] (x > 0)"), "yes no no yes yes", "yes no no yes yes"),
    ("x > 0 and y > 0 or x > 3", holds("x > 0 and y > 0 or x > 3"), "no no no yes yes", "no no no yes yes"),
    ("next (x > 0)", holds("next (x > 0)"), "yes no yes yes no", "yes no yes yes yes"),
    ("eventually[1,1] (x > 0)", holds("eventually[1,1] (x > 0)"), "yes no yes yes no", "yes no yes yes no"),
    ("prev (x > 0)", holds("prev (x > 0)"), "no yes yes no yes", "yes yes yes no yes"),
    ("once[1,1] (x > 0)", holds("once[1,1] (x > 0)"), "no yes yes no yes", "no yes yes no yes"),
    ("rise (x > 0)", holds("rise (x > 0)"), "no no no yes no", "yes no no yes no"),
    ("x > 0 -> (y > 0 -> x > 3)", holds("x > 0 -> (y > 0 -> x > 3)"), "yes yes yes yes yes", "yes yes yes yes yes"),
    ("x > 0 -> y > 0 -> x > 3", holds("x > 0 -> y > 0 -> x > 3"), "yes yes yes yes yes", "yes yes no yes yes"),
    ("x - y > 1", holds("x - y > 1"), "yes yes no yes yes", "yes yes no yes yes"),
    ("(x - y) - 1 > 0", holds("(x - y) - 1 > 0"), "yes yes no yes yes", "RTAMTException"),
    ("x - y - 1 > 0", holds("x - y - 1 > 0"), "yes yes no yes yes", "RTAMTException"),
    ("always[2,1] (x > 0)", holds("always[2,1] (x > 0)"), "RTAMTException", "ValueError"),
]
print("rtamt", version("rtamt"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:25} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
