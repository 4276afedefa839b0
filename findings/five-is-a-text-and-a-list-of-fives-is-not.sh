#!/bin/sh
# jsonargparse: options of a command, made of types of Python.
# Guess:   5 for a text is "5", in a list and in a pair as well; NaN is a float as no end is one; what has no stated type stays
#          a text, or is a value of JSON; "yes" in "a truth or a text" is the text.
# Happens: [1, 2] for a list of texts, and [1, 5] for a pair of a number and a text, are refused; nan is refused, .inf taken.
#          Without a type 1:30 is 90, 012 is 12, 1_000 a thousand, "a: 5" a record and "- 5" a list; yes is True in
#          "a truth or a text"; of the keys 1 and "1" one is left. 1:75:00 is two hours and a quarter.
# Seen:    jsonargparse 4.53.0. 5.0 and 1e3 are no whole numbers; null is None where that is allowed.
# Matters: the same answer is a text alone, and an error as one of several.
set -eu
version=${1:-4.53.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonargparse==$version"
cat > ask.py <<'PY'
import sys
from datetime import timedelta
from importlib.metadata import version
from typing import Any, Optional, Union

from jsonargparse import ArgumentError, ArgumentParser


def read(kind, text):
    parser = ArgumentParser(exit_on_error=False)
    parser.add_argument("--answer", type=kind)
    try:
        return repr(parser.parse_args([f"--answer={text}"]).answer)
    except ArgumentError:
        return "refused"


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("5 for a text", lambda: read(str, "5"), "'5'", "'5'"),
    ("[a, b] for a list of texts", lambda: read(list[str], "[a, b]"), "['a', 'b']", "['a', 'b']"),
    ("[1, 2] for a list of texts", lambda: read(list[str], "[1, 2]"), "['1', '2']", "refused"),
    ("[1, 5] for a number and a text", lambda: read(tuple[int, str], "[1, 5]"), "(1, '5')", "refused"),
    ("5.0 for a whole number", lambda: read(int, "5.0"), "refused", "refused"),
    (".inf for a number", lambda: read(float, ".inf"), "inf", "inf"),
    ("nan for a number", lambda: read(float, "nan"), "nan", "refused"),
    ("null for a text or none", lambda: read(Optional[str], "null"), "None", "None"),
    ("5 for a text or a number", lambda: read(Union[str, int], "5"), "'5'", "'5'"),
    ("yes for a truth or a text", lambda: read(Union[bool, str], "yes"), "'yes'", "True"),
    ("1:30 for anything", lambda: read(Any, "1:30"), "'1:30'", "90"),
    ("2026-01-05 for anything", lambda: read(Any, "2026-01-05"), "'2026-01-05'", "'2026-01-05'"),
    ("a: 5 for anything", lambda: read(Any, "a: 5"), "'a: 5'", "{'a': 5}"),
    ("{1: 1, '1': 2} for numbers by numbers", lambda: read(dict[int, int], "{1: 1, '1': 2}"), "refused", "{1: 2}"),
    ("1:75:00 for a length of time", lambda: read(timedelta, "1:75:00"), "refused", "datetime.timedelta(seconds=8100)"),
]
print(*(f"{name} {version(name)}" for name in ["jsonargparse"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
