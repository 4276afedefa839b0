#!/bin/sh
# pycron, crontab and huey: one line of cron in three libraries of Python.
# Guess:   7 is Sunday, "jan" January, from Friday to Monday are four days, or these are refused; the first of the month
#          or a Monday is "or", as in cron; what is never is refused.
# Happens: in pycron 7, "jan", 5/15, L and fri#2 are accepted and never come; from Friday to Monday are Friday and
#          Saturday. The first of the month or a Monday is a Monday that is the first in the two others.
# Seen:    pycron 3.3.0 and 3.1.2, crontab 1.0.5, huey 3.5.4.
# Source:  man 5 crontab: "If both fields are restricted ..., the command will be run when either field matches".
# Matters: a reminder that is never due looks like one that is not due yet.
set -eu
version=${1:-3.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pycron==$version" crontab==1.0.5 huey==3.5.4
cat > ask.py <<'PY'
import sys
from datetime import datetime, timedelta
from importlib.metadata import version

import pycron
from crontab import CronTab
from huey import crontab

DAYS = [datetime(2026, 1, 1, 9) + timedelta(days) for days in range(14)]
MINUTE = timedelta(minutes=1)


def by_crontab(line, day):
    return CronTab(line).next(now=day - MINUTE, default_utc=True) == 60


def by_huey(line, day):
    minute, hour, number, month, weekday = line.split()
    return crontab(minute, hour, number, month, weekday)(day)


def found(matches, line):
    try:
        return " ".join(str(day.day) for day in DAYS if matches(line, day)) or "never"
    except Exception:
        return "refused"


CASES = [  # the line, the guess for 1 to 14 January 2026, and the days in pycron, crontab and huey
    ("0 9 * * 1", "5 12", "5 12", "5 12", "5 12"),
    ("0 9 1-10/3 * *", "1 4 7 10", "1 4 7 10", "1 4 7 10", "1 4 7 10"),
    ("0 9 * * 7", "4 11", "never", "4 11", "4 11"),
    ("0 9 * jan 1", "5 12", "never", "5 12", "refused"),
    ("0 9 5/3 * *", "5 8 11 14", "never", "5 8 11 14", "refused"),
    ("0 9 * * fri-mon", "2 3 4 5 9 10 11 12", "2 3 9 10", "refused", "refused"),
    ("0 9 * * fri#2", "refused", "never", "refused", "refused"),
    ("0 9 1 * 1", "1 5 12", "1 5 12", "never", "never"),
]
for name in ("pycron", "crontab", "huey"):
    print(name, version(name))
changed = False
for line, guess, *known in CASES:
    seen = [found(matches, line) for matches in (pycron.is_now, by_crontab, by_huey)]
    print(f"{line:16} guess: {guess:19} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
