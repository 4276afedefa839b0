#!/bin/sh
# freezegun and time-machine: a clock that stands still, for tests.
# Guess:   with the offset of a zone, local time is later and the time in UTC stays; `time.ctime()` stands still, too;
#          what never goes back (`time.monotonic`) does not; a text that is no whole day is refused.
# Happens: with tz_offset=2 the time in UTC is two hours later, as well. `ctime` goes on. When the clock is put back,
#          the monotonic one goes back with it. "5" is the 5th of the month in which the test runs, and "2026" its
#          day, in both: the frozen clock depends on the real one. time-machine leaves `monotonic` alone.
# Seen:    freezegun 1.5.5 and 1.4.0, time-machine 3.6.0.
# Source:  freezegun/api.py of 1.5.5, line 404: `tz.fromutc(now.replace(tzinfo=tz)) + cls._tz_offset()`.
# Matters: a test of deadlines near midnight passes for a moment that cannot be.
set -eu
version=${1:-1.5.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "freezegun==$version" time-machine==3.6.0
TZ=UTC timeout 60 venv/bin/python - <<'PY'
import datetime
import sys
import time
from importlib.metadata import version

from freezegun import freeze_time
from time_machine import travel

now, today = datetime.datetime.now, datetime.datetime.now()
seen = []
with freeze_time("2026-01-05 23:30", tz_offset=2) as clock:
    seen.append(("now, two hours east", "2026-01-06 01:30", f"{datetime.datetime.now():%F %R}"))
    seen.append(("now in UTC", "2026-01-05 23:30", f"{datetime.datetime.now(datetime.timezone.utc):%F %R}"))
    seen.append(("time() in UTC", "2026-01-05 23:30", time.strftime("%F %R", time.gmtime(time.time()))))
    seen.append(("the year of ctime()", "2026, and 5 January", "real" if time.ctime()[4:10] != "Jan  5" else "frozen"))
    before = time.monotonic()
    clock.move_to("2026-01-04 23:30")
    seen.append(("monotonic, moved back a day", 0, time.monotonic() - before))
for text, guess in (("2026-02-30", "refused"), ("5", "refused"), ("2026", "refused")):
    for freeze in (freeze_time, travel):
        try:
            with freeze(text):
                day = datetime.date.today()
            found = "today's year, month or day" if day in (today.date().replace(day=5), today.date()) else str(day)
        except Exception:
            found = "refused"
        seen.append((f"{freeze.__name__} {text}", guess, found))
with travel("2026-01-05") as traveller:
    before = time.monotonic()
    traveller.move_to("2026-01-04")
    seen.append(("monotonic of time-machine", 0, round(time.monotonic() - before)))
print("freezegun", version("freezegun"), "time-machine", version("time-machine"))
for asked, guess, found in seen:
    print(f"{asked:28} guess: {guess!s:20} seen: {found}")
OF_TODAY = "today's year, month or day"
known = ["2026-01-06 01:30", "2026-01-06 01:30", "2026-01-05 23:30", "real", -86400.0, "refused", "refused"]
known += [OF_TODAY] * 4 + [0]
sys.exit("This has changed." if [found for *_, found in seen] != known else 0)
PY
