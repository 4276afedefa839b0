#!/bin/sh
# Babel: spans of time in words, and numbers as people write them.
# Guess:   counted in days, nine hours are none; 10 days are "10 days"; a number is digits, with a point and commas in
#          their places, if `strict=True` asks for it.
# Happens: nine hours ago is "1 day ago"; 6 and 10 days are both "1 week", 26 days are "1 month". The strict reader
#          takes "1_000", "1e3" and "NaN".
# Seen:    babel 2.17.0 and 2.19.0. Strictly, "1,5" is refused with a proposal, and 1.500 is read in German.
# Matters: a deadline in ten days is said to be in a week.
set -eu
version=${1:-2.19.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "babel==$version"
venv/bin/python - <<'PY'
import sys
from datetime import timedelta
from importlib.metadata import version

from babel.dates import format_timedelta
from babel.numbers import NumberFormatError, parse_decimal


def span(hours, granularity):
    """A span of so many hours in words, as from now on."""
    return format_timedelta(timedelta(hours=hours), granularity, add_direction=True, locale="en")


def number(text, locale):
    """The number that the text is, strictly, or that it is refused."""
    try:
        return str(parse_decimal(text, locale=locale, strict=True))
    except NumberFormatError:
        return "refused"


CASES = [  # what is asked, of what, the guess, what is seen
    (span, (5 * 24, "second"), "in 5 days", "in 5 days"),
    (span, (14 * 24, "second"), "in 2 weeks", "in 2 weeks"),
    (span, (10 * 24, "second"), "in 10 days", "in 1 week"),
    (span, (6 * 24, "second"), "in 6 days", "in 1 week"),
    (span, (26 * 24, "second"), "in 4 weeks", "in 1 month"),
    (span, (-9, "day"), "0 days ago", "1 day ago"),
    (number, ("1,5", "en"), "refused", "refused"),
    (number, ("1.500", "de"), "1500", "1500"),
    (number, ("1_000", "en"), "refused", "1000"),
    (number, ("1e3", "en"), "refused", "1E+3"),
    (number, ("NaN", "en"), "refused", "NaN"),
]
print("babel", version("babel"))
changed = False
for asked, of, guess, known in CASES:
    seen = asked(*of)
    print(f"{asked.__name__:7} {of!s:16} guess: {guess:11} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
