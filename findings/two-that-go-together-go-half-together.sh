#!/bin/sh
# awkward: arrays of lists, of which a part may be missing.
# Guess:   what is missing in one of two rows has no part in their correlation; equal values in a row, with gaps, are as
#          many as there are; unknown or true is true, as in pyarrow, where such arrays may come from; a list of which
#          nothing is known is neither late nor not.
# Happens: of 1, 2, unknown beside 1, 2, 3 the correlation is 0.5, where 1, 2 beside 1, 2 have 1; the lengths of 1, 1,
#          two unknown, 2, 2 are 2 and 2; unknown or true is unknown, and so is unknown and false; "any" of a list with
#          nothing known is false and "all" true, so it is late and not late; [1, 2] does not equal [1.0, 2.0], not even
#          almost.
# Seen:    awkward 2.14.0, pyarrow 26.0.1. Sums, means, sorting and minima without what is missing are right.
# Matters: answers that a person left out are such gaps.
set -eu
version=${1:-2.14.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "awkward==$version" pyarrow==26.0.1
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import awkward
import pyarrow
import pyarrow.compute


def array(*items):
    return awkward.Array(list(items))


def kleene(items, other):
    return pyarrow.compute.or_kleene(pyarrow.array(items), pyarrow.scalar(other)).to_pylist()


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("the mean of 1, unknown, 3", awkward.mean(array(1, None, 3)), "2.0", "2.0"),
    ("the least of them", awkward.min(array(1, None, 3)), "1", "1"),
    ("the correlation of 1, 2 and 1, 2", round(float(awkward.corr(array(1, 2), array(1, 2))), 6), "1.0", "1.0"),
    ("of 1, 2, unknown and 1, 2, 3", round(float(awkward.corr(array(1, 2, None), array(1, 2, 3))), 6), "1.0", "0.5"),
    ("run lengths of 1, 1, 2, 2", awkward.run_lengths(array(1, 1, 2, 2)).to_list(), "[2, 2]", "[2, 2]"),
    ("of 1, 1, two unknown, 2, 2", awkward.run_lengths(array(1, 1, None, None, 2, 2)).to_list(), "[2, 2, 2]", "[2, 2]"),
    ("true and unknown, or true (pyarrow)", kleene([True, None], True), "[True, True]", "[True, True]"),
    ("true and unknown, or true", (array(True, None) | True).to_list(), "[True, True]", "[True, None]"),
    ("true and unknown, and false", (array(True, None) & False).to_list(), "[False, False]", "[False, None]"),
    ("any of [unknown]", awkward.any(array([None, None], [True]), axis=1).to_list(), "[None, True]", "[False, True]"),
    ("all of [unknown]", awkward.all(array([None, None], [True]), axis=1).to_list(), "[None, True]", "[True, True]"),
    ("1, 2 equals 1, 2", awkward.array_equal(array(1, 2), array(1, 2)), "True", "True"),
    ("1, 2 equals 1.0, 2.0", awkward.array_equal(array(1, 2), array(1.0, 2.0)), "True", "False"),
    ("almost", awkward.almost_equal(array(1, 2), array(1.0, 2.0)), "True", "False"),
]
print("awkward", version("awkward"), "pyarrow", version("pyarrow"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:35} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
