#!/bin/sh
# dataclass-wizard: records of JSON as typed objects.
# Guess:   what does not fit its type is refused, as 5.7, true and "" as whole numbers are: "soon", "ok" and 2 as a
#          truth, 5 as a day, null as a text, three items where there are two.
# Happens: each text but a few, such as "yes", "t" and "1", is false, and so is 2; 5 and "5" are 1 January 1970; null is
#          the text "None"; the third item is left out; true is among "a" and 1; true as "a number or a text" is the
#          text "True", and 5.7 the text "5.7"; NaN is a number.
# Seen:    dataclass-wizard 1.0.0. 30 February, 24:00 and lists written as texts are refused.
# Matters: an answer "ok" to "did they call?" is read as no.
set -eu
version=${1:-1.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "dataclass-wizard==$version"
cat > ask.py <<'PY'
import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Literal, Union

from dataclass_wizard import JSONWizard
from dataclass_wizard.errors import JSONWizardError


@dataclass
class Answers(JSONWizard):
    whole: int = 0
    truth: bool = False
    text: str = ""
    day: date = date(2026, 1, 1)
    pair: tuple[int, str] = (0, "")
    some: Literal["a", 1] = "a"
    either: Union[int, str] = 0


def read(name, value):
    try:
        return repr(getattr(Answers.from_dict({name: value}), name))
    except JSONWizardError:
        return "refused"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("5.7 as a whole number", read("whole", 5.7), "refused", "refused"),
    ("true as a whole number", read("whole", True), "refused", "refused"),
    ("yes as a truth", read("truth", "yes"), "True", "True"),
    ("no as a truth", read("truth", "no"), "False", "False"),
    ("ok as a truth", read("truth", "ok"), "refused", "False"),
    ("soon as a truth", read("truth", "soon"), "refused", "False"),
    ("2 as a truth", read("truth", 2), "refused", "False"),
    ("null as a text", read("text", None), "refused", "'None'"),
    ("2026-02-30 as a day", read("day", "2026-02-30"), "refused", "refused"),
    ("5 as a day", read("day", 5), "refused", "datetime.date(1970, 1, 1)"),
    ("5 in quotes as a day", read("day", "5"), "refused", "datetime.date(1970, 1, 1)"),
    ("three of two", read("pair", [1, "a", 2]), "refused", "(1, 'a')"),
    ("true, of a and 1", read("some", True), "refused", "True"),
    ("true as a number or a text", read("either", True), "refused", "'True'"),
    ("5.7 as a number or a text", read("either", 5.7), "refused", "'5.7'"),
]
print("dataclass-wizard", version("dataclass-wizard"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:26} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
