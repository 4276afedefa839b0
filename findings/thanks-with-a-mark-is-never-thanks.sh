#!/bin/sh
# python-statemachine: conditions of a transition, written as a text such as "not answered and days > 5".
# Guess:   what stands in quotes is a text and compared as it is; a number below zero is one; what cannot be compared
#          is not true, or an error.
# Happens: the signs for "not", "and" and "or" (!, ^ and v) are replaced before anything is read, in quotes as well:
#          "reply == 'Thanks!'" is never true, and neither is "letter == 'a v b'". "x > -5" and "x + 1 > 5" are
#          refused when the machine is made. The rest is as in Python: "or" is weaker than "and", "1 < x < 3" is both.
# Seen:    python-statemachine 3.2.2 and 2.5.0.
# Source:  statemachine/spec_parser.py of 3.2.2, lines 10 and 341: `re.compile(r"\!(?!=)|\^|\bv\b")`, used on the
#          whole text.
# Matters: a step waits for an answer that has come.
set -eu
version=${1:-3.2.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "python-statemachine==$version"
timeout 60 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed


def goes(condition, x):
    """Whether a machine leaves its state, with a condition on x."""
    try:
        class Waiting(StateMachine):
            waiting = State(initial=True)
            done = State(final=True)
            go = waiting.to(done, cond=condition)

        Waiting.x, Waiting.y = x, False
        Waiting().go()
    except TransitionNotAllowed:
        return False
    except Exception:
        return "refused"
    return True


CASES = [  # the condition, x, the guess, whether the machine goes on
    ("x or x and y", True, True, True),
    ("not x > 5", 4, True, True),
    ("1 < x < 3", 5, False, False),
    ("x == 'Thanks'", "Thanks", True, True),
    ("x == 'Thanks!'", "Thanks!", True, False),
    ("x == 'a v b'", "a v b", True, False),
    ("x == 'a^b'", "a^b", True, False),
    ("x != 'Thanks!'", "Thanks!", False, True),
    ("x > -5", 0, True, "refused"),
    ("x + 1 > 5", 5, True, "refused"),
]
print("python-statemachine", version("python-statemachine"))
changed = False
for condition, x, guess, known in CASES:
    seen = goes(condition, x)
    print(f"{condition:16} of {x!r:10} guess: {guess!s:6} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
