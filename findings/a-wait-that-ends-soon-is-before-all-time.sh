#!/bin/sh
# lifelines: how long it takes until something happens.
# Guess:   "soon" as the day on which a wait ended is refused, as a duration that is no number is; a wait that ends before it
#          begins is refused; days as pandas has them are days; from 31 January to 28 February is a month; what has happened
#          is yes or no, so 2, -1 and a half are refused; two columns of pandas go together by their labels.
# Happens: `datetimes_to_durations` makes of "soon" a wait of -9.223372036854776e+18 days that has ended, and of a wait that ends
#          before it begins -2 days; a month of 28 days is none. The curve takes negative waits, days become nanoseconds,
#          2 and -1 have happened and a half has not, and the labels of the columns are not looked at.
# Seen:    lifelines 0.29.0 and 0.30.3, with pandas 2.2.3. A duration or an event that is NaN is refused.
# Matters: "how long until they call?" is such a curve, made of columns that people filled in.
set -eu
version=${1:-0.30.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "lifelines==$version" pandas==2.2.3 numpy==1.26.4 scipy==1.14.1
timeout 100 venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.utils import datetimes_to_durations


def waits(start, end, **options):
    durations, ended = datetimes_to_durations([start], [end], fill_date="2026-12-31", **options)
    return f"{durations[0]} {'ended' if ended[0] else 'open'}"


def median(durations, happened=None):
    return str(KaplanMeierFitter().fit(durations, happened).median_survival_time_)


def happened(durations, events):
    return str(int(KaplanMeierFitter().fit(durations, events).event_table["observed"].sum()))


def third_happened():
    durations, events = pd.Series([1, 2, 3], index=[0, 1, 2]), pd.Series([0, 1, 1], index=[2, 1, 0])
    return str(KaplanMeierFitter().fit(durations, events).event_table.loc[3, "observed"])


JANUARY, FEBRUARY, DAYS = "2026-01-31", "2026-02-28", pd.to_timedelta([1, 2, 3], unit="D")
CASES = [  # what is asked, how, the guess, and what is seen
    ("the 5th to the 8th", lambda: waits("2026-01-05", "2026-01-08"), "3.0 ended", "3.0 ended"),
    ("a wait with a NaN", lambda: median([1, np.nan, 3]), "refused", "refused"),
    ("an event with a NaN", lambda: median([1, 2, 3], [1, np.nan, 1]), "refused", "refused"),
    ("the 5th to soon", lambda: waits("2026-01-05", "soon"), "refused", "-9.223372036854776e+18 ended"),
    ("the 5th to the 3rd", lambda: waits("2026-01-05", "2026-01-03"), "refused", "-2.0 ended"),
    ("31 January to 28 February", lambda: waits(JANUARY, FEBRUARY, freq="M"), "1.0 ended", "0.0 ended"),
    ("median of -1, 2, 3", lambda: median([-1, 2, 3]), "refused", "2.0"),
    ("median of 1, 2, 3 days", lambda: median(DAYS), "2.0, 2 days, or refused", "172800000000000.0"),
    ("events 1, 2, 1", lambda: happened([1, 2, 3], [1, 2, 1]), "refused", "3"),
    ("events 1, -1, 1", lambda: happened([1, 2, 3], [1, -1, 1]), "refused", "3"),
    ("events 1, 0.5, 1", lambda: happened([1, 2, 3], [1, 0.5, 1]), "refused", "2"),
    ("the third, label 2, happened", third_happened, "0", "1"),
]
print("lifelines", version("lifelines"), "pandas", version("pandas"))
changed = False
for what, ask, guess, known in CASES:
    try:
        seen = ask()
    except Exception:
        seen = "refused"
    print(f"{what:30} guess: {guess:24} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
