#!/bin/sh
# FormEncode: answers of a form, read by rules.
# Guess:   a text that must not be empty is "0" for 0, or 0 is refused; a list, or true, is no text and no whole number, as 5.7 as a
#          text is none; true is none of 1 and 2; of "a text, or a whole number" the text is tried first; what must match `^yes$`
#          has no line end; a text written back is a text.
# Happens: 0 and false are the empty text, and pass where none may be empty; a list is the text of a list, true is 1 and one
#          of 1 and 2, 5.7 is 5 and no end a number; of "a text, or a whole number" the last is tried first; "yes" with a line
#          end passes, and what is written back by `from_python` is bytes, b'x'.
# Seen:    FormEncode 2.0.1 and 2.1.1. NaN is not at least 1, and 30 February, hour 24 and 13:00pm are refused.
# Matters: an answer of nought, or of no, is lost where it was asked for, and nothing says so.
set -eu
version=${1:-2.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "FormEncode==$version" setuptools==70.3.0
timeout 60 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from formencode import Invalid, Schema, validators
from formencode.compound import Any


class Person(Schema):
    name = validators.String(not_empty=True)


NEEDED = validators.String(not_empty=True).to_python
WHOLE = validators.Int().to_python
NUMBER = validators.Number(min=1).to_python
ONE_OR_TWO = validators.OneOf([1, 2]).to_python
TEXT_OR_WHOLE = Any(validators.String(), validators.Int()).to_python
CASES = [  # the rule, how it is asked, the answer, the guess, and what is seen
    ("a text that is needed", NEEDED, "", "refused", "refused"),
    ("a text that is needed", NEEDED, "0", "'0'", "'0'"),
    ("a text that is needed", NEEDED, 0, "'0', or refused", "''"),
    ("a text", validators.String().to_python, False, "'False', or refused", "''"),
    ("a text", validators.String().to_python, ["a", "b"], "refused", "\"['a', 'b']\""),
    ("a whole number", WHOLE, "5.7", "refused", "refused"),
    ("a whole number", WHOLE, 5.7, "refused", "5"),
    ("a whole number", WHOLE, True, "refused", "1"),
    ("at least 1", NUMBER, "nan", "refused", "refused"),
    ("at least 1", NUMBER, "inf", "refused", "inf"),
    ("1 or 2", ONE_OR_TWO, "1", "refused", "refused"),
    ("1 or 2", ONE_OR_TWO, True, "refused", "True"),
    ("a text, or a whole number", TEXT_OR_WHOLE, "5", "'5'", "5"),
    ("^yes$", validators.Regex("^yes$").to_python, "yes\n", "refused", r"'yes\n'"),
    ("a person, written back", Person().from_python, {"name": "x"}, "{'name': 'x'}", "{'name': b'x'}"),
]
print("FormEncode", version("FormEncode"))
changed = False
for rule, ask, answer, guess, known in CASES:
    try:
        seen = repr(ask(answer))
    except Invalid:
        seen = "refused"
    print(f"{rule:26} {answer!r:14} guess: {guess:20} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
