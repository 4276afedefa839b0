#!/bin/sh
# sympy: conditions read from a text with the words `and`, `or` and `not`.
# Guess:   And(a, b), as for `a & b`; or refused, as `x > 1 and y < 5` is ("cannot determine truth value").
# Happens: `a and b` is b, `a or b` is a, `not a` is False, `offer and not accepted` is False, `a if b else c` is a; and
#          `x == 1` is False, `x != 1` True, for any x. No error.
# Seen:    sympy 1.12 and 1.14.0, in sympify and parse_expr.
# Matters: whoever checks rules for contradictions with it checks other rules, the shorter halves of them.
set -eu
version=${1:-1.14.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sympy==$version"
venv/bin/python - <<'PY'
import sys

import sympy

EXPECTED = {  # text: (guess, what is seen)
    "a & b": ("a & b", "a & b"),
    "a and b": ("a & b, or refused", "b"),
    "a or b": ("a | b, or refused", "a"),
    "not a": ("~a, or refused", "False"),
    "offer and not accepted": ("offer & ~accepted, or refused", "False"),
    "a if b else c": ("refused", "a"),
    "x == 1": ("Eq(x, 1), or refused", "False"),
    "x > 1 and y < 5": ("refused", "refused"),
}
print("sympy", sympy.__version__)
changed = False
for text, (guess, known) in EXPECTED.items():
    try:
        seen = str(sympy.sympify(text))
        changed |= str(sympy.parse_expr(text)) != seen
    except TypeError:
        seen = "refused"
    print(f"{text}\n  guess: {guess}\n  seen:  {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
