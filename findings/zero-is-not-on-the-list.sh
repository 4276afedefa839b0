#!/bin/sh
# chevron: Mustache templates over a list of numbers, over an empty record, and over a text.
# Guess:   `{{#days}}[{{.}}]{{/days}}` over 0, 1, 2 is [0][1][2], as pystache has it; `{{b.c}}` is empty where the
#          nearest b has no c (the specification has a test of that); `{{title}}` in a section over a text is the
#          title outside of it.
# Happens: the 0 is left out; the c of an outer b is taken; and the text's own method `title` is printed.
# Seen:    chevron 0.14.0, which says that it passes all of Mustache's specification; pystache 0.6.8 is right. (The 0
#          has been reported to its makers.)
# Matters: "day 0" is missing in an advice letter, and another person's value stands in it, without an error.
set -eu
version=${1:-0.14.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "chevron==$version" pystache==0.6.8
venv/bin/python - <<'PY'
import re
import sys
from importlib.metadata import version

import chevron
import pystache

METHOD = "&lt;built-in method title of str object&gt;"
CASES = [
    ("{{#days}}[{{.}}]{{/days}}", {"days": [0, 1, 2]}, "[0][1][2]", "[1][2]"),
    ("{{#days}}[{{n}}]{{/days}}", {"days": [{"n": 0}, {"n": 1}]}, "[0][1]", "[0][1]"),
    ("{{#a}}({{b.c}}){{/a}}", {"a": {"b": {}}, "b": {"c": "other"}}, "()", "(other)"),
    ("{{#name}}{{title}}{{/name}}", {"name": "Jane", "title": "Dr"}, "Dr", METHOD),
]
print("chevron", version("chevron"), "and pystache", version("pystache"))
changed = False
for template, data, guess, known in CASES:
    seen = re.sub(r" at 0x\w+", "", chevron.render(template, data))
    other = pystache.render(template, data)
    print(f"{template:28} guess: {guess:10} seen: {seen} pystache: {other}")
    changed |= (seen, other) != (known, guess)
sys.exit("This has changed." if changed else 0)
PY
