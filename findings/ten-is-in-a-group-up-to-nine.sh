#!/bin/sh
# agate: tables in Python, beneath csvkit.
# Guess:   three groups of 1, 2 and 10 end with 10; two keys that are not known are no pair, as in SQL; what is not
#          known stands last, whichever way it is sorted; a text "none" is that text; "--5" is no number, nor "1,5"
#          15.
# Happens: 10 is counted in a group up to 9.999999999999999999999999999, and of the group in the middle there is no
#          row; null is joined with null; turned round, it stands first; "none" and "." are null also as texts; "--5"
#          is 5.
# Seen:    agate 1.14.2 and 1.9.1. "10%" as 10 stands in monday-is-in-the-year-one.sh already.
# Matters: who answers "none" to "what have you been offered?" has not answered.
set -eu
version=${1:-1.14.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "agate==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import agate

number, text = agate.Number(), agate.Text()
days = agate.Table([[1], [2], [10]], ["days"], [number])
unsorted = agate.Table([[2], [None], [1]], ["days"], [number])


def pairs(one, other):
    left, right = (agate.Table([[key, 1]], ["key", name], [text, number]) for key, name in ((one, "a"), (other, "b")))
    return len(left.join(right, "key", inner=True).rows)


def read(kind, cell):
    try:
        return str(kind.cast(cell))
    except agate.CastError:
        return "refused"


def shown(table):
    return " ".join(str(value) for value in table.columns["days"].values())


rows = [[str(label), int(count)] for label, count in days.bins("days", 3).rows]
CASES = [  # what is asked, what is seen, the guess, and what is known
    ("pairs of jo and jo", pairs("jo", "jo"), 1, 1),
    ("pairs of null and null", pairs(None, None), 0, 1),
    ("2, null, 1 sorted", shown(unsorted.order_by("days")), "1 2 None", "1 2 None"),
    ("2, null, 1 turned round", shown(unsorted.order_by("days", reverse=True)), "2 1 None", "None 2 1"),
    ("the end of the last group", rows[-1][0].split(" - ")[1], "10]", "9.999999999999999999999999999]"),
    ("the groups of 1, 2 and 10", [count for _, count in rows], [2, 0, 1], [2, 1]),
    ("nothing, as a text", read(text, "nothing"), "nothing", "nothing"),
    ("none, as a text", read(text, "none"), "none", "None"),
    ("1.5, as a number", read(number, "1.5"), "1.5", "1.5"),
    ("1,5, as a number", read(number, "1,5"), "refused", "15"),
    ("--5, as a number", read(number, "--5"), "refused", "5"),
]
print("agate", version("agate"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:26} guess: {guess!s:10} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
