#!/bin/sh
# text2digits, number-parser and text2num: words for numbers in a text become digits.
# Guess:   "one second" is 1 second, "the second interview" the 2nd or the second; "no one" is no number; "a hundred"
#          is 100, "minus five" -5; "two or three" is 2 or 3 for each of them.
# Happens: for text2digits one second is "1 2", a third party a "3 party", "no one" is "no 1". For the second "the
#          second" is "the 2", too; "minus five" is "minus 5" there and for text2num. For all three "a hundred days"
#          are "a 100 days". text2num leaves one, two, a second and a third alone: "two or 3 days", "one in 3".
# Seen:    text2digits 0.1.2 (for 0.1.0 one second is 12), number-parser 0.3.2, text2num 3.1.0.
# Matters: what somebody tells in words is read for its numbers, and half a range is lost.
set -eu
version=${1:-0.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "text2digits==$version" number-parser==0.3.2 text2num==3.1.0
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from number_parser import parse
from text2digits import text2digits
from text_to_num import alpha2digit

CASES = [  # the text, the guess, what text2digits, number-parser and text2num make of it
    ("five hundred and one", "501", "501", "501", "501"),
    ("one second", "1 second", "1 2", "1 2", "one second"),
    ("the second interview", "the 2nd interview", "the 2 interview", "the 2 interview", "the second interview"),
    ("a third party", "a 3rd party", "a 3 party", "a 3 party", "a 3rd party"),
    ("no one asked", "no one asked", "no 1 asked", "no 1 asked", "no one asked"),
    ("a hundred days", "100 days", "a 100 days", "a 100 days", "a 100 days"),
    ("minus five", "-5", "-5", "minus 5", "minus 5"),
    ("two or three days", "2 or 3 days", "2 or 3 days", "2 or 3 days", "two or 3 days"),
    ("one in three", "1 in 3", "1 in 3", "1 in 3", "one in 3"),
]
print(*(f"{name} {version(name)}" for name in ("text2digits", "number-parser", "text2num")))
changed = False
for text, guess, *known in CASES:
    seen = [text2digits.Text2Digits().convert(text), parse(text, "en"), alpha2digit(text, "en")]
    print(f"{text:21} guess: {guess:18} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
