#!/bin/sh
# pyhocon: settings in HOCON with lengths of time, lists that are added to, and texts without quotation marks.
# Guess:   what is read and written again is the same: three months are three months; `+=` adds to a list, as HOCON has
#          it; a text without marks is the words and the spaces between them.
# Happens: three months are written as 0 seconds, a year likewise, and 0 in JSON; `+=` puts the new item in the place of
#          the list; "true story" is Truestory, and "7 d late" is relativedelta(days=+7)late. 1.5 hours stay a text. No error.
# Seen:    pyhocon 0.3.63.
# Matters: a notice period that passes through a program of this kind is over at once.
set -eu
version=${1:-0.3.63}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyhocon==$version" python-dateutil==2.9.0.post0
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from pyhocon import ConfigFactory, HOCONConverter

CASES = [  # the settings, the guess, and what is written
    ("notice = 10 days", "notice = 10 days", "notice = 10 days"),
    ("notice = 3 months", "notice = 3 months", "notice = 0 seconds"),
    ("notice = 1 year", "notice = 1 year", "notice = 0 seconds"),
    ("days = [1, 2]\ndays += 3", "days = [1 2 3]", "days = 3"),
    ("title = a long story", 'title = "a long story"', 'title = "a long story"'),
    ("title = true story", 'title = "true story"', 'title = "Truestory"'),
    ("answer = 7 d late", 'answer = "7 d late"', 'answer = "relativedelta(days=+7)late"'),
]
print("pyhocon", version("pyhocon"))
changed = False
for text, guess, known in CASES:
    seen = " ".join(HOCONConverter.to_hocon(ConfigFactory.parse_string(text)).split())
    print(f"{text!r:30} guess: {guess:24} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
