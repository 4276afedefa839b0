#!/bin/sh
# numpy, workalendar and holidays: working days counted from a Saturday, and between two days.
# Guess:   one working day after Saturday 10 January 2026 is Monday the 12th, none is the same for
#          all, and from Friday to Monday is one working day, minus one the other way round.
# Happens: numpy (roll="forward") first moves to Monday, then adds one: Tuesday. None after Saturday
#          is Saturday for workalendar, Monday for the two others. Friday to Monday is 1, 1 and 2,
#          back from Monday to Friday -1, 1 and 2.
# Seen:    numpy 1.26.4 to 2.4.6, workalendar 17.0.0, holidays 0.109 (0.75: none after Saturday is
#          Saturday there too).
# Matters: "answer within 3 working days" of a letter from Saturday has two dates, and a day that
#          has passed looks like one that is to come.
set -eu
version=${1:-2.4.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "numpy==$version" workalendar==17.0.0 holidays==0.109
venv/bin/python - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import holidays
import numpy as np
from workalendar.europe import UnitedKingdom

FRIDAY, SATURDAY, MONDAY = date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 12)
work, free = UnitedKingdom(), holidays.UnitedKingdom(subdiv="ENG")
count = np.busday_count, work.get_working_days_delta, free.get_working_days_count


def after(days):
    three = (
        np.busday_offset(SATURDAY, days, roll="forward").item(),
        work.add_working_days(SATURDAY, days),
        free.get_nth_working_day(SATURDAY, days),
    )
    return [day.day for day in three]


seen = {
    "1 after the 10th": after(1),
    "0 after the 10th": after(0),
    "from Friday to Monday": [int(f(FRIDAY, MONDAY)) for f in count],
    "from Monday to Friday": [int(f(MONDAY, FRIDAY)) for f in count],
}
known = [[13, 12, 12], [12, 10, 12], [1, 1, 2], [-1, 1, 2]]
print(*(f"{name} {version(name)}" for name in ("numpy", "workalendar", "holidays")))
guesses = ["12 from each", "the same from each", "1 from each", "-1 from each"]
for (what, three), guess in zip(seen.items(), guesses, strict=True):
    print(f"{what}: guess {guess}; seen {three}")
sys.exit(0 if list(seen.values()) == known else "This has changed.")
PY
