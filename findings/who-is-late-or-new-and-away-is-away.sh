#!/bin/sh
# pygeofilter: filters in CQL2 and ECQL, decided over objects of Python.
# Guess:   AND binds closer than OR; in LIKE `_` is one letter and a point a point; IN may have one item; who states
#          nothing is neither 5 nor not 5; a quote in a text is two quotes; a name may have one letter.
# Happens: a OR b AND c is (a OR b) AND c, in both languages; `A_n` finds nobody, and `A.n` Ann; one item is a
#          TypeError; who states no days is found by <> 5 and by NOT = 5, while > 4 is a TypeError; 'it''s' is refused;
#          in CQL2 a name has at least two letters.
# Seen:    pygeofilter 0.4.0 with lark 1.3.1. Sums, brackets and NOT before AND are right.
# Source:  OGC CQL2 (21-065r2), annex B (booleanExpression, booleanTerm, isLikePredicate).
# Matters: a rule without brackets leaves out all who met its first half only.
set -eu
version=${1:-0.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pygeofilter==$version" lark==1.3.1 shapely==2.2.0
cat > ask.py <<'PY'
import sys
from importlib.metadata import version
from types import SimpleNamespace

from lark.exceptions import LarkError
from pygeofilter.backends.native.evaluate import NativeEvaluator
from pygeofilter.parsers import cql2_text, ecql

PEOPLE = [
    SimpleNamespace(id=1, days=5, name="Ann", n=5),
    SimpleNamespace(id=2, days=None, name="Bo", n=1),
    SimpleNamespace(id=3, days=7, name="Cy", n=1),
]


def who(parser, text):
    try:
        meets = NativeEvaluator({}, use_getattr=True).evaluate(parser.parse(text))
        return ", ".join(str(person.id) for person in PEOPLE if meets(person)) or "nobody"
    except LarkError:
        return "refused"
    except TypeError:
        return "a TypeError"


def both(text):
    first, second = who(cql2_text, text), who(ecql, text)
    return first if first == second else f"{first} and {second}"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("days = 5 AND name = 'Ann' OR days = 7", both("days = 5 AND name = 'Ann' OR days = 7"), "1, 3", "1, 3"),
    ("days = 5 OR days = 7 AND name = 'x'", both("days = 5 OR days = 7 AND name = 'x'"), "1", "nobody"),
    ("days = 5 OR (days = 7 AND name = 'x')", both("days = 5 OR (days = 7 AND name = 'x')"), "1", "1"),
    ("NOT days = 5 AND name = 'Cy'", both("NOT days = 5 AND name = 'Cy'"), "3", "3"),
    ("days = 10 - 3 * 1", both("days = 10 - 3 * 1"), "3", "3"),
    ("days IN (5, 6)", both("days IN (5, 6)"), "1", "1"),
    ("days IN (5)", both("days IN (5)"), "1", "a TypeError"),
    ("days <> 5", both("days <> 5"), "3", "2, 3"),
    ("days > 4", both("days > 4"), "1, 3", "a TypeError"),
    ("name LIKE 'A%'", both("name LIKE 'A%'"), "1", "1"),
    ("name LIKE 'A_n'", both("name LIKE 'A_n'"), "1", "nobody"),
    ("name LIKE 'A.n'", both("name LIKE 'A.n'"), "nobody", "1"),
    ("name = 'it''s'", both("name = 'it''s'"), "nobody", "refused"),
    ("n = 5", both("n = 5"), "1", "refused and 1"),
]
print("pygeofilter", version("pygeofilter"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:37} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
