#!/bin/sh
# nepali-datetime: days of the calendar of Nepal, used like those of Python's datetime.
# Guess:   a day can be in a set and be a key, as it can be compared; it can be kept by pickle; Monday is 1 for
#          isoweekday; it is not equal to the same day of Python's, or compares with it; a moment that is read without a
#          zone has none.
# Happens: in a set it is a TypeError of its __hash__, and pickle fails likewise; isoweekday gives NotImplemented, which
#          is true and no number; it is not equal, and less is a TypeError, while jdatetime, of the calendar of Iran, is
#          equal and a set of both has one; a moment read without a zone is in that of Nepal; %j stays "%j".
# Seen:    nepali-datetime 1.0.8.5, jdatetime 6.1.1. Days after a day, and order among themselves, are right.
# Matters: a program that takes days of any calendar keeps them as keys.
set -eu
version=${1:-1.0.8.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "nepali-datetime==$version" jdatetime==6.1.1
cat > ask.py <<'PY'
import datetime
import pickle
import sys
from importlib.metadata import version

import jdatetime
import nepali_datetime

HERE = datetime.date(2026, 1, 5)
NEPAL = nepali_datetime.date(2082, 9, 21)
IRAN = jdatetime.date(1404, 10, 15)


def tell(question, day):
    try:
        return question(day)
    except (TypeError, pickle.PicklingError) as error:
        return type(error).__name__


def nepal(question):
    return tell(question, NEPAL)


def iran(question):
    return tell(question, IRAN)


def zone(text):
    moment = nepali_datetime.datetime.strptime(text, "%Y-%m-%d %H:%M")
    return moment.utcoffset()


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("five days later", nepal(lambda day: day + datetime.timedelta(days=5)), "2082-09-26", "2082-09-26"),
    ("equal to itself", nepal(lambda day: day == nepali_datetime.date(2082, 9, 21)), "True", "True"),
    ("in Iran: equal to the day here", iran(lambda day: day == HERE), "True", "True"),
    ("equal to the day here", nepal(lambda day: day == HERE), "True", "False"),
    ("before the next day here", nepal(lambda day: day < datetime.date(2026, 1, 6)), "True", "TypeError"),
    ("in Iran: a set of it and the day here", iran(lambda day: len({day, HERE})), "1", "1"),
    ("a set of it", nepal(lambda day: len({day})), "1", "TypeError"),
    ("kept by pickle", nepal(lambda day: pickle.loads(pickle.dumps(day))), "2082-09-21", "PicklingError"),
    ("the number of Monday, by ISO", nepal(lambda day: day.isoweekday()), "1", "NotImplemented"),
    ("the day of the year", nepal(lambda day: day.strftime("%j")), "266", "%j"),
    ("the zone of a moment without one", zone("2082-09-21 09:30"), "None", "5:45:00"),
]
print("nepali-datetime", version("nepali-datetime"), "jdatetime", version("jdatetime"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:37} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
