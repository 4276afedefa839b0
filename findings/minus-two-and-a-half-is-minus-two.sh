#!/bin/sh
# jsonnet and rjsonnet: Jsonnet, a language for settings, in C++ and in Rust.
# Guess:   one text has one value in both, or is refused by both: -2.5 is rounded as 2.5 is, away from nought; there is no
#          sign at place -1, as there is no item there; 012 in a text of YAML is one thing; "5" and "7" have no sum.
# Happens: -2.5 is -2 for the one and -3 for the other; 'abc'[-1] is refused and "a", the last two of 'abc' are "bc" and
#          refused; 012 is a text and 10; the sum is "57" (for [5, "7"]) and refused; 2.675 with two places is 2.68 and
#          2.67; half a repetition is left out and refused; a too large number is refused and written as no JSON.
# Seen:    jsonnet 0.22.0, rjsonnet 0.5.6. Orders, sets, formats of whole numbers, and joining of objects are alike.
# Matters: settings, and rules in them, are written with one and read by whoever has the other.
set -eu
version=${1:-0.22.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonnet==$version" rjsonnet==0.5.6
cat > ask.py <<'PY'
import json
import sys
from importlib.metadata import version

import _jsonnet
import rjsonnet


def value(evaluate, text):
    try:
        return json.loads(evaluate("settings.jsonnet", text))
    except RuntimeError:
        return "refused"
    except json.JSONDecodeError:
        return "no JSON"


def both(text):
    return f"{value(_jsonnet.evaluate_snippet, text)!r} and {value(rjsonnet.evaluate_snippet, text)!r}"


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("std.round(2.5)", lambda: both("std.round(2.5)"), "3 and 3", "3 and 3"),
    ("std.round(-2.5)", lambda: both("std.round(-2.5)"), "-3 and -3", "-2 and -3"),
    ("-7 % 3", lambda: both("-7 % 3"), "-1 and -1", "-1 and -1"),
    ("'abc'[-1]", lambda: both("'abc'[-1]"), "'refused' and 'refused'", "'refused' and 'a'"),
    ("'abc'[-2:]", lambda: both("'abc'[-2:]"), "'bc' and 'bc', or both refused", "'bc' and 'refused'"),
    ("[1, 2, 3][-2:]", lambda: both("[1, 2, 3][-2:]"), "[2, 3] and [2, 3], or both refused", "[2, 3] and 'refused'"),
    ("012 in YAML", lambda: both("std.parseYaml('012')"), "12, 10 or '012' in both", "'012' and 10"),
    ("yes in YAML", lambda: both("std.parseYaml('yes')"), "'yes' and 'yes'", "'yes' and 'yes'"),
    ("sum of 5 and '7'", lambda: both("std.sum([5, '7'])"), "'refused' and 'refused'", "'57' and 'refused'"),
    ("2.675 with two places", lambda: both("'%.2f' % 2.675"), "'2.67' and '2.67'", "'2.68' and '2.67'"),
    ("'ab' two and a half times", lambda: both("std.repeat('ab', 2.5)"), "'refused' and 'refused'", "'abab' and 'refused'"),
    ("1e400", lambda: both("1e400"), "'refused' and 'refused'", "'refused' and 'no JSON'"),
]
print(*(f"{name} {version(name)}" for name in ["jsonnet", "rjsonnet"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
