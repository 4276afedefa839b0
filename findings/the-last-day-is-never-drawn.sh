#!/bin/sh
# Faker for Python: days drawn between two days, for tests.
# Guess:   between the 5th and the 7th are the 5th, the 6th and the 7th, as random_int(5, 7) draws 5, 6 and 7; today and
#          tomorrow are between "today" and "+1d"; a past day of the last three may be yesterday.
# Happens: the last day is never drawn: 5 and 6; today only; never yesterday, and of the next three days two. It is drawn
#          only where it is the first one, too. pyfloat of one place between 0 and 1 never is 1.0.
# Seen:    Faker 30.0.0 to 40.63.0. @faker-js/faker 10.6.0 and chance 1.1.13, from npm, do the same, but speak of moments.
# Matters: what goes wrong on the last day of a deadline is the day no test with drawn data has ever seen.
set -eu
version=${1:-40.63.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "Faker==$version"
venv/bin/python - <<'PY'
import sys
from datetime import date

import faker

source = faker.Faker()
faker.Faker.seed(1)
today = date.today()


def january(day):
    return date(2026, 1, day)


CASES = [  # what is drawn, how, the guess, what is seen
    ("random_int(5, 7)", lambda: source.random_int(5, 7), [5, 6, 7], [5, 6, 7]),
    ("date_between, 5th to 7th", lambda: source.date_between(january(5), january(7)).day, [5, 6, 7], [5, 6]),
    ("date_between, 5th to 5th", lambda: source.date_between(january(5), january(5)).day, [5], [5]),
    ("date_between, today, +1d", lambda: (source.date_between("today", "+1d") - today).days, [0, 1], [0]),
    ("future_date, +3d", lambda: (source.future_date("+3d") - today).days, [1, 2, 3], [1, 2]),
    ("past_date, -3d", lambda: (source.past_date("-3d") - today).days, [-3, -2, -1], [-3, -2]),
    ("pyfloat, 0 to 1", lambda: source.pyfloat(min_value=0, max_value=1, right_digits=1) == 1, [False, True], [False]),
]
print("Faker", faker.VERSION, "two thousand draws of each")
changed = False
for name, draw, guess, known in CASES:
    seen = sorted({draw() for _ in range(2000)})
    print(f"{name:26} guess: {guess!s:14} seen: {seen}")
    changed |= seen != known
if date.today() != today:
    sys.exit("It is past midnight: once more, please.")
sys.exit("This has changed." if changed else 0)
PY
