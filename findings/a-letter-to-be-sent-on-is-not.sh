#!/bin/sh
# sievelib: rules for letters that come in, in the language Sieve.
# Guess:   a command without its semicolon is refused, as it is before a bracket, or taken as if it had one; a remark stays;
#          a number that a text states may be compared as a number, as the language's own comparator for numbers does it.
# Happens: if it is the last one, the rules are right, says `parse`, and it is not among them: of `keep; stop` stop is gone, of
#          `redirect "a@example.org"` alone nothing is left. Remarks are gone; the comparator for numbers is refused.
# Seen:    sievelib 1.6.0. What has its semicolons is written as it was read; an else without its if is refused.
# Matters: rules are checked with it before they are handed to the server; what is checked and written lacks a rule.
set -eu
version=${1:-1.6.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sievelib==$version"
cat > ask.py <<'PY'
import io
import sys
from importlib.metadata import version

from sievelib.parser import Parser


def again(text):
    parser = Parser()
    if not parser.parse(text):
        return "refused"
    written = io.StringIO()
    for command in parser.result:
        command.tosieve(target=written)
    return " ".join(written.getvalue().split()) or "nothing"


NUMBERS = 'require ["relational", "comparator-i;ascii-numeric"];'


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("keep; stop;", lambda: again("keep; stop;"), "keep; stop;", "keep; stop;"),
    ("keep; stop", lambda: again("keep; stop"), "refused", "keep;"),
    ("redirect \"a@example.org\"", lambda: again('redirect "a@example.org"'), "refused", "nothing"),
    ("if true { stop }", lambda: again("if true { stop }"), "refused", "refused"),
    ("if true { keep; } stop", lambda: again("if true { keep; } stop"), "refused", "if true { keep; }"),
    ("if true { keep;", lambda: again("if true { keep;"), "refused", "refused"),
    ("else { keep; }", lambda: again("else { keep; }"), "refused", "refused"),
    ("if not not true { keep; }", lambda: again("if not not true { keep; }"), "if not not true { keep; }", "if not not true { keep; }"),
    ("keep; # a remark", lambda: again("keep; # a remark"), "keep; # a remark", "keep;"),
    ("more than 5, as numbers", lambda: again(NUMBERS + 'if header :value "gt" :comparator "i;ascii-numeric" "x" "5" { keep; }') != "refused", "True", "False"),
    ("more than 5, as texts", lambda: again(NUMBERS + 'if header :value "gt" "x" "5" { keep; }') != "refused", "True", "True"),
]
print(*(f"{name} {version(name)}" for name in ["sievelib"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
