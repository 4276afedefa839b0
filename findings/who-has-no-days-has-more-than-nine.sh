#!/bin/sh
# yamlpath: searches in files of YAML, and edits to them.
# Guess:   n > 9 finds the numbers that are more than 9, and n < 6 those that are less; of numbers and null the greatest
#          is a number; what is set where a day was is a day if it looks like one, and a text is a text.
# Happens: n > 9 finds also who has no n, and who has null, which `n < 6` does not; max(n) is null; 5.0 does not equal
#          5; n = null finds nobody; where a day was "2026-01-06" is a text in quotes, while where a number was the text
#          "6" is the number 6; where there is one item, a third item that is set is the second, too.
# Seen:    yamlpath 3.9.1, ruamel.yaml 0.19.1. Notes beside lines stay; has_child and numbers in quotes are right.
# Matters: files of rules are searched and changed by such paths.
set -eu
version=${1:-3.9.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "yamlpath==$version" ruamel.yaml==0.19.1
cat > ask.py <<'PY'
import io
import sys
from importlib.metadata import version
from types import SimpleNamespace

from yamlpath import Processor
from yamlpath.common import Parsers
from yamlpath.exceptions import UnmatchedYAMLPathException
from yamlpath.wrappers import ConsolePrinter

QUIET = ConsolePrinter(SimpleNamespace(quiet=True, verbose=False, debug=False))
PEOPLE = """
people:
  - {name: Ann, n: 5}
  - {name: Bo, n: 10}
  - {name: Cy}
  - {name: Di, n: null}
"""
SETTINGS = """
pay: 5 # a number
day: 2026-01-05 # a day
list: [a]
"""


def who(search):
    people = Processor(QUIET, Parsers.get_yaml_editor().load(PEOPLE))
    try:
        found = [str(place.node) for place in people.get_nodes(f"people[{search}].name", mustexist=True)]
    except UnmatchedYAMLPathException:
        return "nobody"
    return ", ".join(found)


def written(path, value):
    """The line of a key after the value at the path is another one."""
    editor = Parsers.get_yaml_editor()
    settings = editor.load(SETTINGS)
    Processor(QUIET, settings).set_value(path, value)
    out = io.StringIO()
    editor.dump(settings, out)
    key = path.split("[")[0]
    return next(line for line in out.getvalue().split("\n") if line.startswith(key + ":"))


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("n=5", who("n=5"), "Ann", "Ann"),
    ("n=5.0", who("n=5.0"), "Ann", "nobody"),
    ("n<6", who("n<6"), "Ann", "Ann"),
    ("n>4", who("n>4"), "Ann, Bo", "Ann, Bo, Cy, Di"),
    ("n>9", who("n>9"), "Bo", "Bo, Cy, Di"),
    ("n=null", who("n=null"), "Di", "nobody"),
    ("max(n)", who("max(n)"), "Bo", "Di"),
    ("min(n)", who("min(n)"), "Ann", "Ann"),
    ("has_child(n)", who("has_child(n)"), "Ann, Bo, Di", "Ann, Bo, Di"),
    ("pay, 6", written("pay", 6), "pay: 6 # a number", "pay: 6 # a number"),
    ("pay, \"6\"", written("pay", "6"), "pay: '6' # a number", "pay: 6 # a number"),
    ("day, 2026-01-06", written("day", "2026-01-06"), "day: 2026-01-06 # a day", "day: '2026-01-06' # a day"),
    ("the third of the list, c", written("list[2]", "c"), "refused", "list: [a, c, c]"),
]
print("yamlpath", version("yamlpath"), "ruamel.yaml", version("ruamel.yaml"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:24} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
