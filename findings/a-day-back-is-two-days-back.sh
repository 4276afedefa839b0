#!/bin/sh
# exchange_calendars and pandas_market_calendars: on which days an exchange is open.
# Guess:   from a day to itself are no days, to the next one is one, back is minus one; both have the same days for an exchange, as
#          they have for New York and Tokyo; what lies beyond what is known is refused.
# Happens: the first counts one, two and minus two, and from a Monday back to the Sunday minus one. For Hong Kong and Bombay
#          they differ from 2020 to 2025. The second has 250 days of business in New York in 2090; the first refuses that year.
# Seen:    exchange_calendars 4.13.2, pandas_market_calendars 5.5.0, pandas 3.1.1. London, Toronto and Sydney are alike in these years.
# Matters: a notice of working days is counted by one library, and held against what another one has.
set -eu
version=${1:-4.13.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "exchange_calendars==$version" pandas_market_calendars==5.5.0 pandas==3.1.1
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import exchange_calendars
import pandas_market_calendars

new_york = exchange_calendars.get_calendar("XNYS")


def of_one_only(first, second):
    """The days from 2020 to 2025 on which only the one of the two says "open", and those of the other."""
    days = set(exchange_calendars.get_calendar(first).sessions_in_range("2020-01-01", "2025-12-31").date)
    others = set(pandas_market_calendars.get_calendar(second).valid_days("2020-01-01", "2025-12-31").date)
    return f"{len(days - others)} and {len(others - days)}"


def in_2090():
    return len(pandas_market_calendars.get_calendar("NYSE").valid_days("2090-01-01", "2090-12-31"))


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("from the 5th to the 5th", lambda: new_york.sessions_distance("2026-01-05", "2026-01-05"), "0", "1"),
    ("from the 5th to the 6th", lambda: new_york.sessions_distance("2026-01-05", "2026-01-06"), "1", "2"),
    ("from the 6th to the 5th", lambda: new_york.sessions_distance("2026-01-06", "2026-01-05"), "-1", "-2"),
    ("from the 5th back to Sunday, the 4th", lambda: new_york.sessions_distance("2026-01-05", "2026-01-04"), "0, or refused", "-1"),
    ("days of one only, New York", lambda: of_one_only("XNYS", "NYSE"), "0 and 0", "0 and 0"),
    ("days of one only, Tokyo", lambda: of_one_only("XTKS", "JPX"), "0 and 0", "0 and 0"),
    ("days of one only, London", lambda: of_one_only("XLON", "LSE"), "0 and 0", "0 and 0"),
    ("days of one only, Toronto", lambda: of_one_only("XTSE", "TSX"), "0 and 0", "0 and 0"),
    ("days of one only, Hong Kong", lambda: of_one_only("XHKG", "HKEX"), "0 and 0", "2 and 4"),
    ("days of one only, Sydney", lambda: of_one_only("XASX", "ASX"), "0 and 0", "0 and 0"),
    ("days of one only, Bombay", lambda: of_one_only("XBOM", "BSE"), "0 and 0", "1 and 1"),
    ("New York in 2090, the first", lambda: new_york.is_session("2090-01-05"), "refused", "refused"),
    ("New York in 2090, the second", lambda: in_2090(), "refused", "250"),
]
print(*(f"{name} {version(name)}" for name in ["exchange_calendars", "pandas_market_calendars", "pandas"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
