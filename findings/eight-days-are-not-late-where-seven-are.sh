#!/bin/sh
# wittgenstein: rules learnt from examples by RIPPER.
# Guess:   from days 0 to 7, of which 5, 6 and 7 are late, it learns "5 or more"; 8 days are late as well, and 6.5; what
#          is not known is refused, as a missing column is.
# Happens: of a number with few values it makes words: "days=5 or days=6 or days=7", and 8 is not late, nor 6.5. Of a
#          number with many values it makes ranges, the last of which is open. Who has no days is not late.
# Seen:    wittgenstein 0.3.5 and 0.3.4, numpy 2.4.6, pandas 3.1.1.
# Source:  its README: "n_discretize_bins ... Fit apparent numeric attributes into a maximum of n_discretize_bins" bins.
# Matters: rules that were learnt look right, and are put to work, until somebody waits for longer than all before.
set -eu
version=${1:-0.3.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "wittgenstein==$version" pandas==3.1.1 numpy==2.4.6
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import pandas as pd
import wittgenstein


def late(most, limit, asked):
    days = pd.DataFrame({"days": [day % (most + 1) for day in range(40 * (most + 1))]})
    days["late"] = days["days"] >= limit
    rules = wittgenstein.RIPPER(random_state=1)
    rules.fit(days, class_feat="late", pos_class=True)
    return str(rules.ruleset_), [bool(rules.predict(pd.DataFrame({"days": [day]}))[0]) for day in asked]


CASES = [  # the most days that are learnt, from when on they are late, the days asked for, the guess, what is seen
    (7, 5, [4, 5, 6, 7], [False, True, True, True], [False, True, True, True]),
    (7, 5, [8, 100, 6.5], [True, True, True], [False, False, False]),
    (59, 30, [10, 40, 100, 40.5], [False, True, True, True], [False, True, True, True]),
    (59, 30, [float("nan")], ["refused"], [False]),
]
print("wittgenstein", version("wittgenstein"))
changed = False
for most, limit, asked, guess, known in CASES:
    rules, seen = late(most, limit, asked)
    print(f"0 to {most}, late from {limit} on: {rules}\n  {asked}: guess: {guess} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 100 venv/bin/python -W ignore ask.py
