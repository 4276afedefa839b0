#!/bin/sh
# pyxform: questionnaires written as tables (XLSForm) become XForms.
# Guess:   a text as the default of a question of type text is that text; "maybe" where yes or no belongs, and a
#          heading with a slip, are refused or warned of; a name within quotes stays a text, or is an error.
# Happens: the default "Mon - Fri" is a subtraction of Mon and Fri, "Jo *" a product, "3 div 4" a division; "Mon-Fri"
#          and "yes (maybe)" are texts. "maybe" as `required`, and "Y" as `read_only`, are names of questions that are
#          not there. '${b}' in quotes is the path of b as a text, which nothing equals. The heading `relevent` leaves
#          its condition out. Two calculations that need each other pass. No warning at all.
# Seen:    pyxform 4.5.0 and 4.0.0, `convert` without ODK Validate, as it is by default. Of `default_is_dynamic` its
#          utils.py says: "Contains arithmetic operator, including 'div' and 'mod' (except '-' for 'date' type)".
# Matters: the answer that is filled in is not a number; a question that should depend on another is always asked.
set -eu
version=${1:-4.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyxform==$version"
timeout 100 venv/bin/python - <<'PY'
import re
import sys
from importlib.metadata import version

from pyxform.xls2xform import convert

B = {"type": "text", "name": "b", "label": "B"}
CASES = [  # the column, what is in it, the guess, what is in the form: in a calculation, in the data, or nowhere
    ("default", "Mon-Fri", "data: Mon-Fri", "data: Mon-Fri"),
    ("default", "yes (maybe)", "data: yes (maybe)", "data: yes (maybe)"),
    ("default", "Mon - Fri", "data: Mon - Fri", "calculated: Mon - Fri"),
    ("default", "Jo *", "data: Jo *", "calculated: Jo *"),
    ("default", "3 div 4", "data: 3 div 4", "calculated: 3 div 4"),
    ("required", "yes", "calculated: true()", "calculated: true()"),
    ("required", "maybe", "refused", "calculated: maybe"),
    ("read_only", "Y", "refused", "calculated: Y"),
    ("relevant", "${b} = 1", "calculated: /data/b = 1", "calculated: /data/b = 1"),
    ("relevant", "${b} = ( 1", "refused", "calculated: /data/b = ( 1"),
    ("relevant", ". = '${b}'", "refused", "calculated: . = ' /data/b '"),
    ("relevent", "${b} = 1", "refused", "nowhere"),
]


def form(*questions):
    heads = list(dict.fromkeys(head for question in questions for head in question))
    rows = [["", *heads], *(["", *(question.get(head, "") for head in heads)] for question in questions)]
    table = "".join("| " + " | ".join(row) + " |\n" for row in rows)
    return convert("| survey |\n" + table, file_type=".md")


def seen_in(column, text):
    try:
        made = form(B, {"type": "text", "name": "q", "label": "Q", column: text})
    except Exception:
        return "refused"
    if made.warnings:
        return "warned of"
    attribute = {"default": r'<setvalue ref="/data/q"[^>]* value="([^"]*)"', "read_only": 'readonly="([^"]*)"'}
    if found := re.search(attribute.get(column, f'{column}="([^"]*)"'), made.xform):
        return "calculated: " + re.sub(r"^ +| (?= )", "", found[1])
    found = re.search(r"<q>([^<]*)</q>", made.xform)
    return f"data: {found[1]}" if found else "nowhere"


print("pyxform", version("pyxform"))
changed = False
for column, text, guess, known in CASES:
    seen = seen_in(column, text)
    print(f"{column:9} {text:12} guess: {guess:24} seen: {seen}")
    changed |= seen != known
circle = form(*({"type": "calculate", "name": a, "calculation": "${" + b + "}"} for a, b in ("xy", "yx")), B)
print(f"x is y, and y is x     guess: refused                  seen: {len(circle.warnings)} warnings")
changed |= bool(circle.warnings)
sys.exit("This has changed." if changed else 0)
PY
