#!/bin/sh
# tempora, durationpy and durations: lengths of time as people write them, in seconds.
# Guess:   what they cannot read is refused, as "half a day" and "soon" are: "2-3 days", "2 1/2 hours", "1,5 hours",
#          "1 day ago"; a minus is minus.
# Happens: for tempora 2-3 days are three days and two seconds, 2 1/2 hours two hours and three seconds, 1,5 hours
#          five hours and a second, -2 days two days. For durationpy 1h-30m are an hour and a half. For durations a
#          day ago is a day, and 5 is nothing; 1m is a minute, 1M 30.5 days.
# Seen:    tempora 5.13.0, durationpy 0.11, durations 0.3.3.
# Matters: a waiting time that looks right is read without an error.
set -eu
version=${1:-5.13.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "tempora==$version" durationpy==0.11 durations==0.3.3
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import durationpy
import tempora
from durations import Duration


def by_tempora(text):
    return tempora.parse_timedelta(text).total_seconds()


def by_durationpy(text):
    return durationpy.from_str(text).total_seconds()


def by_durations(text):
    return Duration(text).to_seconds()


DAY = 86400.0
CASES = [  # the reader, the text, the guess, what is seen
    (by_tempora, "1 hour, 30 minutes", 5400.0, 5400.0),
    (by_tempora, "half a day", "refused", "refused"),
    (by_tempora, "2-3 days", "refused", 3 * DAY + 2),
    (by_tempora, "2 1/2 hours", "refused", 7203.0),
    (by_tempora, "1,5 hours", "refused", 18001.0),
    (by_tempora, "-2 days", -2 * DAY, 2 * DAY),
    (by_durationpy, "1h30m", 5400.0, 5400.0),
    (by_durationpy, "-1h30m", -5400.0, -5400.0),
    (by_durationpy, "1,5h", "refused", "refused"),
    (by_durationpy, "1h-30m", "refused", 5400.0),
    (by_durations, "1 day 2 hours", DAY + 7200, DAY + 7200),
    (by_durations, "2-3 days", "refused", "refused"),
    (by_durations, "1 day ago", "refused", DAY),
    (by_durations, "5", "refused", 0.0),
    (by_durations, "1m", 60.0, 60.0),
    (by_durations, "1M", "refused", 30.5 * DAY),
]
print(*(f"{name} {version(name)}" for name in ("tempora", "durationpy", "durations")))
changed = False
for read, text, guess, known in CASES:
    try:
        seen = read(text)
    except Exception:
        seen = "refused"
    print(f"{read.__name__:13} {text:18} guess: {guess!s:10} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
