#!/bin/sh
# zen-engine: one month, and one year, after a day, in the two ways its expressions offer.
# Guess:   31 January and a month is 28 February, 29 February 2024 and a year 28 February 2025.
# Happens: d(day).add("1M") is 28 February. date(day) + duration("1M") is 2 March at 10:33:36, for
#          "1M" is 30.44 days there. And d("2024-02-29").add("1y") is no date: "Invalid date".
# Seen:    0.45.0 to 2.1.3.
# Matters: the same rule, written in the other style, names another day; one style has none.
set -eu
version=${1:-2.1.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "zen-engine==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import zen

EXPECTED = {  # expression: (guess, what is seen)
    "d('2026-01-31').add('1M').format('%Y-%m-%d')": ("2026-02-28", "2026-02-28"),
    "dateString(date('2026-01-31') + duration('1M'))": ("2026-02-28", "2026-03-02 10:33:36"),
    "d('2024-02-29').add('1y').format('%Y-%m-%d')": ("2025-02-28", "Invalid date"),
}
print("zen-engine", version("zen-engine"))
changed = False
for text, (guess, known) in EXPECTED.items():
    seen = zen.evaluate_expression(text, {})
    print(f"{text}\n  guess: {guess}\n  seen:  {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
