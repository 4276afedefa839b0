#!/bin/sh
# timefhuman, recurrent and ctparse: days as people name them in English.
# Guess:   the day that is meant, or no answer. Today is Sunday, 29 November 2026.
# Happens: "the day after tomorrow" is tomorrow for the first two and from tomorrow on for the third; two days before
#          Friday is last Wednesday for recurrent; "30 feb 2027" is the first of February for timefhuman and a 30
#          February for ctparse; "in 1.5 hours" is five hours; "last friday" is the next one. There is no error.
# Seen:    timefhuman 0.1.5, recurrent 0.4.1, ctparse 0.3.6.
# Matters: whoever has until the day after tomorrow is told that it is tomorrow.
set -eu
version=${1:-0.1.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "timefhuman==$version" recurrent==0.4.1 ctparse==0.3.6
venv/bin/python - <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

from ctparse import ctparse
from recurrent import RecurringEvent
from timefhuman import tfhConfig, timefhuman

TODAY = datetime(2026, 11, 29, 9)
CASES = {  # the text: the guess, and what timefhuman, recurrent and ctparse see
    "the day after tomorrow": ("2026-12-01", "2026-11-30", "2026-11-30", "2026-11-30 X:X (X/X) - None"),
    "two days before friday": ("2026-12-02", "2026-12-01 and 2026-12-04", "2026-11-25", "None - 2026-12-04 X:X (X/X)"),
    "last friday": ("2026-11-27", "2026-11-27", "2026-11-27", "2026-12-04 X:X (X/last)"),
    "30 feb 2027": ("nothing", "2027-02-01", "nothing", "2027-02-30 X:X (X/X)"),
    "in 1.5 hours": ("2026-11-29", "2026-11-29", "2026-11-29", "5 hours"),
    "sat 10th": ("nothing, or 2027-04-10", "2026-11-10", "2026-12-05", "2027-04-10 X:X (X/X)"),
}


def shown(days):
    return " and ".join(str(day)[:10] for day in days) or "nothing"


print("timefhuman", version("timefhuman"), "and others; today is Sunday, 29 November 2026")
changed = False
for text, (guess, *known) in CASES.items():
    day = RecurringEvent(now_date=TODAY).parse(text)
    reading = ctparse(text, ts=TODAY, timeout=0)
    seen = [shown(timefhuman(text, tfhConfig(now=TODAY))), shown([day] if day else []), str(reading.resolution)]
    print(f"{text:22} guess: {guess:23} seen:", " | ".join(seen))
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
