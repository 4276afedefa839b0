#!/bin/sh
# bkflow-feel (a FEEL engine in Python): a function that it does not know.
# Guess:   an error, as with a syntax that it does not know.
# Happens: the value is None; the error is logged and swallowed, also with raise_exception=True. It
#          knows neither `duration` nor `floor` nor `ceiling`, so one month equals one year, and
#          floor(2.5) equals ceiling(7.5).
# Seen:    since 1.1.2; 1.1.0 still raised an error.
# Matters: an expression from the DMN standard, or one with a slip in a name, silently decides.
set -eu
version=${1:-1.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "bkflow-feel==$version"
venv/bin/python - <<'PY'
import logging
import sys
from importlib.metadata import version

from bkflow_feel.api import parse_expression

logging.disable()


def value(text):
    try:
        return parse_expression(text, raise_exception=True)
    except Exception as error:  # any refusal is what one would guess
        return type(error).__name__


TEXTS = {
    'duration("P1M") = duration("P1Y")': True,
    "floor(2.5) = ceiling(7.5)": True,
    "daay_of_week(1)": None,
    "1 = = 1": "UnexpectedToken",
}
seen = {text: value(text) for text in TEXTS}
print("bkflow-feel", version("bkflow-feel"))
print("guess: an error from each")
for text, result in seen.items():
    print(f"seen:  {text}  ->  {result}")
sys.exit(0 if seen == TEXTS else "This has changed.")
PY
