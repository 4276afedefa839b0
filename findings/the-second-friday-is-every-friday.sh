#!/bin/sh
# Three libraries for the lines of a crontab, with days and months by their names.
# Guess:   `fri#2` is the second Friday of the month, or refused; `mon-fri/2` is every second day of the five, and
#          `jan-jun/2` every second month, as `1-6/2` is; `*/2 * mon` means the same to all; a job at half past two runs
#          once in the night in which that comes twice.
# Happens: APScheduler leaves out what stands behind a name: every Friday, all five days, every month up to June;
#          numbers keep theirs. Mondays and odd days are either for croniter, both for the two others. At half past two
#          it is run twice by two of them; where half past two is missing, an hour later by one, and at three by two.
# Seen:    APScheduler 3.11.3, croniter 7.0.0, cronsim 2.8. (That APScheduler counts the days of the week from Monday is
#          in its guide.)
# Matters: a reminder "on the second Friday" comes each week, without an error.
set -eu
version=${1:-3.11.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "apscheduler==$version" croniter==7.0.0 cronsim==2.8 tzdata
venv/bin/python -W ignore - "$version" <<'PY'
import sys
from datetime import datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger
from croniter import croniter
from cronsim import CronSim


def apscheduler_runs(line, start):
    """The moments of a line, from the start on."""
    trigger = CronTrigger.from_crontab(line, start.tzinfo)
    last, now = None, start
    while last := trigger.get_next_fire_time(last, now):
        yield last
        now = (last.astimezone(timezone.utc) + timedelta(seconds=1)).astimezone(start.tzinfo)


def croniter_runs(line, start):
    return croniter(line, start).all_next(datetime)


UTC, BERLIN = ZoneInfo("UTC"), ZoneInfo("Europe/Berlin")
DAY, HOUR = "%d %b", "%d %H:%M%z"
NEW_YEAR = datetime(2025, 12, 31, 12, tzinfo=UTC)
TABLE = (  # the line, from when on, the guess, what the three have
    ("0 9 * * fri", NEW_YEAR, DAY, "02 Jan 09 Jan 16 Jan", ["02 Jan 09 Jan 16 Jan"] * 3),
    ("0 9 * * fri#2", NEW_YEAR, DAY, "09 Jan 13 Feb 13 Mar", ["02 Jan 09 Jan 16 Jan"] + ["09 Jan 13 Feb 13 Mar"] * 2),
    ("0 9 * * mon-fri/2", NEW_YEAR, DAY, "02 Jan 05 Jan 07 Jan",
     ["01 Jan 02 Jan 05 Jan"] + ["02 Jan 05 Jan 07 Jan"] * 2),
    ("0 9 1 1-6/2 *", NEW_YEAR, DAY, "01 Jan 01 Mar 01 May", ["01 Jan 01 Mar 01 May"] * 3),
    ("0 9 1 jan-jun/2 *", NEW_YEAR, DAY, "01 Jan 01 Mar 01 May",
     ["01 Jan 01 Feb 01 Mar"] + ["01 Jan 01 Mar 01 May"] * 2),
    ("0 9 */2 * mon", NEW_YEAR, DAY, "the same for all",
     ["05 Jan 19 Jan 09 Feb", "01 Jan 03 Jan 05 Jan", "05 Jan 19 Jan 09 Feb"]),
    ("30 2 * * *", datetime(2026, 10, 24, 12, tzinfo=BERLIN), HOUR, "25 02:30+0200 26 02:30+0100 27 02:30+0100",
     ["25 02:30+0200 25 02:30+0100 26 02:30+0100"] * 2 + ["25 02:30+0200 26 02:30+0100 27 02:30+0100"]),
    ("30 2 * * *", datetime(2026, 3, 28, 12, tzinfo=BERLIN), HOUR, "the same for all",
     ["29 03:30+0200 30 02:30+0200 31 02:30+0200"] + ["29 03:00+0200 30 02:30+0200 31 02:30+0200"] * 2),
)  # fmt: skip
print("APScheduler", sys.argv[1], "croniter 7.0.0 cronsim 2.8")
changed = False
for line, start, form, guess, known in TABLE:
    seen = [
        " ".join(
            moment.astimezone(UTC).astimezone(start.tzinfo).strftime(form) for moment in islice(runs(line, start), 3)
        )
        for runs in (apscheduler_runs, croniter_runs, CronSim)
    ]
    changed |= seen != known
    print(f"{line:17} guess: {guess}", *(f"{'':18}seen:  {answer}" for answer in seen), sep="\n")
sys.exit("This has changed." if changed else 0)
PY
