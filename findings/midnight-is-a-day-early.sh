#!/bin/sh
# aniso8601 and metomi-isodatetime: dates, durations and repetitions in ISO 8601.
# Guess:   24:00 on the 5th is 0:00 on the 6th; 2025 has no week 53; three times monthly from the 31st are the last days
#          of three months; a year is twelve months.
# Happens: aniso8601 reads 24:00 on the 5th as the beginning of the 5th, week 53 of 2025 as week 1 of 2026, and three
#          times monthly from 31 January as 2 March and 1 April. For metomi-isodatetime the third is 28 March; a year is
#          more than twelve months; a month and 30 days, a year and 365, are neither equal nor less nor more.
# Seen:    aniso8601 10.0.1, metomi-isodatetime 3.2.0. Both have 28 February a year after 29 February.
# Matters: an opening that ends at 24:00 ends before it begins.
set -eu
version=${1:-10.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "aniso8601==$version" "metomi-isodatetime==1!3.2.0"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import aniso8601
from metomi.isodatetime.parsers import DurationParser, TimePointParser, TimeRecurrenceParser

READ_DURATION = DurationParser().parse


def moment(text):
    """A date and time by both, as YYYY-MM-DD HH:MM."""
    other = TimePointParser().parse(text).to_calendar_date().to_hour_minute_second()
    return f"{aniso8601.parse_datetime(text):%Y-%m-%d %H:%M}", str(other)[:16].replace("T", " ")


def day(text):
    """A day by both."""
    try:
        other = str(TimePointParser().parse(text).to_calendar_date())[:10]
    except Exception:
        other = "refused"
    return str(aniso8601.parse_date(text)), other


def days(text):
    """The days of a repetition by both."""
    theirs = aniso8601.parse_repeating_interval(text), TimeRecurrenceParser().parse(text)
    return tuple(" ".join(str(found)[5:10] for found in each) for each in theirs)


def compared(left, right):
    """How two durations stand by metomi-isodatetime."""
    one, other = READ_DURATION(left), READ_DURATION(right)
    return " ".join(sign for sign, holds in (("=", one == other), ("<", one < other), (">", one > other)) if holds)


CASES = [  # what is asked, the text, the guess, what aniso8601 and metomi-isodatetime have
    (moment, "2026-01-05T09:30:00", "2026-01-05 09:30", ("2026-01-05 09:30", "2026-01-05 09:30")),
    (moment, "2026-01-05T24:00:00", "2026-01-06 00:00", ("2026-01-05 00:00", "2026-01-05 24:00")),
    (day, "2026-W53-1", "2026-12-28", ("2026-12-28", "2026-12-28")),
    (day, "2025-W53-1", "refused", ("2025-12-29", "refused")),
    (days, "R3/2024-02-29/P1Y", "02-29 02-28 02-28", ("02-29 02-28 02-28", "02-29 02-28 02-28")),
    (days, "R3/2026-01-31/P1M", "01-31 02-28 03-31", ("01-31 03-02 04-01", "01-31 02-28 03-28")),
]
COMPARISONS = [  # two durations, the guess how they stand, and how they do for metomi-isodatetime
    ("P1D", "PT24H", "=", "="),
    ("P1Y", "P12M", "=", ">"),
    ("P1M", "P30D", "none", ""),
    ("P1Y", "P365D", "none", ""),
]
print("aniso8601", version("aniso8601"), "metomi-isodatetime", version("metomi-isodatetime"))
changed = False
for asked, text, guess, known in CASES:
    seen = asked(text)
    print(f"{text:20} guess: {guess:18} seen: {seen[0]} | {seen[1]}")
    changed |= seen != known
for left, right, guess, known in COMPARISONS:
    seen = compared(left, right)
    print(f"{left} and {right:13} guess: {guess:18} seen: {seen or 'none'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
