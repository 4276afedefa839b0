#!/bin/sh
# salabim: discrete event simulation; its monitor of values.
# Guess:   the mean of 1, 2 and "soon" is refused, or that of 1 and 2; what is not known counts for nothing; the mean of
#          "5" and "10" is 7.5 or refused.
# Happens: a word and None count as 0, and are the least as well: the mean of 4, 8 and None is 4.0. "5" is 5.
# Seen:    salabim 26.0.9 and 26.0.0. Of no values all is nan.
# Matters: a wait that nobody has stated shortens the mean of all waits.
set -eu
version=${1:-26.0.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "salabim==$version" greenlet==3.2.4
cat > ask.py <<'PY'
import math
import sys
from importlib.metadata import version

import salabim

NAN = math.nan
CASES = [  # the values, the mean and the least in the guess, and those of the monitor
    ([], (NAN, NAN), (NAN, NAN)),
    ([4, 8], (6, 4), (6, 4)),
    (["5", "10"], (7.5, 5), (7.5, 5)),
    ([4, 8, None], (6, 4), (4, 0)),
    ([4, 8, "soon"], (6, 4), (4, 0)),
    ([-4, -8, None], (-6, -8), (-4, -8)),
]
environment = salabim.Environment(trace=False)
print("salabim", version("salabim"))
changed = False
for values, guess, known in CASES:
    monitor = salabim.Monitor("waits")
    for value in values:
        monitor.tally(value)
    seen = monitor.mean(), monitor.minimum()
    print(f"the mean and the least of {values!s:14} guess: {guess!s:10} seen: {seen}")
    changed |= str([float(number) for number in seen]) != str([float(number) for number in known])
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
