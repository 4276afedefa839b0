#!/bin/sh
# PySMT: formulas read from a text.
# Guess:   an arrow binds to the right, as in logic books: "a -> b -> a" is a -> (b -> a), which is always true; "x-1"
#          is x less one, or "x - 1" is refused as well; at most one of a, b and a leaves a true if b is not.
# Happens: it is (a -> b) -> a, which is false if a is. "x-1" is refused, "x - 1" is not. "At most one" of a list in
#          which a stands twice says that a is false.
# Seen:    PySMT 0.9.6 and 0.9.5; of `<->` and `->` in a row, too, the left one binds first.
# Matters: a rule "if they are late, then if you have called them, wait" says another thing than what was meant.
set -eu
version=${1:-0.9.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pysmt==$version" setuptools==80.9.0
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from pysmt.exceptions import PysmtSyntaxError
from pysmt.parsing import parse
from pysmt.shortcuts import FALSE, TRUE, AtMostOne, Bool, Symbol
from pysmt.typing import INT

a, b, x = Symbol("a"), Symbol("b"), Symbol("x", INT)


def read(text):
    try:
        return parse(text).serialize()
    except PysmtSyntaxError:
        return "refused"


CASES = [  # the text, the guess, and what is read
    ("a | b & a", "(a | (b & a))", "(a | (b & a))"),
    ("x - 1 - 1 < 5", "(((x - 1) - 1) < 5)", "(((x - 1) - 1) < 5)"),
    ("a -> b -> a", "(a -> (b -> a))", "((a -> b) -> a)"),
    ("x-1 < 5", "((x - 1) < 5)", "refused"),
]
print("PySMT", version("pysmt"))
changed = False
for text, guess, known in CASES:
    seen = read(text)
    print(f"{text:16} guess: {guess:20} seen: {seen}")
    changed |= seen != known
implied = parse("a -> b -> a").substitute({a: FALSE(), b: TRUE()}).simplify()
print("without a, a -> b -> a is, guess: True seen:", implied)
once = AtMostOne([a, b, a]).substitute({a: TRUE(), b: FALSE()}).simplify()
print("with a alone, at most one of a, b, a is, guess: True seen:", once)
sys.exit("This has changed." if changed or (implied, once) != (Bool(False), Bool(False)) else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
