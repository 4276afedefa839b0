#!/bin/sh
# edn_format: EDN, the notation of data of Clojure.
# Guess:   what is neither a number nor a symbol is refused, as the notation has it: 2026-01-05, 0012, 1_000, 12:30, 5%;
#          1 and true are two items of a set.
# Happens: it is cut where it can be read no further, and the pieces are items: the day is the numbers 2026, 0, 1, 0 and
#          5, 0012 in a list is 0, 0 and 12, as the value of `:a` it is 0, and 0 a key with 12; 12:30 is 12 and a
#          keyword. A set of 1 and true has one item; {1 :a, true :b} is {1 :b}.
# Seen:    edn_format 0.8.0 and 0.7.5. 5 without anything, and 5 within a symbol, are right; a repeated key is taken,
#          too.
# Matters: a day that is not marked with #inst is what one forgets, and a list has more items then.
set -eu
version=${1:-0.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "edn_format==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import edn_format


def read(text):
    try:
        value = edn_format.loads(text)
    except edn_format.EDNDecodeError:
        return "refused"
    return str(list(value) if isinstance(value, edn_format.ImmutableList) else dict(value)).replace("'", "")


def items(text):
    return len(edn_format.loads(text))


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("[5 days]", read("[5 days]"), "[5, Symbol(days)]", "[5, Symbol(days)]"),
    ("[^]", read("[^]"), "refused", "refused"),
    ("[2026-01-05]", read("[2026-01-05]"), "refused", "[2026, 0, 1, 0, 5]"),
    ("[0012]", read("[0012]"), "refused", "[0, 0, 12]"),
    ("{:a 0012}", read("{:a 0012}"), "refused", "{Keyword(a): 0, 0: 12}"),
    ("[1_000]", read("[1_000]"), "refused", "[1, Symbol(_000)]"),
    ("[12:30]", read("[12:30]"), "refused", "[12, Keyword(30)]"),
    ("[01/05/2026]", read("[01/05/2026]"), "refused", "[Fraction(1, 5), Symbol(/), 2026]"),
    ("[50%]", read("[50%]"), "refused", "[50, Symbol(%)]"),
    ("items of #{1 2}", items("#{1 2}"), 2, 2),
    ("items of #{1 true}", items("#{1 true}"), 2, 1),
    ("{1 :a true :b}", items("{1 :a true :b}"), 2, 1),
]
print("edn_format", version("edn_format"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:18} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
