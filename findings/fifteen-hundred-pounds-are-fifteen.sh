#!/bin/sh
# num2words: a sum of money in words.
# Guess:   1500, 1500.0, Decimal(1500) and "1500" are the same sum.
# Happens: a whole number is a number of pence: 1500 is "fifteen pounds", the other three are "one thousand, five
#          hundred pounds". So a column of sums changes its meaning with its type, when a half comes in.
# Seen:    num2words 0.5.14.
# Matters: an offer of 30000 a year is put into a letter as three hundred.
set -eu
version=${1:-0.5.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "num2words==$version"
venv/bin/python - "$version" <<'PY'
import sys
from decimal import Decimal

from num2words import num2words

WHOLE = "one thousand, five hundred pounds sterling, zero pence"
FEW = "fifteen pounds sterling, zero pence"
print("num2words", sys.argv[1])
changed = False
for money, known in [(1500, FEW), (Decimal(1500), WHOLE), (1500.0, WHOLE), ("1500", WHOLE)]:
    seen = num2words(money, to="currency", currency="GBP")
    print(f"{money!r}\n  guess: {WHOLE}\n  seen:  {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
