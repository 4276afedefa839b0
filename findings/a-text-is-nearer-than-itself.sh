#!/bin/sh
# textdistance: how like each other two texts are, by more than thirty measures with one interface.
# Guess:   "a float between 0 and 1, where 0 means equal, and 1 totally different" is said of `normalized_distance`; so
#          it is 0 of a text and itself, and not of "a" and "b"; a distance is not below zero.
# Happens: of a text and itself it is 1 by tanimoto and more than 1 by arith_ncd (1.05 in 4.5.0, 1.14 in 4.6.3), and 0.1
#          by bz2_ncd, by which "a" and "b" are equal, as they are by mlipns; by needleman_wunsch and gotoh the distance
#          of "abc" to itself is -3.
# Seen:    textdistance 4.5.0 and 4.6.3.
# Matters: the measures are exchanged for one another in a setting; a list sorted by one of these has the best last.
set -eu
version=${1:-4.6.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "textdistance==$version" numpy==2.4.6
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import textdistance

CASES = [  # the measure, two texts, the guess of their normalized distance and what it is
    ("levenshtein", "interview", "interview", "0", 0),
    ("levenshtein", "a", "b", "1", 1),
    ("tanimoto", "interview", "interview", "0", 1),
    ("tanimoto", "a", "b", "1", float("inf")),
    ("arith_ncd", "interview", "interview", "0", "more than 1"),
    ("bz2_ncd", "interview", "interview", "0", 0.1),
    ("bz2_ncd", "a", "b", "more than 0", 0),
    ("mlipns", "a", "b", "more than 0", 0),
    ("editex", "aab", "ab", "more than 0", 0),
]
print("textdistance", version("textdistance"))
changed = False
for name, one, other, guess, known in CASES:
    seen = round(float(getattr(textdistance, name).normalized_distance(one, other)), 2)
    print(f"{name:17} of {one:9} and {other:9} guess: {guess:12} seen: {seen}")
    changed |= not (seen > 1 if known == "more than 1" else seen == known)
for name in ("needleman_wunsch", "gotoh"):
    seen = getattr(textdistance, name).distance("abc", "abc")
    print(f"{name:17} of abc       and abc       guess: 0            seen: {seen}")
    changed |= seen != -3
sys.exit("This has changed." if changed else 0)
PY
