#!/bin/sh
# sentencex and pysbd: where sentences end.
# Guess:   "I said no. Call." are two sentences, for no number follows; a list of two numbered points is two, or the
#          numbers stand with what follows; "Approx. 5 days" is one.
# Happens: for sentencex "no." is the short word for number, whatever follows, so they are one, and "Yes. No. OK." are
#          two; "In Dec. Call." is one; the numbers of a list are sentences of their own; "them.Ask" is cut without a
#          blank. pysbd has these as guessed, and makes a sentence of "Approx."; "the U.S. Call" is one for both.
# Seen:    sentencex 1.0.32, pysbd 0.3.4. Dr., p.m., 5.5, three points, and quotes agree.
# Matters: "they said no" is the word on which the advice hangs, and it ends a sentence.
set -eu
version=${1:-1.0.32}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sentencex==$version" pysbd==0.3.4
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import pysbd
from sentencex import segment


def both(text):
    first = list(segment("en", text))
    second = pysbd.Segmenter(language="en", clean=False).segment(text)
    told = [" / ".join(part.strip() for part in parts if part.strip()) for parts in (first, second)]
    return told[0] if told[0] == told[1] else " and ".join(told)


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("Call Dr. Lee. Ask.", both("Call Dr. Lee. Ask."), "Call Dr. Lee. / Ask.", "Call Dr. Lee. / Ask."),
    (
        "They said 5 p.m. Call then.",
        both("They said 5 p.m. Call then."),
        "They said 5 p.m. / Call then.",
        "They said 5 p.m. / Call then.",
    ),
    ("Ask no. 3. Call.", both("Ask no. 3. Call."), "Ask no. 3. / Call.", "Ask no. 3. / Call."),
    ("I said no. Call.", both("I said no. Call."), "I said no. / Call.", "I said no. Call. and I said no. / Call."),
    ("Yes. No. OK.", both("Yes. No. OK."), "Yes. / No. / OK.", "Yes. / No. OK. and Yes. / No. / OK."),
    ("In Dec. Call.", both("In Dec. Call."), "In Dec. / Call.", "In Dec. Call. and In Dec. / Call."),
    (
        "I live in the U.S. Call.",
        both("I live in the U.S. Call."),
        "I live in the U.S. / Call.",
        "I live in the U.S. Call.",
    ),
    ("Approx. 5 days.", both("Approx. 5 days."), "Approx. 5 days.", "Approx. / 5 days."),
    (
        "1. Call. 2. Ask.",
        both("1. Call. 2. Ask."),
        "1. Call. / 2. Ask.",
        "1. / Call. / 2. / Ask. and 1. Call. / 2. Ask.",
    ),
    ("Call them.Ask.", both("Call them.Ask."), "Call them.Ask.", "Call them. / Ask. and Call them.Ask."),
    ("Thanks, a line end, Call", both("Thanks.\nCall."), "Thanks. / Call.", "Thanks. / Call."),
]
print("sentencex", version("sentencex"), "pysbd", version("pysbd"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:27} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
