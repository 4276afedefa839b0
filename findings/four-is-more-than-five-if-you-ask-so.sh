#!/bin/sh
# pytholog: facts and rules, as in Prolog, within Python.
# Guess:   who is late is said of each alike, whether one asks "is b late?" or "who is late?"; where nothing meets a
#          rule, nobody does; a constant in a premise is met by that constant only.
# Happens: b, who waits 4 days, is late by "more than 5 days" when asked about, and a person "No" is among the answers
#          to "who". Of two comparisons in a rule, a pair of truths is the person. "Who waits 10 days?" finds b, too.
# Seen:    pytholog 2.4.0 and 2.4.1. Chains of rules, as from a to b to c, are right, and so are sums.
# Matters: an answer of Yes is the shortest there is, and nothing in it shows that no number was looked at.
set -eu
version=${1:-2.4.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pytholog==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pytholog

DAYS = ["days(a,10)", "days(b,4)"]
LATE, NEVER = "late(X) :- days(X,D), D > 5", "late(X) :- days(X,D), D > 50"
BETWEEN, TEN = "mid(X) :- days(X,D), D > 2, D < 9", "ten(X) :- days(X,10)"
CHAIN = ["likes(a,b)", "likes(b,c)", "far(X,Y) :- likes(X,Y)"]
CASES = [  # the facts and rules, the question, the guess, what is seen
    ([*CHAIN, "far(X,Z) :- likes(X,Y), far(Y,Z)"], "far(a,W)", "b c", "b c"),
    ([*DAYS, "next(X,N) :- days(X,D), N is D + 1"], "next(a,N)", "11", "11"),
    ([*DAYS, LATE], "late(a)", "Yes", "Yes"),
    ([*DAYS, LATE], "late(b)", "No", "Yes"),
    ([*DAYS, LATE], "late(X)", "a", "a No"),
    ([*DAYS, NEVER], "late(a)", "No", "Yes"),
    ([*DAYS, NEVER], "late(X)", "No", "No No"),
    ([*DAYS, BETWEEN], "mid(X)", "b", "(True, False) (True, True)"),
    ([*DAYS, TEN], "ten(b)", "No", "No"),
    ([*DAYS, TEN], "ten(X)", "a", "a b"),
]
print("pytholog", version("pytholog"))
changed = False
for known_of, question, guess, known in CASES:
    base = pytholog.KnowledgeBase("people")
    base(known_of)
    answers = base.query(pytholog.Expr(question))
    seen = " ".join(str(next(iter(one.values()))) if isinstance(one, dict) else one for one in answers)
    print(f"{known_of[-1]:35} {question:9} guess: {guess:4} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
