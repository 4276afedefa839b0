#!/bin/sh
# striprtf: the text of letters in RTF.
# Guess:   what is hidden or was deleted is left out, for nobody who opens the letter sees it; what is struck out is
#          marked or left out; points of a list keep their numbers, as cells of a table keep their edges; ten cubed is
#          not 103.
# Happens: hidden and deleted words are there, next to the others; 45 struck out and 50 are 4550; the number of a point
#          is gone, if it is marked as older programs do; ten cubed is 103. Cells have their bar.
# Seen:    striprtf 0.0.35; in 0.0.26 the newer way to mark a point loses its number, too. Comments are left out.
# Matters: an offer goes to and fro with its changes marked, and the old pay stands in it.
set -eu
version=${1:-0.0.35}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "striprtf==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text


def text(body):
    return rtf_to_text(r"{\rtf1\ansi " + body + "}").strip()


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("plain words", text("Yes"), "Yes", "Yes"),
    ("two cells", text(r"\trowd one\cell two\cell\row"), "one|two|", "one|two|"),
    ("a comment", text(r"{\*\annotation why?}Yes"), "Yes", "Yes"),
    ("hidden words", text(r"\v no \v0 yes"), "yes", "no yes"),
    ("deleted words", text(r"\deleted not \deleted0 agreed"), "agreed", "not agreed"),
    ("45 struck out, 50", text(r"\strike 45\strike0 50"), "~45~ 50", "4550"),
    ("ten cubed", text(r"10\super 3\nosupersub"), "10^3", "103"),
    ("the second point", text(r"{\pntext 2.\tab}Ask"), "2.\tAsk", "Ask"),
    ("the second point, newer", text(r"{\listtext 2.\tab}Ask"), "2.\tAsk", "2.\tAsk"),
]
print("striprtf", version("striprtf"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:23} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
