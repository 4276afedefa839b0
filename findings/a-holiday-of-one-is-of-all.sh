#!/bin/sh
# QuantLib: calendars with working days, and lengths of time as "3M".
# Guess:   a holiday added to one calendar object is a holiday of that object; "1.5M" is refused, as "1.5" and a half
#          of a period are; from Saturday to Monday it is one working day, as from Friday to Monday.
# Happens: the holiday is there in each calendar of that kind, also in those made before or later, and in what is
#          joined of them; not in those of the same country with another market. "1.5M" is a month, "0.5Y" no time,
#          "2.9W" two weeks, "1,5M" a month. From Saturday to Monday it is none, although a working day later is
#          Monday.
# Seen:    1.44 and 1.38.
# Source:  ql/time/calendars/unitedkingdom.cpp of QuantLib: "all calendar instances on the same market share the same
#          implementation instance".
# Matters: one employer's free day changes the deadlines of all others in the process.
set -eu
version=${1:-1.44}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "QuantLib==$version"
timeout 60 venv/bin/python -W ignore - <<'PY'
import sys

import QuantLib as ql

FREE, SATURDAY, MONDAY = ql.Date(14, 1, 2026), ql.Date(10, 1, 2026), ql.Date(12, 1, 2026)
before, ours = ql.UnitedKingdom(), ql.UnitedKingdom()
ours.addHoliday(FREE)
joined = ql.JointCalendar(ql.UnitedKingdom(), ql.TARGET())


def period(text):
    """A period as it is read."""
    try:
        return str(ql.Period(text))
    except RuntimeError:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("free in our calendar", True, ours.isHoliday(FREE)),
    ("free in the one before", False, before.isHoliday(FREE)),
    ("free in a new one", False, ql.UnitedKingdom().isHoliday(FREE)),
    ("free in a joined one", False, joined.isHoliday(FREE)),
    ("free at the exchange", False, ql.UnitedKingdom(ql.UnitedKingdom.Exchange).isHoliday(FREE)),
    ("1Y6M", "18M", period("1Y6M")),
    ("1", "refused", period("1")),
    ("1.5M", "refused", period("1.5M")),
    ("0.5Y", "refused", period("0.5Y")),
    ("2.9W", "refused", period("2.9W")),
    ("a working day after Saturday", "2026-01-12", ours.advance(SATURDAY, 1, ql.Days).ISO()),
    ("working days from Saturday to Monday", 1, ours.businessDaysBetween(SATURDAY, MONDAY)),
]
print("QuantLib", ql.__version__)
for asked, guess, seen in CASES:
    print(f"{asked:37} guess: {guess!s:11} seen: {seen}")
seen = [case[2] for case in CASES]
known = [True, True, True, True, False, "18M", "refused", "1M", "0Y", "2W", "2026-01-12", 0]
sys.exit("This has changed." if seen != known else 0)
PY
