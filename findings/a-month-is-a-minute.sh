#!/bin/sh
# pandas: durations of ISO 8601 that hold a month or a year.
# Guess:   P1M is refused, as P1Y and the unit "1M" are ("do not represent unambiguous timedelta values").
# Happens: it is a minute, the same as PT1M, and P1M1D is a day and a minute: the letter M is read without regard to
#          which side of the T it stands on. In a Series, too, and without a warning. "-1 days +2 hours" is 26 hours
#          back, "-1 days +02:00:00", as pandas itself writes it, 22.
# Seen:    pandas 2.3.3 and 3.1.1.
# Matters: a notice period of three months ends three minutes after the letter.
set -eu
version=${1:-3.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pandas==$version"
venv/bin/python - <<'PY'
import sys

import pandas as pd

EXPECTED = {  # text: (guess, what is seen)
    "PT1M": ("0 days 00:01:00", "0 days 00:01:00"),
    "P1M": ("refused", "0 days 00:01:00"),
    "P3M": ("refused", "0 days 00:03:00"),
    "P1M1D": ("refused", "1 days 00:01:00"),
    "P1Y": ("refused", "refused"),
    "1M": ("refused", "refused"),
    "-1 days +02:00:00": ("-1 days +02:00:00", "-1 days +02:00:00"),
    "-1 days +2 hours": ("-1 days +02:00:00", "-2 days +22:00:00"),
}
print("pandas", pd.__version__)
changed = False
for text, (guess, known) in EXPECTED.items():
    try:
        seen = str(pd.Timedelta(text))
    except ValueError:
        seen = "refused"
    print(f"{text}\n  guess: {guess}\n  seen:  {seen}")
    changed |= seen != known
day = pd.Series(pd.to_datetime(["2030-01-31"])) + pd.to_timedelta(pd.Series(["P3M"]))
print("three months after 31 January 2030, by to_timedelta:", day[0])
changed |= str(day[0]) != "2030-01-31 00:03:00"
sys.exit("This has changed." if changed else 0)
PY
