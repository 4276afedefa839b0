#!/bin/sh
# rule-engine and business-rules: conditions on facts, in Python.
# Guess:   what equals no item of a list is not in it; numbers are divided and raised to powers as in Python, or as in
#          mathematics; a number that is greater is greater; choices are told apart by their capitals.
# Happens: in rule-engine true is not 1, and is in [1, 2]; -7 // 2 is -3 and -7 % 3 is -1, where Python has -4 and 2; 2
#          ** 3 ** 2 is 64. In business-rules 5.0000005 is not greater than 5 but equal to it, true equals 1, and "a" is
#          among "A".
# Seen:    rule-engine 5.1.0 and 4.5.3, business-rules 1.1.1. Both refuse to compare a number with a text.
# Matters: a condition is written once with `==` and once with `in`; a limit decides at the limit.
set -eu
version=${1:-5.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "rule-engine==$version" business-rules==1.1.1
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import rule_engine
from business_rules.operators import NumericType, SelectMultipleType, SelectType


def refused_or(found):
    """What a function gives, or that it refuses."""
    try:
        return found()
    except Exception:
        return "refused"


EXPRESSIONS = [  # the expression of rule-engine, its facts, the guess, what is seen
    ("0.1 + 0.2 == 0.3", {}, True, True),
    ("days > 5", {"days": "10"}, "refused", "refused"),
    ("known == 1", {"known": True}, False, False),
    ("known in [1, 2]", {"known": True}, False, True),
    ("-7 // 2 == -4", {}, True, False),
    ("-7 % 3 == 2", {}, True, False),
    ("2 ** 3 ** 2 == 512", {}, True, False),
]
OPERATORS = [  # what business-rules is asked, in words, the guess, what is seen
    ("5 is less than the text 10", lambda: NumericType(5).less_than("10"), "refused", "refused"),
    ("0.1 + 0.2 equals 0.3", lambda: NumericType(0.1 + 0.2).equal_to(0.3), True, True),
    ("5.0000005 is greater than 5", lambda: NumericType(5.0000005).greater_than(5), True, False),
    ("5.0000005 equals 5", lambda: NumericType(5.0000005).equal_to(5), False, True),
    ("true equals 1", lambda: NumericType(True).equal_to(1), "refused", True),
    ("a is among A", lambda: SelectType(["A"]).contains("a"), False, True),
    ("[a] shares one with [A]", lambda: SelectMultipleType(["a"]).shares_exactly_one_element_with(["A"]), False, True),
]
asked = [
    (f"{text} {facts or ''}", lambda text=text, facts=facts: rule_engine.Rule(text).evaluate(facts), guess, known)
    for text, facts, guess, known in EXPRESSIONS
]
print("rule-engine", version("rule-engine"), "business-rules", version("business-rules"))
changed = False
for words, found, guess, known in asked + OPERATORS:
    seen = refused_or(found)
    print(f"{words:32} guess: {guess!s:8} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
