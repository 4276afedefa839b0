#!/bin/sh
# pyDatalog: sums over facts one of which cannot be reckoned with, and a negation that stands first.
# Guess:   half of None, or 12 divided by 0, is an error, as `None < 35` is; or that row has no answer. Who "has no
#          offer and is paid" is the same people as who "is paid and has no offer", or the first is refused.
# Happens: the error itself, a Python exception, is the value of that row: it is counted, it is not equal to 15, and
#          whoever has it "has a half". With the negation first nobody is found, without a word.
# Seen:    0.22.4.
# Matters: "all whose share is not 15" has in it those whose share nobody knows; conditions in the other order find
#          nobody.
set -eu
version=${1:-0.22.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyDatalog==$version"
venv/bin/python -W ignore - "$version" <<'PY'
import sys

from pyDatalog import pyDatalog

pyDatalog.load("""
+ pay('ann', 30)
+ pay('bob', 40)
+ pay('cat', None)
+ parts('ann', 4)
+ parts('bob', 0)
+ offer('ann')
half(X, Z) <= pay(X, Y) & (Z == Y / 2)
share(X, Z) <= parts(X, Y) & (Z == 12 / Y)
other(X) <= half(X, Z) & (Z != 15)
(number[None] == len_(X)) <= half(X, Z)
waits(X) <= pay(X, Y) & ~offer(X)
waits_too(X) <= ~offer(X) & pay(X, Y)
""")


def answers(query):
    """The rows found, with the class in the place of an exception."""
    found = pyDatalog.ask(query)
    rows = sorted(found.answers, key=str) if found else []
    return ", ".join(" ".join(type(x).__name__ if isinstance(x, Exception) else str(x) for x in row) for row in rows)


TABLE = (
    ("half(X, Z)", "ann 15.0, bob 20.0", "ann 15.0, bob 20.0, cat TypeError"),
    ("share(X, Z)", "ann 3.0", "ann 3.0, bob ZeroDivisionError"),
    ("other(X)", "bob", "bob, cat"),
    ("number[None] == N", "2", "3"),
    ("waits(X)", "bob, cat", "bob, cat"),
    ("waits_too(X)", "bob, cat", ""),
)
print("pyDatalog", sys.argv[1])
changed = False
for query, guess, known in TABLE:
    seen = answers(query)
    changed |= seen != known
    print(f"{query:18} guess: {guess:19} seen: {seen or 'nobody'}")
sys.exit("This has changed." if changed else 0)
PY
