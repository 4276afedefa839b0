#!/bin/sh
# workdays: NETWORKDAYS and WORKDAY of spreadsheets, for days of Python.
# Guess:   it counts as a spreadsheet does: from Friday back to Monday are -5 working days, as it is 5 forwards; a
#          holiday counts once, whether its list names it once or twice, and backwards, too.
# Happens: from Friday back to Monday it is -3, from Monday back to Friday 0 (forwards 2), and with a holiday in
#          between -3 as well. A holiday that two lists name is taken away twice. One working day after the other is
#          right.
# Seen:    workdays 1.4 and 1.3.
# Source:  workdays.py of 1.4, lines 12 to 26: the days between are end minus start, plus one, whichever comes first.
# Matters: who asks how many working days a deadline is past gets too few.
set -eu
version=${1:-1.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "workdays==$version"
timeout 60 venv/bin/python - <<'PY'
import datetime
import sys
from importlib.metadata import version

from workdays import networkdays, workday


def day(number):
    """A day of January 2026, of which the 5th is a Monday."""
    return datetime.date(2026, 1, number)


CASES = [  # what is asked, the guess (which is what a spreadsheet has), what is seen
    ("from Monday to Friday", 5, networkdays(day(5), day(9)), 5),
    ("from Monday to Friday, Tuesday free", 4, networkdays(day(5), day(9), [day(6)]), 4),
    ("five days before Monday", day(5), workday(day(12), -5), day(5)),
    ("from Friday back to Monday", -5, networkdays(day(9), day(5)), -3),
    ("from Friday back to Monday, Tuesday free", -4, networkdays(day(9), day(5), [day(6)]), -3),
    ("from Friday to the next Monday", 2, networkdays(day(9), day(12)), 2),
    ("from that Monday back to Friday", -2, networkdays(day(12), day(9)), 0),
    ("from Monday to Friday, Tuesday free twice", 4, networkdays(day(5), day(9), [day(6), day(6)]), 3),
]
print("workdays", version("workdays"))
for asked, guess, seen, _ in CASES:
    print(f"{asked:42} guess: {guess!s:11} seen: {seen}")
sys.exit("This has changed." if any(seen != known for *_, seen, known in CASES) else 0)
PY
