#!/bin/sh
# portion: intervals of numbers and days, and what holds on each of them.
# Guess:   what is no number is in no interval, for it is neither more than 1 nor less than 2; a dictionary by intervals
#          has nothing for it, as for 7; an interval whose end is no number is refused.
# Happens: it is in every interval but the empty one, and in the complement of each; of "up to five: early, later: late"
#          it gets the first. None is in the interval of all numbers. An interval up to it is empty. 1 and True are one
#          value: their intervals are joined.
# Seen:    portion 2.6.3 and 2.6.2; up to 2.6.1 NaN is in no interval. None in an interval with ends is refused.
# Matters: days that nobody stated are NaN in a table, and are then "at most five".
set -eu
version=${1:-2.6.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "portion==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import portion as P

NAN = float("nan")
WAIT = P.IntervalDict([(P.closed(0, 5), "early"), (P.open(5, P.inf), "late")])

CASES = [  # what is asked, what is seen, the guess, and what is known
    ("5 is in [1, 5]", 5 in P.closed(1, 5), True, True),
    ("5 is in (1, 5)", 5 in P.open(1, 5), False, False),
    ("NaN is in [1, 5]", NAN in P.closed(1, 5), False, True),
    ("NaN is in (1, 5)", NAN in P.open(1, 5), False, True),
    ("NaN is in what is not in [1, 5]", NAN in ~P.closed(1, 5), False, True),
    ("NaN is in nothing", NAN in P.empty(), False, False),
    ("NaN is in [NaN]", NAN in P.singleton(NAN), True, False),
    ("None is in the interval of all", None in P.open(-P.inf, P.inf), False, True),
    ("the wait of 5 days", WAIT.get(5), "early", "early"),
    ("the wait of 7 days", WAIT.get(7), "late", "late"),
    ("the wait of -1 days", WAIT.get(-1), None, None),
    ("the wait of NaN days", WAIT.get(NAN), None, "early"),
    ("1 up to 4 and True up to 6", len(P.IntervalDict({P.closed(0, 4): 1, P.openclosed(4, 6): True})), 2, 1),
]
print("portion", version("portion"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:31} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
