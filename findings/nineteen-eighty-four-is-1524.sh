#!/bin/sh
# word2number: numbers as people write them in words.
# Guess:   the number meant, or an error, as for "half" and "a dozen": it says "No valid number words found!" there.
# Happens: words that it does not know are left out, and what is left is multiplied and added: "nineteen eighty-four"
#          is 1524, "minus five" is 5, "two and a half" is 2, "twenty twenty" is 40, "two or three" is 5.
# Seen:    word2number 1.1.
# Matters: "two and a half weeks", "two or three days" and a year of birth come out as other numbers, which look
#          certain.
set -eu
version=${1:-1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "word2number==$version"
venv/bin/python - "$version" <<'PY'
import sys

from word2number import w2n

EXPECTED = {  # words: (guess, what is seen)
    "one hundred and twenty-five": ("125", 125),
    "half": ("refused", "refused"),
    "a dozen": ("refused", "refused"),
    "nineteen eighty-four": ("1984, or refused", 1524),
    "minus five": ("-5, or refused", 5),
    "two and a half": ("2.5, or refused", 2),
    "twenty twenty": ("2020, or refused", 40),
    "two or three": ("refused", 5),
    "two point five": ("2.5", 2.5),
    "not one": ("refused", 1),
}
print("word2number", sys.argv[1])
changed = False
for words, (guess, known) in EXPECTED.items():
    try:
        seen = w2n.word_to_num(words)
    except ValueError:
        seen = "refused"
    print(f"{words}\n  guess: {guess}\n  seen:  {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
