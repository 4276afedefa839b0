#!/bin/sh
# python-hcl2: settings in HCL, the language of Terraform, read and written by Python.
# Guess:   what is read of `a = "x"` is the text x; what is written of a record is read as that record, as with JSON and
#          TOML; a number is written as it stood, and a remark stays.
# Happens: it is the text x with its quotes, and a text without quotes is written without: `a = x` is a name, "5" the number
#          5, "true" true, "2026-01-05" and "" cannot be read. 1e3 is the text "${1e3}", 012 is 12, 1.10 is 1.1; a text
#          on many lines has its marks. Remarks are gone.
# Seen:    python-hcl2 8.1.4. In 7.3.1 a text is read without its quotes.
# Matters: a program that sets one value in a file of settings writes a name that nobody has, and no error.
set -eu
version=${1:-8.1.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "python-hcl2==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import hcl2


def written(record):
    return hcl2.dumps(record).strip()


def again(record):
    return hcl2.loads(hcl2.dumps(record))


def read(text):
    return hcl2.loads(f"a = {text}\n")["a"]


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("5, read", lambda: repr(read("5")), "5", "5"),
    ("\"x\", read", lambda: repr(read('"x"')), "'x'", "'\"x\"'"),
    ("\"x\", equal to the text x", lambda: read('"x"') == "x", "True", "False"),
    ("1e3, read", lambda: repr(read("1e3")), "1000.0", "'${1e3}'"),
    ("012, read", lambda: repr(read("012")), "'012', or refused", "12"),
    ("many lines, read", lambda: repr(read("<<END\nx\nEND")), "'x\\n'", "'\"<<END\\nx\\nEND\"'"),
    ("{'a': 'x'}, written", lambda: written({"a": "x"}), "a = \"x\"", "a = x"),
    ("{'a': 'x y'}, written", lambda: written({"a": "x y"}), "a = \"x y\"", "a = x y"),
    ("{'a': ''}, written", lambda: written({"a": ""}), "a = \"\"", "a ="),
    ("{'a': '5'}, written and read", lambda: again({"a": "5"}), "{'a': '5'}", "{'a': 5}"),
    ("{'a': 'true'}, written and read", lambda: again({"a": "true"}), "{'a': 'true'}", "{'a': True}"),
    ("{'a': '2026-01-05'}, written and read", lambda: again({"a": "2026-01-05"}), "{'a': '2026-01-05'}", "refused"),
    ("{'a': True, 'b': None}, written and read", lambda: again({"a": True, "b": None}), "{'a': True, 'b': None}", "{'a': True, 'b': None}"),
    ("a = 1.10 # each, read and written", lambda: written(hcl2.loads("a = 1.10 # each\n")), "a = 1.10 # each", "a = 1.1"),
]
print(*(f"{name} {version(name)}" for name in ["python-hcl2"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
