#!/bin/sh
# python-constraint: what values a set of variables may have together.
# Guess:   of a and b, each 3 or -5, a + b <= 0 leaves out 3 and 3 only; each 3 or -3, a + b = 0 is met twice; there
#          is no order in which conditions or variables must be stated.
# Happens: 3 and -5 are left out as well, so that of three answers one is left; a + b = 0 has no answer at all. As a
#          function the same conditions find all of them. With variables named b and a, in this order, the condition
#          `lambda a, b: a < b` is about b < a: names of parameters mean nothing.
# Seen:    python-constraint 1.4.0; its follower python-constraint2 2.9.0 has all answers. `preProcess` of
#          MaxSumConstraint and ExactSumConstraint takes out each value that alone is more than the sum, and stops as
#          soon as a part of the sum is more: right only where nothing is below 0.
# Matters: of ways to share a pay, a debt or days moved back, right ones are missing, without a word.
set -eu
version=${1:-1.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "python-constraint==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from constraint import ExactSumConstraint, MaxSumConstraint, MinSumConstraint, Problem

CASES = [  # what is asked, the values of a and b, the condition, how many answers in the guess, and how many are seen
    ("a + b <= 4", [1, 3], MaxSumConstraint(4), 3, 3),
    ("a + b <= 0", [3, -5], lambda a, b: a + b <= 0, 3, 3),
    ("a + b <= 0", [3, -5], MaxSumConstraint(0), 3, 1),
    ("a + b = 0", [3, -3], lambda a, b: a + b == 0, 2, 2),
    ("a + b = 0", [3, -3], ExactSumConstraint(0), 2, 0),
    ("a + b >= 0", [3, -3], MinSumConstraint(0), 3, 3),
]


def answers(names, values, condition):
    problem = Problem()
    problem.addVariables(names, values)
    problem.addConstraint(condition)
    return problem.getSolutions()


print("python-constraint", version("python-constraint"))
changed = False
for asked, values, condition, guess, known in CASES:
    seen = len(answers(["a", "b"], values, condition))
    kind = "a function" if callable(condition) and condition.__class__.__name__ == "function" else "a sum"
    print(f"{asked:10} of {values!s:8} as {kind:10} guess: {guess} answers  seen: {seen}")
    changed |= seen != known
(answer,) = answers(["b", "a"], [1, 2], lambda a, b: a < b)
print(f"lambda a, b: a < b, of b and a      guess: a=1 b=2    seen: a={answer['a']} b={answer['b']}")
changed |= answer != {"a": 2, "b": 1}
sys.exit("This has changed." if changed else 0)
PY
