#!/bin/sh
# biscuit-python: Datalog rules about facts, one of which a rule cannot deal with.
# Guess:   the same rule over the same facts gives the same each time: refused with an error, since one of the facts is
#          a text that is compared with a number, or a nought that is divided by; or true, since the other fact fits.
#          "All offers are for more than 1" is true for somebody without an offer.
# Happens: about two times in three it is true, and otherwise an error, from one call to the next in one process: the
#          facts are tried in an order that is drawn by chance, up to the first that fits. `check all` over nothing is
#          false.
# Seen:    0.4.0. Where no fact makes an error, the order does not show.
# Matters: a rule that was tried once, and worked, fails for the next reader of the same facts.
set -eu
version=${1:-0.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "biscuit-python==$version"
venv/bin/python - "$version" <<'PY'
import sys
from collections import Counter
from datetime import timedelta

from biscuit_auth import AuthorizationError, AuthorizerBuilder, BiscuitBuilder, KeyPair

KEY = KeyPair().private_key


def answers(facts, rules):
    """The different answers in 200 calls, in alphabetical order."""
    seen = Counter()
    for _ in range(200):
        try:
            builder = AuthorizerBuilder(rules)
            limits = builder.limits()
            limits.max_time = timedelta(seconds=10)  # a busy machine takes longer than the millisecond that is allowed
            builder.set_limits(limits)
            builder.build(BiscuitBuilder(facts).build(KEY)).authorize()
            seen["true"] += 1
        except AuthorizationError as error:
            seen["false" if "following checks failed" in str(error) else "error"] += 1
    return sorted(seen)


TABLE = (
    ("pay(30); pay(40);", "check if pay($x), 120 / $x == 4; allow if true;", "true", ["true"]),
    ("pay(0); pay(30);", "check if pay($x), 120 / $x == 4; allow if true;", "error", ["error", "true"]),
    ('pay("open"); pay(30);', "check if pay($x), $x > 20; allow if true;", "error", ["error", "true"]),
    ('pay("open"); pay(30);', "allow if pay($x), $x > 20;", "error", ["error", "true"]),
    ('name("Ann");', "check all pay($x), $x > 1; allow if true;", "true", ["false"]),
)
print("biscuit-python", sys.argv[1])
changed = False
for facts, rules, guess, known in TABLE:
    seen = answers(facts, rules)
    changed |= seen != known
    print(f"{facts:21} {rules:48} guess: {guess:5} seen:", " and ".join(seen))
sys.exit("This has changed." if changed else 0)
PY
