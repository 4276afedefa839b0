#!/bin/sh
# odfdo: texts and tables of OpenDocument.
# Guess:   a length of time is read as XML Schema has it, or refused; what is written is what was there; in a table made
#          of CSV 0012 may be a number, but 1_000, 1e3 and nan are texts.
# Happens: PT1.5H is fifteen hours, for the point is passed over; P1M, a month, is one minute, and P1Y2M twelve minutes:
#          an M is a minute on both sides of the T; half a second is left out when it is written; a week is refused.
#          1_000 and 1e3 are 1000, nan is NaN, "2026-01-05" a day and "01/05/2026" a text.
# Seen:    odfdo 3.27.3. An hour back, 30 hours, and days are right; tabs, blanks and line ends come back.
# Matters: lengths of waits stand in such cells, which other programs write in these forms.
set -eu
version=${1:-3.27.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "odfdo==$version"
cat > ask.py <<'PY'
import sys
from datetime import timedelta
from importlib.metadata import version

import odfdo
from odfdo.datatype import Duration


def read(text):
    try:
        return Duration.decode(text)
    except ValueError:
        return "refused"


def again(length):
    return odfdo.Cell(length).value


def of_csv(text):
    return repr(odfdo.Table.from_csv(text + ",x\n", "answers").get_values()[0][0])


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("PT30H", read("PT30H"), "1 day, 6:00:00", "1 day, 6:00:00"),
    ("PT90M", read("PT90M"), "1:30:00", "1:30:00"),
    ("PT1.5H", read("PT1.5H"), "1:30:00", "15:00:00"),
    ("P1M", read("P1M"), "refused", "0:01:00"),
    ("P1Y2M", read("P1Y2M"), "refused", "0:12:00"),
    ("P1W", read("P1W"), "refused", "refused"),
    ("30 hours, written and read", again(timedelta(hours=30)), "1 day, 6:00:00", "1 day, 6:00:00"),
    ("an hour back, written and read", again(timedelta(hours=-1)), "-1 day, 23:00:00", "-1 day, 23:00:00"),
    ("half a second, written and read", again(timedelta(seconds=1.5)), "0:00:01.500000", "0:00:01"),
    ("5 days, in CSV", of_csv("5 days"), "'5 days'", "'5 days'"),
    ("1_000, in CSV", of_csv("1_000"), "'1_000'", "1000"),
    ("1e3, in CSV", of_csv("1e3"), "'1e3'", "1000"),
    ("nan, in CSV", of_csv("nan"), "'nan'", "Decimal('NaN')"),
    ("0012, in CSV", of_csv("0012"), "12", "12"),
]
print("odfdo", version("odfdo"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:31} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
