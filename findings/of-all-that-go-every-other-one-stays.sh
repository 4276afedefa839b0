#!/bin/sh
# jq and gojq (Debian), and jq of PyPI: one language for questions to JSON.
# Guess:   one filter has one answer in all three: what is made `empty` is gone, limit(0; …) is nothing, "aa" is twice
#          in "aaa", a blank in an address is %20; 10:30 alone is on a day that there is; 30 February is refused.
# Happens: in jq 1.6 every other one of those that go stays, limit(0; 1, 2) is 1, "aa" is there once, and place 1.5 of a
#          list is null, where it is the second one for the others; in gojq the blank is a plus, 2.5 is rounded to 3 by
#          rint, and a moment may have a zone; 10:30 alone is day 0 of a month, the 8th day of a week and day 367 of a
#          year in both that have the library of C; in the newest 30 February is 2 March, and 1.0 and 1e2 as JSON are
#          1.0 and 1E+2.
# Seen:    jq 1.6 and gojq 0.12.11 of Debian 12, jq 1.13.0 of PyPI. -7 % 3, sorting, `//`, slices by whole
#          numbers, and joins agree.
# Matters: one filter runs on a machine, in a program and in a test, each with its own.
set -eu
version=${1:-1.13.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq jq=1.6-2.1+deb12u3 libjq1=1.6-2.1+deb12u3 libonig5 gojq=0.12.11-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
python3 -m venv venv
venv/bin/pip install -qq "jq==$version"
cat > ask.py <<'PY'
import json
import os
import subprocess
import sys
from glob import glob
from importlib.metadata import version

import jq

LIBRARIES = {**os.environ, "LD_LIBRARY_PATH": os.path.dirname(glob("root/usr/lib/*/libjq.so.1")[0])}


def run(tool, question):
    command = [f"root/usr/bin/{tool}", "-nc", question]
    told = subprocess.run(command, capture_output=True, env=LIBRARIES, text=True, timeout=60)
    return "an error" if told.returncode else told.stdout.strip().replace("\n", ";") or "nothing"


def of_pypi(question):
    try:
        answers = jq.compile(question).input_value(None).all()
    except ValueError:
        return "an error"
    return ";".join(json.dumps(each, separators=(",", ":")) for each in answers) or "nothing"


def all_three(question):
    told = [run("jq", question), run("gojq", question), of_pypi(question)]
    return told[0] if len(set(told)) == 1 else " and ".join(told)


CASES = [  # the question, the guess, and what is known
    ("-7 % 3", "-1", "-1"),
    ("[1, null] | join(\"-\")", '"1-"', '"1-"'),
    ("[1, 2, 3, 4] | (.[] | select(. > 2)) |= empty", "[1,2]", "[1,2,4] and [1,2] and [1,2]"),
    ("[limit(0; 1, 2)]", "[]", "[1] and [] and []"),
    ("\"aaa\" | indices(\"aa\")", "[0,1]", "[0] and [0,1] and [0,1]"),
    ("[1, 2, 3][1.5]", "2", "null and 2 and 2"),
    ("[1, 2, 3][1.2:2.5]", "[2,3]", "[2,3] and [2] and [2,3]"),
    ("\"a b\" | @uri", '"a%20b"', '"a%20b" and "a+b" and "a%20b"'),
    ("2.5 | rint", "2", "2 and 3 and 2"),
    ("\"2026-01-05T10:00:00+01:00\" | fromdate", "an error", "an error and 1767603600 and an error"),
    (
        '"10:30" | strptime("%H:%M")',
        "[1900,0,1,10,30,0,1,0]",
        "[1900,0,0,10,30,0,8,367] and [1900,0,1,10,30,0,1,0] and [1900,0,0,10,30,0,8,367]",
    ),
    ("[2026, 1, 30, 0, 0, 0] | mktime | todate", "an error", 'an error and an error and "2026-03-02T00:00:00Z"'),
    ("1.0 | tojson", '"1"', '"1" and "1" and "1.0"'),
    ("100 | tojson", '"100"', '"100"'),
    ("1e2 | tojson", '"100"', '"100" and "100" and "1E+2"'),
]
print("jq of PyPI", version("jq"))
changed = False
for question, guess, known in CASES:
    seen = all_three(question)
    print(f"{question:46} guess: {guess} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 120 venv/bin/python ask.py
