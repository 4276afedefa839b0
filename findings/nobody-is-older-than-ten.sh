#!/bin/sh
# polyfactory: examples of pydantic models, drawn within their limits.
# Guess:   of an age of at least 0 all ages are drawn, of days from the 5th to the 7th the three, of tenths from 0 to 1
#          the eleven, of a list of up to three each length; a timedelta is some time.
# Happens: a number that has a least only is at most ten more than that, so that no age is above 10; the 7th is never
#          drawn; it is always 0.1; a list of up to three has always three; a timedelta is always none, 0:00:00.
# Seen:    polyfactory 2.22.2 and 3.5.0 with pydantic 2.14.4; 1000 draws of each.
# Matters: tests over such examples have never seen a second digit, a last day, an empty list, or a wait.
set -eu
version=${1:-3.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "polyfactory==$version" pydantic==2.14.4
timeout 200 venv/bin/python - <<'PY'
import datetime
import sys
from importlib.metadata import version
from typing import Annotated

from polyfactory.factories.pydantic_factory import ModelFactory
from pydantic import BaseModel, Field

FIFTH, SEVENTH = datetime.date(2026, 1, 5), datetime.date(2026, 1, 7)


class Person(BaseModel):
    age: Annotated[int, Field(ge=0)]
    pay: Annotated[int, Field(ge=1000)]
    day: Annotated[datetime.date, Field(ge=FIFTH, le=SEVENTH)]
    part: Annotated[float, Field(ge=0, le=1, multiple_of=0.1)]
    wait: datetime.timedelta
    notes: Annotated[list[int], Field(max_length=3)]


class PersonFactory(ModelFactory[Person]):
    __model__ = Person
    __random_seed__ = 1


people = [PersonFactory.build() for _ in range(1000)]
CASES = [  # what is asked of the draws, the guess, what is seen, what was seen
    ("an age above 10", True, any(person.age > 10 for person in people), False),
    ("a pay above 1010", True, any(person.pay > 1010 for person in people), False),
    ("the days of the month", [5, 6, 7], sorted({person.day.day for person in people}), [5, 6]),
    ("the numbers of tenths", 11, len({person.part for person in people}), 1),
    ("the waits", "many", sorted({str(person.wait) for person in people}), ["0:00:00"]),
    ("the lengths of lists", [0, 1, 2, 3], sorted({len(person.notes) for person in people}), [3]),
]
print("polyfactory", version("polyfactory"))
for words, guess, seen, _ in CASES:
    print(f"{words:23} guess: {guess!s:14} seen: {seen}")
sys.exit(0 if all(seen == known for _, _, seen, known in CASES) else "This has changed.")
PY
