#!/bin/sh
# price-parser: the sum of money in a sentence.
# Guess:   the number beside the sign of the currency; £45k is 45000, -£200 is less than 0; or no sum.
# Happens: the first number, wherever the sign stands: "40 hours at $30" are 40 dollars, "on 5 January they offered
#          £45,000" 5 pounds. A k, a million and a minus are left out, and $1.234 is 1234.
# Seen:    price-parser 0.4.0 and 0.5.1. Written alone, as on a label, sums are read well: 45 000 €, CHF 95'000.
# Matters: the pay in an offer is read from sentences; two offers are then compared by the days on which they came.
set -eu
version=${1:-0.5.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "price-parser==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from price_parser import Price

CASES = [  # the text, the guess, what is seen
    ("£45,000", "45000 £", "45000 £"),
    ("45 000 €", "45000 €", "45000 €"),
    ("$30 an hour, 40 hours", "30 $", "30 $"),
    ("40 hours at $30", "30 $", "40 $"),
    ("on 5 January they offered £45,000", "45000 £", "5 £"),
    ("£45k", "45000 £", "45 £"),
    ("€1.5 million", "1500000 €", "1.5 €"),
    ("-£200", "-200 £", "200 £"),
    ("$1.234", "1.234 $", "1234 $"),
]
print("price-parser", version("price-parser"))
changed = False
for text, guess, known in CASES:
    price = Price.fromstring(text)
    seen = f"{price.amount} {price.currency}"
    print(f"{text:34} guess: {guess:10} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
