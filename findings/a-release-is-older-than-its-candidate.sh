#!/bin/sh
# regopy: policies in Rego, in the implementation in C++ (rego-cpp).
# Guess:   what the reference of Rego says: values of different kinds have an order, which begins with null, true and
#          false, numbers, texts; a set in a text is sorted; two objects are joined in depth; a release is newer than
#          its candidate; a moment that ends with Z is one; "2w" is no duration.
# Happens: null is not less than false, nor 1 than "a"; the set of "b" and "a" is "b,a"; of two objects the second
#          wins whole; 1.0.0 is older than 1.0.0-rc1; what is nine o'clock with +01:00 is undefined with Z; "2w" are
#          two weeks.
# Seen:    regopy 1.5.2; 1.3.0 refuses "2w".
# Source:  https://www.openpolicyagent.org/docs/policy-reference/builtins: `object.union` "creates a new object of the
#          asymmetric recursive union"; https://semver.org, item 11.
# Matters: a policy that says "from 1.0.0 on", or joins a default and an exception, is another one here.
set -eu
version=${1:-1.5.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "regopy==$version"
cat > ask.py <<'PY'
import json
import sys
from importlib.metadata import version

from regopy import Interpreter

CASES = [  # the expression, the guess, and its value (None: undefined)
    ("1 == 1.0", True, True),
    ("-7 % 3", -1, -1),
    ("100000000000000000000 + 1", 100000000000000000001, 100000000000000000001),
    ("null < false", True, False),
    ('1 < "a"', True, False),
    ('sort(["b", 1, null])', [None, 1, "b"], ["b", 1, None]),
    ('concat(",", {"b", "a"})', "a,b", "b,a"),
    ('object.union({"a": {"b": 1}}, {"a": {"c": 2}})', {"a": {"b": 1, "c": 2}}, {"a": {"c": 2}}),
    ('semver.compare("1.0.1", "1.0.0")', 1, 1),
    ('semver.compare("1.0.0", "1.0.0-rc1")', 1, -1),
    ('time.parse_rfc3339_ns("1970-01-01T00:00:09+00:00")', 9000000000, 9000000000),
    ('time.parse_rfc3339_ns("1970-01-01T00:00:09Z")', 9000000000, None),
    ('time.parse_duration_ns("90m")', 5400000000000, 5400000000000),
    ('time.parse_duration_ns("2w")', None, 1209600000000000),
]
print("regopy", version("regopy"))
changed = False
for expression, guess, known in CASES:
    answer = str(Interpreter().query(f"x = {expression}"))
    seen = None if answer == "undefined" else json.loads(answer)["bindings"]["x"]
    print(f"{expression:50} guess: {guess!s:25} seen: {seen}")
    changed |= (type(seen), seen) != (type(known), known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python ask.py
