#!/bin/sh
# metric-temporal-logic: sentences on what holds from when until when, asked of a course of events.
# Guess:   F[0,2] b is true where b is true from the moment 2 on, for [0,2] is closed; G[0,1] a is false where a ends at
#          1; what is asked of the time after the last event is not known, or refused.
# Happens: the end of each interval is left out: F[0,2] b is false and F[0,2.01] b true, G[0,1] a true. An interval of
#          one moment is asked rightly at 0 only: G[1,1] a is true. After the last event all goes on as it was.
# Seen:    metric-temporal-logic 0.4.1, without `quantitative`.
# Matters: "an answer by day two" is met on day two.
set -eu
version=${1:-0.4.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "metric-temporal-logic==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import mtl

COURSE = {"a": [(0, True), (1, False), (3, True)], "b": [(0, False), (2, True)]}  # b is true from the moment 2 on


def holds(sentence):
    return mtl.parse(sentence)(COURSE, quantitative=False)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("a", holds("a"), True, True),
    ("F[0,1] b", holds("F[0,1] b"), False, False),
    ("F[0,2] b", holds("F[0,2] b"), True, False),
    ("F[0,2.01] b", holds("F[0,2.01] b"), True, True),
    ("F[2,2] b", holds("F[2,2] b"), True, False),
    ("F[2,3] b", holds("F[2,3] b"), True, True),
    ("G[0,1] a", holds("G[0,1] a"), False, True),
    ("G[0,1.01] a", holds("G[0,1.01] a"), False, False),
    ("G[1,1] a", holds("G[1,1] a"), False, True),
    ("F[1,1] ~a", holds("F[1,1] ~a"), True, False),
]
print("metric-temporal-logic", version("metric-temporal-logic"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:11} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
