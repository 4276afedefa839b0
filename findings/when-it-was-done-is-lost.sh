#!/bin/sh
# pytodotxt: lists of things to do as lines of text (todo.txt), read and written.
# Guess:   a line read and written is the same: with the day on which it was done, its priority, and the day it was
#          begun; "Call at 12:30" has no attributes.
# Happens: of what is done, a single day is not written, nor is a priority with the day it was begun. "Call at 12:30"
#          has the attribute 12 with the value 30; "(A)Call" gets a priority, and a space.
# Seen:    3.1.0; 2.0.0 keeps the day on which it was begun, in the place of the day on which it was done.
# Source:  pytodotxt/task.py of 3.1.0, `serialize_pedantic`, which is what is used if nobody asks for another.
# Matters: which interview was when is gone once the list has been saved.
set -eu
version=${1:-3.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pytodotxt==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from pytodotxt import Task

CASES = [  # the line (which is the guess, too), and what is written of it
    ("(A) 2026-01-05 Call +job @phone due:2026-01-09", "(A) 2026-01-05 Call +job @phone due:2026-01-09"),
    ("x 2026-01-06 2026-01-05 Call", "x 2026-01-06 2026-01-05 Call"),
    ("x 2026-01-06 Call", "x Call"),
    ("x (A) 2026-01-05 Call", "x Call"),
    ("(A)Call", "(A) Call"),
]
print("pytodotxt", version("pytodotxt"))
changed = False
for line, known in CASES:
    seen = str(Task(line))
    print(f"{line}\n  seen: {seen}")
    changed |= seen != known
attributes = dict(Task("Call at 12:30").attributes)
print("Call at 12:30 has the attributes, guess: {} seen:", attributes)
sys.exit("This has changed." if changed or attributes != {"12": ["30"]} else 0)
PY
