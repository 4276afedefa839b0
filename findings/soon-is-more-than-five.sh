#!/bin/sh
# durable_rules: rules over facts, in Python over an engine in C.
# Guess:   "6" and "soon" are neither more nor less than 5, or an error; "1" is not 1, true is not 1; a number that is not stated is
#          neither less than 5 nor other than 5.
# Happens: "soon" and "6" are more than 5, "1" equals 1, and true, and true is more than 0: where a text and a number meet, they are
#          compared in one way or another, without an error. What is null or not stated is in no relation at all.
# Seen:    durable_rules 2.0.28. Whole numbers, halves, large numbers and texts among one another are compared as they are.
# Matters: a date, or an amount, that was typed as a word makes the rules of large amounts fire.
set -eu
version=${1:-2.0.28}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "durable-rules==$version"
cat > ask.py <<'PY'
import itertools
import sys
from importlib.metadata import version

from durable.engine import MessageNotHandledException
from durable.lang import assert_fact, m, ruleset, when_all

numbers = itertools.count()


def fires(condition, fact):
    name, fired = f"rules{next(numbers)}", []
    with ruleset(name):

        @when_all(condition)
        def found(context):
            fired.append(True)

    try:
        assert_fact(name, fact)
    except MessageNotHandledException:  # no rule has a use for it
        pass
    return bool(fired)


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("6 > 5", lambda: fires(m.n > 5, {"n": 6}), "True", "True"),
    ("4 > 5", lambda: fires(m.n > 5, {"n": 4}), "False", "False"),
    ("5.5 > 5", lambda: fires(m.n > 5, {"n": 5.5}), "True", "True"),
    ("\"6\" > 5", lambda: fires(m.n > 5, {"n": "6"}), "False", "True"),
    ("\"soon\" > 5", lambda: fires(m.n > 5, {"n": "soon"}), "False", "True"),
    ("\"soon\" < 5", lambda: fires(m.n < 5, {"n": "soon"}), "False", "False"),
    ("\"4\" < 5", lambda: fires(m.n < 5, {"n": "4"}), "False", "True"),
    ("\"1\" == 1", lambda: fires(m.n == 1, {"n": "1"}), "False", "True"),
    ("\"1\" == 2", lambda: fires(m.n == 2, {"n": "1"}), "False", "False"),
    ("1 == true", lambda: fires(m.n == True, {"n": 1}), "False", "True"),
    ("true > 0", lambda: fires(m.n > 0, {"n": True}), "False", "True"),
    ("\"b\" < \"abc\"", lambda: fires(m.n < "abc", {"n": "b"}), "False", "False"),
    ("null < 5", lambda: fires(m.n < 5, {"n": None}), "False", "False"),
    ("not stated != 5", lambda: fires(m.n != 5, {"other": 1}), "False", "False"),
]
print(*(f"{name} {version(name)}" for name in ["durable-rules"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
