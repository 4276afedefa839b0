#!/bin/sh
# cattrs, typedload, mashumaro, dacite and dataclasses-json: records of JSON as typed objects.
# Guess:   what does not fit its type is refused, or read: "false" as a truth is false or refused, null as a text or
#          5.7 as a whole number refused, as is "123" as a list of numbers, or a third number where there are two.
# Happens: "false" is true in all but dacite, null the text "None" in three; 5.7 is 5 in four; "123" is 1, 2, 3 in
#          three; the third number is left out by two; 2026-01-05 as a day stays a text in dataclasses-json. dacite
#          refuses these, and lets true through as a number.
# Seen:    cattrs 26.2.1 (its converter for JSON), typedload 2.41, mashumaro 3.23, dacite 1.9.2, dataclasses-json 0.6.7.
# Matters: an answer "false" in a table of texts makes the opposite of what was said, without an error.
set -eu
version=${1:-26.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "cattrs==$version" typedload==2.41 mashumaro==3.23 dacite==1.9.2 dataclasses-json==0.6.7
cat > ask.py <<'PY'
import sys
from dataclasses import make_dataclass
from datetime import date
from importlib.metadata import version

import dacite
import typedload
from cattrs.preconf.json import make_converter
from dataclasses_json import dataclass_json
from mashumaro.codecs.basic import BasicDecoder

READERS = [
    lambda kind, value: make_converter().structure(value, kind),
    lambda kind, value: typedload.load(value, kind),
    lambda kind, value: BasicDecoder(kind).decode(value),
    lambda kind, value: dacite.from_dict(make_dataclass("Record", [("a", kind)]), {"a": value}).a,
    lambda kind, value: dataclass_json(make_dataclass("Record", [("a", kind)])).from_dict({"a": value}).a,
]
PAIR = tuple[int, int]
CASES = [  # the type, the value in JSON, the guess, and what the five make of it
    ("int", int, 5, "5", ["5"] * 5),
    ("int", int, "5.7", "-", ["-"] * 5),
    ("int", int, 5.7, "-", ["5", "5", "5", "-", "5"]),
    ("int", int, True, "-", ["1", "1", "1", "True", "True"]),
    ("bool", bool, "false", "False", ["True", "True", "True", "-", "True"]),
    ("str", str, None, "-", ["'None'", "'None'", "'None'", "-", "None"]),
    ("list[int]", list[int], "123", "-", ["[1, 2, 3]", "-", "[1, 2, 3]", "-", "[1, 2, 3]"]),
    ("tuple[int, int]", PAIR, [1, 2, 3], "-", ["-", "(1, 2)", "(1, 2)", "-", "-"]),
    ("date", date, "2026-02-30", "-", ["-", "-", "-", "-", "'2026-02-30'"]),
]
for name in ("cattrs", "typedload", "mashumaro", "dacite", "dataclasses-json"):
    print(name, version(name))
changed = False
for name, kind, value, guess, known in CASES:
    seen = []
    for read in READERS:
        try:
            seen.append(repr(read(kind, value)))
        except Exception:
            seen.append("-")
    print(f"{value!r:13} as {name:16} guess: {guess:6} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
