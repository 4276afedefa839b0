#!/bin/sh
# cpmpy and z3-solver: conditions on unknown numbers, written as Python writes them.
# Guess:   what Python does not hand on to a library (1 <= x <= 3, x > 7 and y > 7, x == y == 1, x in [1, 2]) is
#          refused, as the first two are; -9 // 2 and -9 % 4 are what Python has, -5 and 3, in both; 7 is not 5
#          divided by 0.
# Happens: the first two are refused by both, with an explanation. `x == y == 1` is `x == y` for both, without a word,
#          so that 9 and 9 are an answer; `x in [1, 2]` is False, so that there is no answer. For cpmpy -9 // 2 is -4
#          and -9 % 4 is -1, for z3 -5 and 3. In z3 5 / 0 may be 7, or whatever fits.
# Seen:    cpmpy 1.1.1, z3-solver 5.4.1.0. BoolRef.__bool__ in z3.py compares the two sides of == as they are written.
# Matters: of three things that should be equal, two are; a rule that asks for one of a list never holds.
set -eu
version=${1:-1.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "cpmpy==$version" z3-solver==5.4.1.0
timeout 100 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

import cpmpy
import z3

CASES = [  # the condition, whether 9 and 9 fit, the guess, and what cpmpy and z3 say
    ("x + y == 18", lambda x, y: x + y == 18, (9, 9), "fit", "fit", "fit"),
    ("1 <= x <= 3", lambda x, y: 1 <= x <= 3, (9, 9), "refused", "refused", "refused"),
    ("x > 7 and y > 7", lambda x, y: x > 7 and y > 7, (9, 9), "refused", "refused", "refused"),
    ("x == y == 1", lambda x, y: x == y == 1, (9, 9), "refused", "fit", "fit"),
    ("x in [1, 2]", lambda x, y: x in [1, 2], (1, 1), "refused", "do not fit", "do not fit"),
    ("x // 2 == y", lambda x, y: (x // 2 if isinstance(x, cpmpy.expressions.core.Expression) else x / 2) == y, (-9, -5),
     "fit", "do not fit", "fit"),
    ("x % 4 == y", lambda x, y: x % 4 == y, (-9, 3), "fit", "do not fit", "fit"),
]


def by_cpmpy(condition, a, b):
    x, y = cpmpy.intvar(-9, 9, shape=2)
    return cpmpy.Model([condition(x, y), x == a, y == b]).solve()


def by_z3(condition, a, b):
    x, y = z3.Ints("x y")
    solver = z3.Solver()
    solver.add(condition(x, y), x == a, y == b)
    return solver.check() == z3.sat


def asked(engine, condition, pair):
    try:
        return "fit" if engine(condition, *pair) else "do not fit"
    except (ValueError, z3.Z3Exception):
        return "refused"


print(*(f"{name} {version(name)}" for name in ("cpmpy", "z3-solver")))
changed = False
for text, condition, pair, guess, *known in CASES:
    seen = [asked(engine, condition, pair) for engine in (by_cpmpy, by_z3)]
    print(f"{text:16} {pair!s:9} guess: {guess:8} seen: {' | '.join(seen)}")
    changed |= seen != known
nothing = asked(by_z3, lambda x, y: x / 0 == y, (5, 7))
print(f"x / 0 == y       (5, 7)    guess: do not fit       seen: {nothing} (z3)")
changed |= nothing != "fit"
sys.exit("This has changed." if changed else 0)
PY
