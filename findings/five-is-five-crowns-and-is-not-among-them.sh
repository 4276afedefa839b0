#!/bin/sh
# stockholm: sums of money.
# Guess:   a bare 5 is not 5 crowns, or it is so in a set as well; nothing in euros is not nothing in dollars; a sum times
#          a sum is refused, as there are no crowns squared; "5 soon" is no sum.
# Happens: 5 is equal to 5 crowns, is less than 6 of them, and is another member of a set, where even 5 and "5.00"
#          are two; 0 euros are equal to 0 dollars. 5 times 5 crowns as sums are 25 crowns. "5 soon" is five
#          of the currency "soon", and "1_000" a thousand, while "1,000" is refused.
# Seen:    stockholm 0.5.6 and 0.5.7.
# Matters: a salary without its currency is found equal to one in any currency, and not found among them.
set -eu
version=${1:-0.5.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "stockholm==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from stockholm import Money

CASES = [  # what is asked, how, the guess, and what is seen
    ("5 + 5 SEK", lambda: Money(5) + Money("5 SEK"), "error", "10.00 SEK"),
    ("5 == 5 SEK", lambda: Money(5) == Money("5 SEK"), "False", "True"),
    ("5 == 5.00", lambda: Money(5) == Money("5.00"), "True", "True"),
    ("5 SEK == 5 EUR", lambda: Money("5 SEK") == Money("5 EUR"), "False", "False"),
    ("5 < 6 SEK", lambda: Money(5) < Money("6 SEK"), "error", "True"),
    ("5 EUR < 6 SEK", lambda: Money("5 EUR") < Money("6 SEK"), "error", "error"),
    ("0 EUR == 0 USD", lambda: Money("0 EUR") == Money("0 USD"), "False", "True"),
    ("how many are 5, 5.00", lambda: len({Money(5), Money("5.00")}), "1", "2"),
    ("how many are 5, 5 SEK", lambda: len({Money(5), Money("5 SEK")}), "1, if equal", "2"),
    ("5 * 5 SEK", lambda: Money(5) * Money("5 SEK"), "error", "25.00 SEK"),
    ("5 SEK / 2 SEK", lambda: Money("5 SEK") / Money("2 SEK"), "2.50", "2.50"),
    ("5 soon", lambda: Money("5 soon"), "error", "5.00 soon"),
    ("1_000", lambda: Money("1_000"), "error", "1000.00"),
    ("1,000", lambda: Money("1,000"), "1000.00, or error", "error"),
]
print("stockholm", version("stockholm"))
changed = False
for what, ask, guess, known in CASES:
    try:
        seen = str(ask())
    except Exception:
        seen = "error"
    print(f"{what:22} guess: {guess:18} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
