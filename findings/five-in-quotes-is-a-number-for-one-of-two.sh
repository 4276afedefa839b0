#!/bin/sh
# pykwalify and yamale: whether files of YAML are as a description says.
# Guess:   a text in quotes is no number, a moment no day, true none of 1 and 2; NaN is not at most 5; the first second
#          of 1970 is a moment as the fifth is; a pattern is found in a text, or has to meet all of it.
# Happens: for pykwalify "5" is a number and "5.5" one with a fraction, while "5" is no whole number; 0 is no timestamp,
#          5 is; "yes" meets the pattern in yesterday, and "day" does not, for it has to begin there; for yamale a
#          moment is a day; for both true is among 1 and 2, and NaN passes where it may be 5 at most for pykwalify, and
#          without a limit for yamale, which refuses it with one; 12:30 without quotes is a whole number.
# Seen:    pykwalify 1.8.0, yamale 6.1.0, with PyYAML 6.0.4. 30 February and true as a number are refused by the first.
# Matters: files of rules are checked so before they are merged.
set -eu
version=${1:-1.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pykwalify==$version" yamale==6.1.0 PyYAML==6.0.4
cat > ask.py <<'PY'
import logging
import sys
from importlib.metadata import version

import yamale
import yaml
from pykwalify.core import Core
from pykwalify.errors import SchemaError

logging.disable()


def first(rule, text):
    schema = {"type": "map", "mapping": {"a": yaml.safe_load(rule)}}
    try:
        Core(source_data={"a": yaml.safe_load(text)}, schema_data=schema).validate()
    except SchemaError:
        return "refused"
    return "passes"


def second(rule, text):
    try:
        yamale.validate(yamale.make_schema(content=f"a: {rule}"), yamale.make_data(content=f"a: {text}"))
    except yamale.YamaleError:
        return "refused"
    return "passes"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("first: true as a number", first("{type: number}", "true"), "refused", "refused"),
    ("first: \"5\" as a whole number", first("{type: int}", "'5'"), "refused", "refused"),
    ("first: \"5\" as a number", first("{type: number}", "'5'"), "refused", "passes"),
    ("first: \"5.5\" as a float", first("{type: float}", "'5.5'"), "refused", "passes"),
    ("first: NaN, at most 5", first("{type: float, range: {max: 5}}", ".nan"), "refused", "passes"),
    ("first: second 5 of 1970", first("{type: timestamp}", "5"), "passes", "passes"),
    ("first: second 0 of 1970", first("{type: timestamp}", "0"), "passes", "refused"),
    ("first: yes in yesterday", first("{type: str, pattern: 'yes'}", "yesterday"), "passes", "passes"),
    ("first: day in yesterday", first("{type: str, pattern: day}", "yesterday"), "passes", "refused"),
    ("first: true, of 1 and 2", first("{type: any, enum: [1, 2]}", "true"), "refused", "passes"),
    ("first: 12:30 as a whole number", first("{type: int}", "12:30"), "refused", "passes"),
    ("second: true as a number", second("num()", "true"), "refused", "refused"),
    ("second: 2026-01-05 as a day", second("day()", "2026-01-05"), "passes", "passes"),
    ("second: 2026-01-05 10:00:00 as a day", second("day()", "2026-01-05 10:00:00"), "refused", "passes"),
    ("second: NaN, at most 5", second("num(max=5)", ".nan"), "refused", "refused"),
    ("second: true, of 1 and 2", second("enum(1, 2)", "true"), "refused", "passes"),
    ("second: 12:30 as a whole number", second("int()", "12:30"), "refused", "passes"),
]
print("pykwalify", version("pykwalify"), "yamale", version("yamale"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:36} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
