#!/bin/sh
# pycrdt: texts and numbers that several people write at the same time.
# Guess:   `text[5]` and `del text[5]` are about the same letter, `len` counts what `text[i]` counts; a number is the
#          same for all who have the document.
# Happens: reading counts letters, and writing counts bytes: behind one é `del text[5]` takes out the letter before the
#          one that `text[5]` is, and `insert` is a place early. 9223372036854775807 is that for its writer and
#          9.223372036854776e+18 for all others; 5 is 5.0.
# Seen:    pycrdt 0.14.13; in 0.12.50 the greatest number is the same for all. `_text.py` does not say what it counts.
# Matters: two people look at one document with two numbers in it; a word is put into the middle of another.
set -eu
version=${1:-0.14.13}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pycrdt==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from pycrdt import Doc, Map, Text


def text(words):
    """A text of a document of its own."""
    document = Doc()
    document["text"] = Text(words)
    return document["text"]


def without(words, place):
    changed = text(words)
    del changed[place]
    return str(changed)


def with_please(words):
    changed = text(words)
    changed.insert(str(changed).index("call"), "please ")
    return str(changed)


def numbers(value):
    """A number as its writer has it, and as another one has who got the document."""
    document, other = Doc(), Doc()
    document["map"] = Map()
    document["map"]["n"] = value
    other["map"] = Map()
    other.apply_update(document.get_update())
    return str(document["map"]["n"]), str(other["map"]["n"])


CASES = [  # what is asked, the guess, what is seen, what was seen
    ("the letter at 5 of Zoe, call", "c", text("Zoe, call")[5], "c"),
    ("Zoe, call without it", "Zoe, all", without("Zoe, call", 5), "Zoe, all"),
    ("the letter at 5 of Zoé, call", "c", text("Zoé, call")[5], "c"),
    ("Zoé, call without it", "Zoé, all", without("Zoé, call", 5), "Zoé,call"),
    ("the length of Zoé, call", 9, len(text("Zoé, call")), 10),
    ("please before call", "Zoé, please call", with_please("Zoé, call"), "Zoé,please  call"),
    ("5, for two", ("5", "5"), numbers(5), ("5.0", "5.0")),
    ("2 ** 63 - 1, for two", (str(2**63 - 1),) * 2, numbers(2**63 - 1), (str(2**63 - 1), "9.223372036854776e+18")),
]
print("pycrdt", version("pycrdt"))
changed = False
for words, guess, seen, known in CASES:
    print(f"{words:30} guess: {guess!s:42} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
