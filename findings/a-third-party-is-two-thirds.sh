#!/bin/sh
# numerizer and words-to-numbers (npm): numbers in words within a sentence.
# Guess:   "no one", "a second" and "a week" are no numbers and stay; a number with a half is that number.
# Happens: "two third-party tests" are "2/3 party tests" in one, "2 3-party tests" in the other; "wait a second" is
#          "wait 1 2nd" and "wait 1 2", "no one" is "no 1" in both; 1984 is "19 80 4" and "19 84"; two and a half weeks
#          are "2 and 1 half weeks" in the second; "half an hour" is "1/2 an hour" in the first.
# Seen:    numerizer 0.2.4 and words-to-numbers 1.5.1. text2num 3.1.0 leaves all of these alone but 1984, which is "19
#          84", and makes "two or 3" of two or three.
# Matters: what people type is made plain by such a step before dates and numbers are looked for in it.
set -eu
version=${1:-0.2.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "numerizer==$version" text2num==3.1.0
echo '{}' > package.json
npm install --silent --no-fund --no-audit words-to-numbers@1.5.1
cat > words.mjs <<'JS'
import { wordsToNumbers } from "words-to-numbers";
console.log(JSON.stringify(process.argv.slice(2).map((text) => String(wordsToNumbers(text)))));
JS
cat > ask.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from numerizer import numerize
from text_to_num import alpha2digit

CASES = [  # the words, the guess, and what numerizer, words-to-numbers and text2num make of them
    ("forty-two days", "42 days", "42 days", "42 days", "42 days"),
    ("fifteen hundred", "1500", "1500", "1500", "1500"),
    ("two or three days", "2 or 3 days", "2 or 3 days", "2 or 3 days", "two or 3 days"),
    ("two third-party tests", "2 third-party tests", "2/3 party tests", "2 3-party tests", "two third-party tests"),
    ("no one called", "no one called", "no 1 called", "no 1 called", "no one called"),
    ("wait a second", "wait a second", "wait 1 2nd", "wait 1 2", "wait a second"),
    ("a week and a day", "a week and a day", "1 week and a day", "1 week and 1 day", "a week and a day"),
    ("two and a half weeks", "2.5 weeks", "2.5 weeks", "2 and 1 half weeks", "two and a half weeks"),
    ("half an hour", "0.5 hours", "1/2 an hour", "half an hour", "half an hour"),
    ("nineteen eighty-four", "1984", "19 80 4", "19 84", "19 84"),
]
npm = json.load(open("node_modules/words-to-numbers/package.json"))["version"]
print("numerizer", version("numerizer"), "words-to-numbers", npm, "text2num", version("text2num"))
node = subprocess.run(["node", "words.mjs", *[case[0] for case in CASES]], capture_output=True, check=True, text=True)
changed = False
for (words, guess, *known), theirs in zip(CASES, json.loads(node.stdout)):
    seen = [numerize(words), theirs, alpha2digit(words, "en")]
    print(f"{words:24} guess: {guess:22} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python ask.py
