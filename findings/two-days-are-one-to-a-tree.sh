#!/bin/sh
# scikit-learn: a decision tree over days written as numbers, 20300115, and its rules as text.
# Guess:   a tree without a limit learns rows by heart that differ in their only column; the rules that export_text
#          prints decide as the tree does.
# Happens: the column is cut to 32 bits, where 20300115 and 20300116 are one number: the tree cannot tell the two days
#          apart, whatever their classes are. And a tree over small numbers is printed with two decimals: four classes
#          behind `<= 0.00` and `> 0.00`, which no number reaches (`decimals=` prints more).
# Seen:    scikit-learn 1.9.1.
# Matters: rules learned from a table of past cases say nothing about the day, and what is shown of them decides
#          otherwise.
set -eu
version=${1:-1.9.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "scikit-learn==$version"
venv/bin/python - <<'PY'
import sys

import sklearn
from sklearn.tree import DecisionTreeClassifier, export_text


def learned(numbers):
    """How many of the rows, each of its own class, the tree has learned; and its rules as text."""
    rows = [[number] for number in numbers]
    tree = DecisionTreeClassifier(random_state=0).fit(rows, range(len(rows)))
    return tree.score(rows, range(len(rows))), export_text(tree)


days, _ = learned([20300114, 20300115, 20300116, 20300117])
ordinals, _ = learned([14, 15, 16, 17])
small, text = learned([0.001, 0.002, 0.003, 0.004])
print("scikit-learn", sklearn.__version__)
print("guess: of the days, the numbers and the small numbers each has learned 1.0; thresholds 0.0015, 0.0025, 0.0035")
print("seen: ", days, ordinals, small)
print(text)
same = days < 1 and (ordinals, small) == (1, 1) and text.count("<= 0.00\n") == text.count(">  0.00\n") == 3
sys.exit(0 if same else "This has changed.")
PY
