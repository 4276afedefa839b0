#!/bin/sh
# inflect: words in one and in several, and a or an before them.
# Guess:   the singular of a word that is not a plural is False, as its guide says; "18 months" is "an 18 months", as
#          "eighteen months" is "an eighteen months"; a day is no number.
# Happens: the singular of bonus, gas, focus and yes is bonu, ga, focu and ye; of "is" it is "i", of "us" me. It is a 8, a
#          11th, a 18, and an URL, a SLA. 5 January as 2026-01-05 is twenty million.
# Seen:    inflect 7.5.0 and 7.6.0.
# Matters: "is this word a plural?" is how sentences are made to agree, and letters say "your bonu".
set -eu
version=${1:-7.6.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "inflect==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import inflect

engine = inflect.engine()
TWENTY_MILLION = "twenty million, two hundred and sixty thousand"
CASES = [  # what is asked, of what, the guess, what is seen
    (engine.singular_noun, "offers", "offer", "offer"),
    (engine.singular_noun, "status", False, False),
    (engine.singular_noun, "bonus", False, "bonu"),
    (engine.singular_noun, "gas", False, "ga"),
    (engine.singular_noun, "focus", False, "focu"),
    (engine.singular_noun, "is", False, "i"),
    (engine.a, "eighteen months", "an eighteen months", "an eighteen months"),
    (engine.a, "18 months", "an 18 months", "a 18 months"),
    (engine.a, "11th day", "an 11th day", "a 11th day"),
    (engine.a, "URL", "a URL", "an URL"),
    (engine.a, "SLA", "an SLA", "a SLA"),
    (engine.plural, "passer-by", "passers-by", "passer-bies"),
    (engine.number_to_words, "2026-01-05", "refused", f"{TWENTY_MILLION}, one hundred and five"),
]
print("inflect", version("inflect"))
changed = False
for asked, word, guess, known in CASES:
    seen = asked(word)
    print(f"{asked.__name__:15} {word:16} guess: {guess!s:19} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
