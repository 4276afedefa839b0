#!/bin/sh
# ckdl and kdl-py: documents of KDL, a language for settings, read and written.
# Guess:   a sum of two decimals that ckdl writes and reads is that sum; what one of the two writes, the other reads, and
#          it says the same; 5 is a whole number, and 9007199254740993 keeps its last digit.
# Happens: of 100000 sums with two decimals between 0 and 1000 more than 10000 come back as others: 30.59 as 30.6. One number
#          near 0.99 is 0.00995. kdl-py makes fractions of whole numbers, the last digit is another. It cannot read what
#          ckdl writes for true, `#true`, which is the second version; a word without quotes is one more. (date) is a date.
# Seen:    ckdl 1.0, kdl-py 1.2.0. Texts, whole numbers in ckdl, 45000.55 and 0.1 come back as they were.
# Matters: rules with limits of pay, written anew by a tool, have other limits, and one in nine of them.
set -eu
version=${1:-1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ckdl==$version" kdl-py==1.2.0
cat > ask.py <<'PY'
import os
import random
import sys
from importlib.metadata import version

import ckdl
import kdl

os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # ckdl writes a warning for each of many numbers
draws = random.Random(1)


def written(value):
    return ckdl.Document([ckdl.Node("pay", [value])]).dump()


def again(value):
    return ckdl.parse(written(value)).nodes[0].args[0]


def many_others():
    sums = [round(draws.uniform(0, 1000), 2) for _ in range(100000)]
    return sum(again(value) != value for value in sums) > 10000


def one_of_python(text):
    return kdl.parse(text).nodes[0].args[0]


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("0.1, ckdl", lambda: again(0.1), "0.1", "0.1"),
    ("45000.55, ckdl", lambda: again(45000.55), "45000.55", "45000.55"),
    ("30.59, ckdl", lambda: again(30.59), "30.59", "30.6"),
    ("449.49, ckdl", lambda: again(449.49), "449.49", "449.5"),
    ("123456.789, ckdl", lambda: again(123456.789), "123456.789", "123456.79"),
    ("0.990054027372839, ckdl", lambda: again(0.990054027372839), "0.990054027372839", "0.009954027372839"),
    ("of 100000 sums more than 10000 are others, ckdl", lambda: many_others(), "False", "True"),
    ("9007199254740993, ckdl", lambda: again(9007199254740993), "9007199254740993", "9007199254740993"),
    ("pay 5, kdl-py", lambda: one_of_python("pay 5"), "5", "5.0"),
    ("pay 9007199254740993, kdl-py", lambda: one_of_python("pay 9007199254740993"), "9007199254740993", "9007199254740992.0"),
    ("pay 1.10 as a (decimal), kdl-py", lambda: one_of_python('pay (decimal)"1.10"'), "1.10", "1.10"),
    ("true, written by ckdl, kdl-py", lambda: one_of_python(written(True)), "True", "refused"),
    ("yes, written by ckdl, kdl-py", lambda: one_of_python(written("yes")), "yes", "refused"),
    ("a text, written by ckdl, kdl-py", lambda: one_of_python(written("a text")), "a text", "a text"),
    ("5, written by kdl-py, ckdl", lambda: ckdl.parse(str(kdl.parse("pay 5"))).nodes[0].args[0], "5", "5.0"),
]
print(*(f"{name} {version(name)}" for name in ["ckdl", "kdl-py"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
