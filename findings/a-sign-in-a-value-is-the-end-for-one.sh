#!/bin/sh
# python-dotenv and dotenv (npm): settings in a file of lines, name=value.
# Guess:   what one of them writes of in its page, a value in quotes, with a note behind it, or without both, is the
#          same to the other; a line that cannot be read is an error.
# Happens: without quotes "5# x" is 5 in JavaScript and "5# x" in Python, which wants a blank before the sign, as with
#          http://example.org/#x; 'it's' is it's in JavaScript, and the name is not there at all in Python; `A: 5`
#          likewise; "\t" in double quotes is a tab in Python, two signs in JavaScript; ${B} is filled in by Python
#          alone.
# Seen:    python-dotenv 1.2.4, dotenv 18.0.10. Notes behind a blank, line ends, equals signs and `export` agree.
# Matters: the address of a page with a part to go to is cut on one side, and works.
set -eu
version=${1:-1.2.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "python-dotenv==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit dotenv@18.0.10
cat > read.mjs <<'TXT'
import dotenv from "dotenv";

process.stdout.write(JSON.stringify(dotenv.parse(process.argv[2]).A ?? null));
TXT
cat > ask.py <<'PY'
import io
import json
import logging
import subprocess
import sys
from importlib.metadata import version

from dotenv import dotenv_values

logging.disable()


def both(text):
    node = ["node", "read.mjs", text]
    there = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
    here = dotenv_values(stream=io.StringIO(text)).get("A")
    here, there = (value if value is not None else "nothing" for value in (here, there))
    return repr(here) if here == there else f"{here!r} and {there!r}"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("A=5 # x", both("A=5 # x"), "'5'", "'5'"),
    ("A=5# x", both("A=5# x"), "'5'", "'5# x' and '5'"),
    (
        "A=http://example.org/#x",
        both("A=http://example.org/#x"),
        "'http://example.org/#x'",
        "'http://example.org/#x' and 'http://example.org/'",
    ),
    ("A='5# x'", both("A='5# x'"), "'5# x'", "'5# x'"),
    ("A='it's'", both("A='it's'"), "\"it's\"", "'nothing' and \"it's\""),
    ("A=\"5\" x", both('A="5" x'), "an error", "'nothing' and '\"5\" x'"),
    ("A: 5", both("A: 5"), "nothing", "'nothing' and '5'"),
    ("A=\"a\\tb\"", both('A="a\\tb"'), "'a\\\\tb'", "'a\\tb' and 'a\\\\tb'"),
    ("A=\"a\\nb\"", both('A="a\\nb"'), "'a\\\\nb'", "'a\\nb'"),
    ("B=1, A=$B", both("B=1\nA=$B"), "'$B'", "'$B'"),
    ("B=1, A=${B}", both("B=1\nA=${B}"), "'1'", "'1' and '${B}'"),
    ("A=a=b", both("A=a=b"), "'a=b'", "'a=b'"),
]
print("python-dotenv", version("python-dotenv"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:23} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
