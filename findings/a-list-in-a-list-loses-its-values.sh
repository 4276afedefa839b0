#!/bin/sh
# toml: values written, and read again.
# Guess:   what it writes, it reads, and it is the same; what TOML does not have is refused.
# Happens: of records in a list within a list the names are left, without their values; the signs DEL and NUL come back
#          as "x7f" and "x00"; a duration is the words `datetime.timedelta(days=1)`; a list of a number and a text is
#          written, and cannot be read.
# Seen:    toml 0.10.1 and 0.10.2, the last one. tomli-w 1.2.0 writes them rightly, and refuses a duration.
# Matters: it is among the most installed packages still, and the first answer to "Python TOML".
set -eu
version=${1:-0.10.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "toml==$version" tomli-w==1.2.0
timeout 60 venv/bin/python - <<'PY'
import datetime
import sys
import tomllib
from importlib.metadata import version

import toml
import tomli_w

CASES = [  # the value, what is seen of it by toml, and by tomli-w; the guess is the value, or "refused"
    ([{"b": 1}], [{"b": 1}], [{"b": 1}]),
    ([[{"b": 1}]], [[["b"]]], [[{"b": 1}]]),
    ("a\x7fb", "ax7fb", "a\x7fb"),
    ("a\0b", "ax00b", "a\0b"),
    ([1, "x"], "refused when read", [1, "x"]),
    (datetime.timedelta(days=1), "datetime.timedelta(days=1)", "refused"),
]


def returned(write, read, value):
    try:
        text = write({"x": value})
    except Exception:
        return "refused"
    try:
        return read(text)["x"]
    except Exception:
        return "refused when read"


print("toml", version("toml"), "tomli-w", version("tomli-w"))
changed = False
for value, known, other in CASES:
    seen = returned(toml.dumps, toml.loads, value), returned(tomli_w.dumps, tomllib.loads, value)
    print(f"{value!r:28} toml: {seen[0]!r:30} tomli-w: {seen[1]!r}")
    changed |= seen != (known, other)
sys.exit("This has changed." if changed else 0)
PY
