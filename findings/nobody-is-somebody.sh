#!/bin/sh
# yaql: the language of queries in OpenStack's workflows and templates.
# Guess:   of a list without the late ones, once nobody is left, `not` is true, and it equals []; a list that has a
#          name has the same length twice; two selections that hold the same are equal; 1 is not true; no text is
#          false.
# Happens: what `where` and `select` give is neither empty nor equal to anything, and it is used up by the first look:
#          its length is 2, and the second time 0. `toList()` makes a list of it. 1 = true, and true is in [1];
#          `bool("false")` is true, `int(null)` 0, and 7/2 is 3. The module cannot be imported, unless another one has
#          imported `collections.abc` before.
# Seen:    yaql 3.2.0, and 3.0.0, which can be imported; Python 3.11.
# Source:  yaql/language/utils.py of 3.2.0, line 15 imports `collections` only, and line 56 uses `collections.abc`.
# Matters: "nobody has answered" is false when nobody has, and a sum beside its count is an error.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "yaql==$version"
imported=$(venv/bin/python -c "import yaql" 2>/dev/null && echo yes || echo no)
cat > ask.py <<'PY'
import collections.abc  # or yaql cannot be imported
import sys
from importlib.metadata import version

import yaql

TWICE = "let(late => $.where($ > 1)) -> "
CASES = [  # the expression over [1, 2, 3], the guess, the value
    ("$.where($ > 1).len()", 2, 2),
    ("2 in $.select($)", True, True),
    ("not []", True, True),
    ("not $.where($ > 5)", True, False),
    ("not $.where($ > 5).toList()", True, True),
    ("$.where($ > 5) = []", True, False),
    ("$.select($ * 2) = [2, 4, 6]", True, False),
    (f"{TWICE}$late.len() + $late.len()", 4, 2),
    (f"{TWICE}$late.sum() / $late.len()", 2, "refused"),
    ("1 = true", False, True),
    ("bool('false')", False, True),
    ("int(null)", "refused", 0),
    ("7 / 2", 3.5, 3),
]
engine = yaql.factory.YaqlFactory().create()


def valued(expression):
    """The value of an expression."""
    try:
        return engine(expression).evaluate(data=[1, 2, 3])
    except Exception:
        return "refused"


print("yaql", version("yaql"), "guess: can be imported: yes, seen:", sys.argv[1])
changed = sys.argv[1] != "no"
for expression, guess, known in CASES:
    seen = valued(expression)
    print(f"{expression:58} guess: {guess!s:8} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py "$imported"
