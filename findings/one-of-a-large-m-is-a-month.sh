#!/bin/sh
# cyclopts and tyro: arguments of a command line, by the types of a function.
# Guess:   5.7 as a whole number is refused, as 1e3 is; a length of time is written in one way in both, and 1M is
#          refused, where 1m is a minute; "5" for "a text or a number" is a text, the first of them; "on" is true where
#          "y" is.
# Happens: for cyclopts 5.7 is 6, 2.5 is 2, and 5.7 for "a number or a text" is the number 6; 1m is a minute, 1M thirty
#          days and 1h30m an hour and a half, while P1D and 5 are refused; for tyro it is the other way round, 5 is five
#          seconds and 1d is refused; "5" for "a text or a number" is a number for tyro; for cyclopts "y" is true and
#          "on" refused.
# Seen:    cyclopts 5.5.2, tyro 1.0.17. Days, 30 February, and moments with a zone agree.
# Matters: "ask again after 1M" and "1m" differ by thirty days.
set -eu
version=${1:-5.5.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "cyclopts==$version" tyro==1.0.17
cat > ask.py <<'PY'
import contextlib
import io
import sys
from datetime import date, timedelta
from importlib.metadata import version
from typing import Union

import cyclopts
import tyro


def function(kind):
    def main(value):
        return value

    main.__annotations__ = {"value": kind}
    return main


def first(kind, text):
    app = cyclopts.App(result_action="return_value")
    app.default(function(kind))
    return app([text], exit_on_error=False, print_error=False)


def second(kind, text):
    return tyro.cli(function(tyro.conf.Positional[kind]), args=[text])


def told(parse, kind, text):
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            value = parse(kind, text)
    except (cyclopts.CycloptsError, SystemExit):
        return "refused"
    return str(value) if isinstance(value, (date, timedelta)) else repr(value)


def both(kind, text):
    one, other = told(first, kind, text), told(second, kind, text)
    return one if one == other else f"{one} and {other}"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("5 as a whole number", both(int, "5"), "5", "5"),
    ("1e3", both(int, "1e3"), "refused", "refused"),
    ("5.7", both(int, "5.7"), "refused", "6 and refused"),
    ("2.5", both(int, "2.5"), "refused", "2 and refused"),
    ("5.7 as a number or a text", both(Union[int, str], "5.7"), "'5.7'", "6 and '5.7'"),
    ("5 as a text or a number", both(Union[str, int], "5"), "'5'", "'5' and 5"),
    ("true as a truth", both(bool, "True"), "True", "True"),
    ("y as a truth", both(bool, "y"), "refused", "True and refused"),
    ("on as a truth", both(bool, "on"), "refused", "refused"),
    ("2026-01-05", both(date, "2026-01-05"), "2026-01-05", "2026-01-05"),
    ("2026-02-30", both(date, "2026-02-30"), "refused", "refused"),
    ("5 as a length of time", both(timedelta, "5"), "refused", "refused and 0:00:05"),
    ("P1D", both(timedelta, "P1D"), "1 day, 0:00:00", "refused and 1 day, 0:00:00"),
    ("1d", both(timedelta, "1d"), "1 day, 0:00:00", "1 day, 0:00:00 and refused"),
    ("1m", both(timedelta, "1m"), "0:01:00", "0:01:00 and refused"),
    ("1M", both(timedelta, "1M"), "refused", "30 days, 0:00:00 and refused"),
]
print("cyclopts", version("cyclopts"), "tyro", version("tyro"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:25} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
