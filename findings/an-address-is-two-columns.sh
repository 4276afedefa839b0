#!/bin/sh
# clevercsv: CSV files of one column.
# Guess:   what has neither comma nor semicolon, tab nor bar in it is one column.
# Happens: addresses are cut at the @, times of day at the colon, first and last names at the space; dates are left as
#          they are, as are all of these beside another column.
# Seen:    clevercsv 0.8.3 and 0.8.5.
# Matters: it is for the files that others get wrong; a list of one column is the first that people hand over.
set -eu
version=${1:-0.8.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "clevercsv==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import clevercsv

CASES = {  # the lines of the file, the second row as guessed, as it is seen
    "mail\na.b@example.org\nc.d@example.com\ne.f@example.org\n": (["a.b@example.org"], ["a.b", "example.org"]),
    "time\n09:30\n10:45\n11:00\n": (["09:30"], ["09", "30"]),
    "name\nAnna Bell\nBob Crow\nCyd Dean\n": (["Anna Bell"], ["Anna", "Bell"]),
    "day\n2026-01-05\n2026-01-06\n2026-02-01\n": (["2026-01-05"], ["2026-01-05"]),
    "mail,time\na@example.org,09:30\nb@example.org,10:45\n": (["a@example.org", "09:30"], ["a@example.org", "09:30"]),
}
print("clevercsv", version("clevercsv"))
changed = False
for text, (guess, known) in CASES.items():
    with open("in.csv", "w") as file:
        file.write(text)
    seen = clevercsv.read_table("in.csv")[1]
    print(f"{text.splitlines()[0]:10} guess: {guess!s:28} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
