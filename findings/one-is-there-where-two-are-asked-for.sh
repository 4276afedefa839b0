#!/bin/sh
# jsoncomparison and jycm: what differs between two documents of JSON.
# Guess:   [1] is not the [1, 1] that was expected, nor [1, 2, 2] the [1, 1, 2]; what is there and was not expected is
#          told; true is not 1; a document does not differ from itself.
# Happens: jsoncomparison tells none of these: each item that is expected has to be there, and may be the same one
#          twice; more items, and more keys, are no difference, nor is another order in lists within lists; 1.0 is of
#          another type than 1, and true is not; jycm finds no difference of true and 1 either; for both NaN differs
#          from itself.
# Seen:    jsoncomparison 1.0.0 and 1.1.0, jycm 1.5.0. A missing key, another number, and "1" for 1 are told by both.
# Matters: a test that compares advice so does not see that a piece of it is there once where it was twice.
set -eu
version=${1:-1.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsoncomparison==$version" jycm==1.5.0
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from jsoncomparison import Compare
from jycm.jycm import YouchamaJsonDiffer


def both(expected, actual):
    expected, actual = {"a": expected}, {"a": actual}
    first = bool(Compare({"output": {"console": False}}).check(expected, actual))
    differ = YouchamaJsonDiffer(expected, actual)
    differ.diff()
    second = bool(differ.get_diff(no_pairs=True))
    return ", ".join("differ" if one else "the same" for one in (first, second))


NAN = float("nan")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("1 and 1", both(1, 1), "the same, the same", "the same, the same"),
    ("1 and 2", both(1, 2), "differ, differ", "differ, differ"),
    ("1 and \"1\"", both(1, "1"), "differ, differ", "differ, differ"),
    ("1 and true", both(1, True), "differ, differ", "the same, the same"),
    ("1 and 1.0", both(1, 1.0), "the same, the same", "differ, the same"),
    ("NaN and NaN", both(NAN, NAN), "the same, the same", "differ, differ"),
    ("[1, 2] and [1]", both([1, 2], [1]), "differ, differ", "differ, differ"),
    ("[1, 1] and [1]", both([1, 1], [1]), "differ, differ", "the same, differ"),
    ("[1] and [1, 2]", both([1], [1, 2]), "differ, differ", "the same, differ"),
    ("[1, 1, 2] and [1, 2, 2]", both([1, 1, 2], [1, 2, 2]), "differ, differ", "the same, differ"),
    ("[1, 2] and [2, 1]", both([1, 2], [2, 1]), "differ, differ", "the same, differ"),
    ("a key more", both({"b": 1}, {"b": 1, "c": 2}), "differ, differ", "the same, differ"),
    ("a key less", both({"b": 1, "c": 2}, {"b": 1}), "differ, differ", "differ, differ"),
]
print("jsoncomparison", version("jsoncomparison"), "jycm", version("jycm"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:23} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
