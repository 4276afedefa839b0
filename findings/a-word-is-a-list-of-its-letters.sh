#!/bin/sh
# schematics and trafaret: what was answered is checked, and made values of Python.
# Guess:   where a list of texts is asked for, "Ann" is refused; a strict whole number is not true; 2026 is no moment; NaN is
#          not at most 5; "none" is no truth; true is none of 1 and 2; two questions cannot be kept under one name.
# Happens: schematics makes of "Ann" the list A, n, n. True passes as strict, and is 1. 5 is five seconds into 1970 and
#          "2026" half past midnight there, while "2026-01-05" is refused. NaN passes in both. For trafaret "none" is
#          False, true is one of 1 and 2 and the whole number; of two answers under one name the last one is left.
# Seen:    schematics 2.1.1, trafaret 2.1.1. Both refuse "soon" as a truth, and 5.7 as a whole number.
# Matters: one name where a list of names is asked for is the most usual mistake of an answer in a file.
set -eu
version=${1:-2.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "schematics==$version" trafaret==2.1.1 setuptools==65.5.0
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import schematics.types as s
import trafaret as t


def schematics(kind, said):
    value = kind.to_native(said)
    kind.validate(value)
    return value


TWO = t.Dict({t.Key("first") >> "name": t.String, t.Key("second") >> "name": t.String})
CASES = [  # how it is asked, what is said, the guess, and what is seen
    ("schematics, a list", lambda x: schematics(s.ListType(s.StringType), x), "Ann", "refused", "['A', 'n', 'n']"),
    ("trafaret, a list", t.List(t.String).check, "Ann", "refused", "refused"),
    ("schematics, strict", lambda x: schematics(s.IntType(strict=True), x), True, "refused", "1"),
    ("schematics, whole", lambda x: schematics(s.IntType(), x), 5.7, "refused", "refused"),
    ("schematics, a moment", lambda x: schematics(s.DateTimeType(), x), "2026", "refused", "1970-01-01 00:33:46+00:00"),
    ("schematics, a moment", lambda x: schematics(s.DateTimeType(), x), 5, "refused", "1970-01-01 00:00:05+00:00"),
    ("schematics, a moment", lambda x: schematics(s.DateTimeType(), x), "2026-01-05", "refused", "refused"),
    ("schematics, at most 5", lambda x: schematics(s.FloatType(max_value=5), x), "nan", "refused", "nan"),
    ("trafaret, below 5", (t.Float() < 5).check, float("nan"), "refused", "nan"),
    ("schematics, a truth", lambda x: schematics(s.BooleanType(), x), "soon", "refused", "refused"),
    ("trafaret, a truth", t.ToBool().check, "soon", "refused", "refused"),
    ("trafaret, a truth", t.ToBool().check, "none", "refused", "False"),
    ("trafaret, 1 or 2", t.Enum(1, 2).check, True, "refused", "True"),
    ("trafaret, whole", t.Int().check, True, "refused", "True"),
    ("trafaret, one name", TWO.check, {"first": "Ann", "second": "Bob"}, "refused", "{'name': 'Bob'}"),
]
print("schematics", version("schematics"), "trafaret", version("trafaret"))
changed = False
for what, check, said, guess, known in CASES:
    try:
        seen = str(check(said))
    except Exception:
        seen = "refused"
    print(f"{what:22} {said!r:36} guess: {guess:9} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
