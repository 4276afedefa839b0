#!/bin/sh
# river: statistics of numbers that come one after the other.
# Guess:   of 600 ones and 400 tens the middle is 1, or near it, in whatever order they come; of nothing there is no
#          mean and no greatest; one number has no variance; what is not a number is not the least.
# Happens: the middle is 2.7 if the ones come first, and 5.2 if they come last, a number that nobody has; the mean of
#          nothing is 0, its greatest -inf; the variance of one number is 0; of NaN and 1 the least is 1, where the mean
#          is NaN; the peak to peak of nothing is 0.
# Seen:    river 0.21.2 and 0.23.0. `Quantile` follows P2, of 1985, that keeps five marks, and says so; it is for
#          numbers that are spread out, and is asked for the median of days and marks.
# Matters: "half of them answered within five days", where six in ten did on the first.
set -eu
version=${1:-0.23.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "river==$version" typing_extensions==4.15.0
timeout 120 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from river import stats

NAN = float("nan")
CASES = [  # the statistic, the numbers, the guess, what is seen
    ("the middle of 1 to 999", stats.Quantile(0.5), range(1, 1000), "500", "500.0"),
    ("600 ones, then 400 tens", stats.Quantile(0.5), [1] * 600 + [10] * 400, "about 1", "2.7"),
    ("400 tens, then 600 ones", stats.Quantile(0.5), [10] * 400 + [1] * 600, "about 1", "5.2"),
    ("the mean of nothing", stats.Mean(), [], "none", "0.0"),
    ("the greatest of nothing", stats.Max(), [], "none", "-inf"),
    ("from peak to peak of nothing", stats.PeakToPeak(), [], "none", "0.0"),
    ("the variance of one", stats.Var(), [5], "none", "0.0"),
    ("the least of NaN and 1", stats.Min(), [NAN, 1], "NaN, or none", "1"),
    ("the mean of NaN and 1", stats.Mean(), [NAN, 1], "NaN, or none", "nan"),
]
print("river", version("river"))
changed = False
for words, statistic, numbers, guess, known in CASES:
    for number in numbers:
        statistic.update(number)
    seen = str(round(statistic.get(), 1))
    print(f"{words:29} guess: {guess:13} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
