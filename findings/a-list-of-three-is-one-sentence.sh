#!/bin/sh
# textstat: how many sentences a text has, of which its marks of easy reading are made.
# Guess:   a sentence ends at its full stop, a point of a list at its line; a dot within a date or a number ends none.
# Happens: sentences of one or two words do not count: "Call them. Ask. Wait." is one, and so is a list of three points.
#          The dot in "1.5 times" and in "5.1.2026" ends one. "Call them." twelve times needs twelve years of school by
#          the Automated Readability Index, "Call them now." twelve times none.
# Seen:    textstat 0.7.12 and 0.7.13. "p.m.", "Ms." and "No." end no sentence.
# Matters: whoever holds plain letters to a grade is told to make the shortest sentences longer.
set -eu
version=${1:-0.7.13}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "textstat==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import textstat

SENTENCES = [  # the text, how many sentences it has by our guess, and by textstat
    ("Call them now. Ask them once. Wait a week.", 3, 3),
    ("Call Ms. Doe at 5 p.m. today.", 1, 1),
    ("Call them. Ask. Wait.", 3, 1),
    ("- Call them\n- Ask once\n- Wait a week", 3, 1),
    ("They said yes! Now what? We wait and see.", 3, 2),
    ("The pay is 1.5 times as much.", 1, 2),
    ("We met on 5.1.2026 at 9.30.", 1, 2),
]
GRADES = [  # the text, and whether it needs ten years of school by our guess, and by textstat
    ("Call them now. " * 12, False, False),
    ("Call them. " * 12, False, True),
]
print("textstat", version("textstat"))
changed = False
for text, guess, known in SENTENCES:
    seen = textstat.sentence_count(text)
    print(f"{text!r:45} guess: {guess} seen: {seen}")
    changed |= seen != known
for text, guess, known in GRADES:
    grade = textstat.automated_readability_index(text)
    print(f"{text[:15] + '...':45} guess: {'hard' if guess else 'easy'} seen: {grade:.0f} years of school")
    changed |= (grade > 10) != known
sys.exit("This has changed." if changed else 0)
PY
