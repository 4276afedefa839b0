#!/bin/sh
# petl: rows of a table by a number that some of them do not have, or have as a text.
# Guess:   a row without a number is neither less nor more than five, a text is not compared with a number, and two rows
#          without a key do not belong together; what is no plain number stays a text.
# Happens: no number is less than every number, and a text is more than every one: of a CSV file, in which all is text,
#          "4" is more than 5. A join pairs the rows without a key with each other. `convertnumbers` makes 12 of 0012,
#          1000 of 1_000, and a number of nan and of infinity.
# Seen:    petl 1.7.16 and 1.7.30.
# Matters: who has no deadline is found among those who have fewer than five days left.
set -eu
version=${1:-1.7.30}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "petl==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import petl

DAYS = [["name", "days"], ["a", 3], ["b", None], ["c", 9]]
TEXTS = [["name", "days"], ["a", "3"], ["b", "4"], ["c", "9"]]
KEYS = [["key", "x"], [None, 1], [2, 2]]
WORDS = ["0012", "1_000", "nan", "infinity", "n/a"]


def names(table):
    return list(petl.values(table, "name"))


CASES = [  # what is asked, the answer, the guess, what is seen
    ("fewer than 5 days", names(petl.selectlt(DAYS, "days", 5)), ["a"], ["a", "b"]),
    ("more than 5 days", names(petl.selectgt(DAYS, "days", 5)), ["c"], ["c"]),
    ("at most 5, as texts", names(petl.selectle(TEXTS, "days", 5)), "refused, or a b", []),
    ("more than 5, as texts", names(petl.selectgt(TEXTS, "days", 5)), "refused, or c", ["a", "b", "c"]),
    ("rows joined", len(petl.join(KEYS, [["key", "y"], [None, 1], [2, 2]], key="key")) - 1, 1, 2),
    (
        "numbers of texts",
        [str(value) for value in petl.values(petl.convertnumbers([["word"], *([word] for word in WORDS)]), "word")],
        WORDS,
        ["12", "1000", "nan", "inf", "n/a"],
    ),
]
print("petl", version("petl"))
for what, seen, guess, _ in CASES:
    print(f"{what:22} guess: {guess!s:48} seen: {seen}")
sys.exit(0 if all(seen == known for _, seen, _, known in CASES) else "This has changed.")
PY
