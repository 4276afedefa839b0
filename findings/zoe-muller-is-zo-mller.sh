#!/bin/sh
# recordlinkage: records of the same people in two lists, and the cleaning of names and telephone numbers before.
# Guess:   ways to compare two texts differ by degrees: what is equal by one is equal by all, and what is not, is not;
#          cleaning takes away blanks and signs, and no letters; an extension is not a part of a number.
# Happens: by q-grams and cosine "ann" and "Ann", "Zoë" and "Zoe" are equal, for they fold both; by all others they are
#          not; two empty texts are equal by `exact` and have nothing in common by the others. "Zoë Müller" is cleaned
#          to "zo mller", "1/2" to 12, and "Bob (Ann's)" to bob; "020 7946 0958 ext 5" is 020794609585.
# Seen:    recordlinkage 0.16. The signature of `clean` has the letters that it keeps, A to Z; `strip_accents="ascii"`
#          makes zoe muller of it.
# Matters: the thresholds of one way are another way's; two different people are one, or one of them has lost letters.
set -eu
version=${1:-0.16}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "recordlinkage==$version" pandas==2.3.3
timeout 100 venv/bin/python - <<'PY'
import sys
import warnings
from importlib.metadata import version

import pandas
import recordlinkage
from recordlinkage.preprocessing import clean, phonenumbers

warnings.simplefilter("ignore")
ONE, OTHER = ["Ann", "Ann", "ann", "Zoë", ""], ["Ann", "Bob", "Ann", "Zoe", ""]
PAIRS = pandas.MultiIndex.from_arrays([range(5), range(5)])
EXPECTED = {  # which of the five pairs are equal; the guess is the first, and the last or not, by all
    "exact": [True, False, False, False, True],
    "jaro": [True, False, False, False, False],
    "levenshtein": [True, False, False, False, False],
    "qgram": [True, False, True, True, False],
    "cosine": [True, False, True, True, False],
}
TEXTS = [  # a text cleaned, the guess, what is seen
    (clean, "Zoë Müller", "zoë müller", "zo mller"),
    (clean, "1/2 High St.", "1/2 high st", "12 high st"),
    (clean, "Bob (Ann's)", "bob anns", "bob"),
    (phonenumbers, "020 7946 0958 ext 5", "02079460958", "020794609585"),
]


def equal(method):
    compare = recordlinkage.Compare()
    if method == "exact":
        compare.exact("name", "name")
    else:
        compare.string("name", "name", method=method)
    found = compare.compute(PAIRS, pandas.DataFrame({"name": ONE}), pandas.DataFrame({"name": OTHER}))
    return [bool(value > 0.999) for value in found[0]]


print("recordlinkage", version("recordlinkage"))
changed = False
for method, known in EXPECTED.items():
    seen = equal(method)
    pairs = [f"{one or '-'}={other or '-'}" for one, other, same in zip(ONE, OTHER, seen) if same]
    print(f"{method:12} guess: Ann=Ann   seen: {' '.join(pairs)}")
    changed |= seen != known
for function, text, guess, known in TEXTS:
    seen = function(pandas.Series([text]))[0]
    print(f"{text:20} guess: {guess:12} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
