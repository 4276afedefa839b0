#!/bin/sh
# unyt, quantities and astropy.units: lengths of time with their units, in arrays of numpy.
# Guess:   an hour and half an hour in one list are 1 and 0.5 hours, or refused; into a list of hours 30 minutes go as
#          half an hour, or refused; 36 hours hold one whole day; 60 minutes are among one hour; "1 h 30 min" is an hour
#          and a half, or refused.
# Happens: in quantities the list has 1 and 30 hours, and 60 minutes are not among them; `fill` of unyt makes 30 hours;
#          whole days in 36 hours are 1.5 in unyt and 36 hours a day in quantities. "1 h 30 min" is 1 h**30 min, an hour
#          to the power of thirty, in astropy. unyt and quantities say that 5 days are more than 3.
# Seen:    unyt 3.2.0, quantities 0.16.4, astropy 8.0.2.
# Matters: such a library is chosen so that nobody takes minutes for hours.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "unyt==$version" quantities==0.16.4 astropy==8.0.2
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import astropy.units as u
import numpy as np
import quantities as pq
import unyt


def filled(hours, half):
    hours.fill(half)
    return hours


def unyt_of(value, unit):
    return unyt.unyt_array(value, unit) if isinstance(value, list) else unyt.unyt_quantity(value, unit)


KINDS = unyt_of, pq.Quantity, lambda value, unit: value * u.Unit(unit)
LISTS = unyt.unyt_array, lambda items: pq.Quantity(items, "hour"), u.Quantity
ASKED = [  # what is asked, of a maker of quantities and one of lists, the guess, and what the three say
    ("90 minutes in hours", lambda of, many: of(90, "min").to("hour") if of is not pq.Quantity else
     of(90, "min").rescale("hour"), "1.5", ["1.5 hr", "1.5 h", "1.5 h"]),
    ("36 hours less whole days", lambda of, many: of(36, "hour") % of(1, "day"), "12 h",
     ["12.0 hr", "12.0 h", "12.0 h"]),
    ("an hour and 30 minutes", lambda of, many: many([of(1, "hour"), of(30, "min")]), "1, 0.5",
     ["[1.  0.5] hr", "[ 1 30] h", "[1.  0.5] h"]),
    ("30 minutes into hours", lambda of, many: filled(of([1.0], "hour"), of(30, "min")), "0.5",
     ["[30.] hr", "[30.] min", "[0.5] h"]),
    ("whole days in 36 hours", lambda of, many: of(36, "hour") // of(1, "day"), "1",
     ["1.5 dimensionless", "36 h/d", "1.0"]),
    ("60 minutes among 1 hour", lambda of, many: np.isin(of([60], "min"), of([1], "hour")), "[ True]",
     ["refused", "[False]", "[ True]"]),
    ("5 days more than 3", lambda of, many: of(5, "day") > 3, "refused", ["True", "True", "refused"]),
]
READ = [  # a text, the guess, and the quantity of astropy
    ("1.5 h", "1.5 h", "1.5 h"),
    ("1,5 h", "refused", "refused"),
    ("1 h 30 min", "refused", "1.0 h30 min"),
    ("1h30min", "refused", "1.0 h30 min"),
]


def said(ask):
    try:
        return str(ask())
    except Exception:
        return "refused"


print("unyt", version("unyt"), "quantities", version("quantities"), "astropy", version("astropy"))
changed = False
for asked, ask, guess, known in ASKED:
    seen = [said(lambda: ask(of, many)) for of, many in zip(KINDS, LISTS)]
    print(f"{asked:25} guess: {guess:8} seen: {' | '.join(seen)}")
    changed |= seen != known
for text, guess, known in READ:
    seen = said(lambda: u.Quantity(text))
    print(f"{text:25} guess: {guess:8} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
