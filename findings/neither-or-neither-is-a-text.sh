#!/bin/sh
# py-expression-eval, simpleeval and asteval: expressions of users, evaluated safely in Python.
# Guess:   one expression has one value, or is refused: `||` is or, as in JavaScript, from which the first comes, or
#          refused; 3 > 2 > 1 is true, or false, in all; an assignment in place of a comparison is refused.
# Happens: for the first, false || false is the text "FalseFalse", which is true in every condition, and 1 || 5 is
#          "15"; 3 > 2 > 1 is false, 2 ** 3 ** 2 is 64, -7 % 3 is -1, where the others have true, 512 and 2; 2^3 is 8
#          for it and 1 for them. `late = 5` is 5 for simpleeval, with a warning, and nothing for asteval, which has
#          set it; of "1; 2" the one takes the first and the other the last.
# Seen:    py-expression-eval 0.3.14, simpleeval 1.0.8, asteval 1.0.10. In py-expression-eval's __init__.py `||` is
#          `self.concat`.
# Matters: "is late || is not paid" holds for everybody.
set -eu
version=${1:-0.3.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "py-expression-eval==$version" simpleeval==1.0.8 asteval==1.0.10
timeout 60 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from asteval import Interpreter
from py_expression_eval import Parser
from simpleeval import simple_eval

NAMES = {"late": False, "paid": False, "days": 5}
CASES = [  # the expression, the guess, and what each of the three gives
    ("late or paid", "False", "False", "False", "False"),
    ("late || paid", "False", "'FalseFalse'", "refused", "refused"),
    ("1 || days", "1", "'15'", "refused", "refused"),
    ("3 > 2 > 1", "True", "False", "True", "True"),
    ("2 ** 3 ** 2", "512", "64", "512", "512"),
    ("-7 % 3", "2", "-1", "2", "2"),
    ("2 ^ 3", "8", "8", "1", "1"),
    ("late = days", "refused", "refused", "5", "None"),
    ("1; 2", "refused", "refused", "1", "2"),
]


def by_asteval(text):
    interpreter = Interpreter(user_symbols=dict(NAMES))
    value = interpreter(text, show_errors=False)
    if interpreter.error:
        raise ValueError(interpreter.error[0].get_error()[1])
    return value


ENGINES = [
    lambda text: Parser().parse(text).evaluate(dict(NAMES)),
    lambda text: simple_eval(text, names=dict(NAMES)),
    by_asteval,
]


def asked(engine, text):
    try:
        return repr(engine(text))
    except Exception:
        return "refused"


print(*(f"{name} {version(name)}" for name in ("py-expression-eval", "simpleeval", "asteval")))
changed = False
for text, guess, *known in CASES:
    seen = [asked(engine, text) for engine in ENGINES]
    print(f"{text:14} guess: {guess:8} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
