#!/bin/sh
# pyseeyou: messages in ICU's MessageFormat.
# Guess:   `=1` is about the number itself, and the words (one, other) about what is left of it by `offset`, as ICU has
#          it; an ordinal is the 22nd, or refused; '' is one apostrophe, and what stands in single quotes is text.
# Happens: with offset:1 one person is "nobody" and two are "you", for =0 and =1 are asked of what is left; an ordinal
#          is None, without an error; '' stays two, and '{n}' in quotes is filled in; a number or a day with its type is
#          a KeyError.
# Seen:    pyseeyou 1.0.2. Zero, one and many days are right; the number may be a text.
# Source:  the reference of ICU's MessageFormat and PluralFormat.
# Matters: how many others have applied is said with an offset.
set -eu
version=${1:-1.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyseeyou==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import pyseeyou


def say(message, n):
    try:
        return pyseeyou.format(message, {"n": n}, "en")
    except Exception:
        return "an error"


DAYS = "{n, plural, =0 {none} one {# day} other {# days}}"
OTHERS = "{n, plural, offset:1 =0 {nobody} =1 {you} one {you and # other} other {you and # others}}"
PLACE = "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("no days", say(DAYS, 0), "none", "none"),
    ("a day", say(DAYS, 1), "1 day", "1 day"),
    ("1.5 days", say(DAYS, 1.5), "1.5 days", "1.5 days"),
    ("nobody", say(OTHERS, 0), "nobody", "nobody"),
    ("you", say(OTHERS, 1), "you", "nobody"),
    ("you and one more", say(OTHERS, 2), "you and 1 other", "you"),
    ("you and two more", say(OTHERS, 3), "you and 2 others", "you and 2 others"),
    ("the first", say(PLACE, 1), "1st", "None"),
    ("the 22nd", say(PLACE, 22), "22nd", "None"),
    ("It's {n}", say("It's {n}", 5), "It's 5", "It's 5"),
    ("It''s {n}", say("It''s {n}", 5), "It's 5", "It''s 5"),
    ("'{n}' is {n}", say("'{n}' is {n}", 5), "{n} is 5", "'5' is 5"),
    ("{n, number}", say("{n, number}", 5), "5", "an error"),
]
print("pyseeyou", version("pyseeyou"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:16} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
