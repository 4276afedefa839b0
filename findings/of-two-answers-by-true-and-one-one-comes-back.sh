#!/bin/sh
# starlark-pyo3: Starlark, the Python-like language of build files, asked from Python.
# Guess:   a value comes back as it is there, or there is an error: a record with the keys 1 and True, which are two there,
#          has two keys, NaN is NaN, no end is no end; `int` takes no "1__0", for the language has no such numbers.
# Happens: of the two keys one comes back, with the first's key and the second's value; NaN and no end are None, so a list
#          of the least first ends with None; a tuple is a list, and a key that is one is an error; a record given with a
#          whole number as its key is a TypeError, though one comes back; `int` takes "1__0" and "1_0_".
# Seen:    starlark-pyo3 2026.1.3 and 2025.2.5. Divisions, rests and a comparison of 1 with True are as the language has them.
# Matters: rules in Starlark are kept apart from the program that asks them; what they say is changed on the way to it.
set -eu
version=${1:-2026.1.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "starlark-pyo3==$version"
cat > ask.py <<'PY'
import math
import sys
from importlib.metadata import version

import starlark


def value(text, given=None):
    module = starlark.Module()
    module["given"] = given
    return starlark.eval(module, starlark.parse("rule.star", text), starlark.Globals.standard())


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("1 == True", lambda: value("1 == True"), "False", "False"),
    ("-7 // 2", lambda: value("-7 // 2"), "-4", "-4"),
    ("len({1: 'no', True: 'yes'})", lambda: value("len({1: 'no', True: 'yes'})"), "2", "2"),
    ("{1: 'no', True: 'yes'}", lambda: value("{1: 'no', True: 'yes'}"), "two keys, or refused", "{1: 'yes'}"),
    ("float('nan')", lambda: value("float('nan')"), "nan", "None"),
    ("[float('inf')]", lambda: value("[float('inf')]"), "[inf]", "[None]"),
    ("sorted([float('nan'), 5.0, 1.0])", lambda: value("sorted([float('nan'), 5.0, 1.0])"), "[1.0, 5.0, nan]", "[1.0, 5.0, None]"),
    ("given: no end", lambda: value("given", math.inf), "inf", "refused"),
    ("given: (1, 2)", lambda: value("type(given)", (1, 2)), "tuple", "list"),
    ("given: {1: 'a'}", lambda: value("given", {1: "a"}), "{1: 'a'}", "refused"),
    ("{1: 'a'}", lambda: value("{1: 'a'}"), "{1: 'a'}", "{1: 'a'}"),
    ("{(1, 2): 'a'}", lambda: value("{(1, 2): 'a'}"), "{(1, 2): 'a'}", "refused"),
    ("int('1__0')", lambda: value("int('1__0')"), "refused", "10"),
    ("int(' 7')", lambda: value("int(' 7')"), "refused", "refused"),
]
print(*(f"{name} {version(name)}" for name in ["starlark-pyo3"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
