#!/bin/sh
# PuLP: conditions of a plan, written as one writes them in Python.
# Guess:   `1 <= x <= 5` is both conditions, or refused, as it is by its peers pyomo and OR-tools; so are `and`, `or`.
# Happens: of a chain, and of `and`, the last condition is kept; of `or` the first one; `x != 3` is no condition at all
#          (True is taken, and left out). No error. A yes-or-no quantity up to 10 is up to 1.
# Seen:    PuLP 3.3.2 beside pyomo 6.9.4. In 2.9.0 `x != 3` takes the place of the aim of the plan.
# Matters: a plan is optimal under conditions that nobody wrote; with the solver's help it shows only in the numbers.
set -eu
version=${1:-3.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pulp==$version" pyomo==6.9.4
timeout 120 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pulp
import pyomo.environ as pyomo

CASES = [  # the condition, the least and the most of x as guessed, and as seen
    ("1 <= x <= 5", "1 to 5", "-9 to 5"),
    ("5 >= x >= 1", "1 to 5", "1 to 9"),
    ("x >= 1 and x <= 5", "1 to 5", "-9 to 5"),
    ("x <= 5 and x >= 1", "1 to 5", "1 to 9"),
    ("x == 1 or x == 2", "1 to 2", "1 to 1"),
    ("x != 9", "-9 to 8", "-9 to 9"),
]


def ends(condition):
    """The least and the most of a whole number from -9 to 9 under a condition."""
    found = []
    for sense in (pulp.LpMinimize, pulp.LpMaximize):
        x = pulp.LpVariable("x", -9, 9, cat="Integer")
        plan = pulp.LpProblem("plan", sense)
        plan += x
        plan += eval(condition, {"x": x})
        plan.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=20))
        found.append("?" if x.value() is None else round(x.value()))
    return "{} to {}".format(*found)


def refused(condition):
    """Whether pyomo refuses a condition."""
    model = pyomo.ConcreteModel()
    model.x = pyomo.Var()
    try:
        model.c = pyomo.Constraint(expr=eval(condition, {"x": model.x}))
    except Exception:
        return True
    return False


print("PuLP", version("pulp"), "pyomo", version("pyomo"))
changed = False
for condition, guess, known in CASES:
    seen, by_pyomo = ends(condition), refused(condition)
    print(f"{condition:18} guess: {guess:8} or refused   PuLP: {seen:8} pyomo: {'refused' if by_pyomo else 'taken'}")
    changed |= seen != known or not by_pyomo
sys.exit("This has changed." if changed else 0)
PY
