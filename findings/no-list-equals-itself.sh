#!/bin/sh
# zen-engine: two lists, or two objects, compared with == in an expression.
# Guess:   true when they hold the same, or else an error as for `null < 1`.
# Happens: always false, also for a list and itself; != is always true. No error.
# Seen:    0.28.0 to 2.1.3.
# Matters: a rule that waits for a list of facts to be as named never fires, its opposite always.
set -eu
version=${1:-2.1.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "zen-engine==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import zen

EXPECTED = {  # expression: (guess, what is seen)
    "said == said": (True, False),
    "said == ['salary', 'start']": (True, False),
    "said != ['salary', 'start']": (False, True),
    "{a: 1} == {a: 1}": (True, False),
    "said[0] == 'salary'": (True, True),
}
print("zen-engine", version("zen-engine"))
changed = False
for text, (guess, known) in EXPECTED.items():
    seen = zen.evaluate_expression(text, {"said": ["salary", "start"]})
    print(f"{text:30} guess: {guess!s:6} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
