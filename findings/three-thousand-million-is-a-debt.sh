#!/bin/sh
# clingo: whole numbers of more than 31 bits in a logic program.
# Guess:   a number that does not fit is refused, or at least warned of, as a division by zero is.
# Happens: 3000000000 in the text is -1294967296 in the program, and so less than 0. Sums, products and #sum run over
#          in the same way. Nothing is said about it; a division by zero has an "info: operation undefined".
# Seen:    clingo 5.6.2 and 5.8.3.
# Matters: pay in pence, or moments counted in seconds from 2038 on, decide the wrong way round.
set -eu
version=${1:-5.8.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "clingo==$version"
venv/bin/python - <<'PY'
import sys

import clingo

PROGRAM = """
pay(ann, 3000000000).  pay(bob, 2000000000).
debt(X) :- pay(X, P), P < 0.
twice(X, P * 2) :- pay(X, P), P > 0.
both(S) :- S = #sum { 2000000000, a ; 2000000000, b }.
none(1 / 0).
"""
said = []
control = clingo.Control(logger=lambda code, text: said.append(text))
control.add("base", [], PROGRAM)
control.ground([("base", [])])
with control.solve(yield_=True) as models:
    seen = sorted(str(atom) for model in models for atom in model.symbols(shown=True))
print("clingo", clingo.__version__)
print("guess: refused or warned of; or pay(ann,3000000000), twice(bob,4000000000), both(4000000000), and no debt")
print("seen: ", *seen)
print("said: ", *said)
known = "both(-294967296) debt(ann) pay(ann,-1294967296) pay(bob,2000000000) twice(bob,-294967296)".split()
sys.exit(0 if seen == known and len(said) == 1 and "1/0" in said[0] else "This has changed.")
PY
