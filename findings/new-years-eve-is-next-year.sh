#!/bin/sh
# pandas: days written to a file of Stata as weeks (%tw) and read again.
# Guess:   a day comes back as the first day of its week; a year of Stata has 52 weeks, the last of which, eight or nine
#          days long, ends on 31 December.
# Happens: 31 December is in the first week of the next year, as is 30 December of a leap year; 31 December 1959 comes
#          back as 1 January 1960. By months, quarters and half years days are where they belong.
# Seen:    pandas 2.2.3 and 3.1.1; the number in the file, read by pyreadstat 1.3.7, is that of the next year already.
#          `pandas/io/stata.py` has `52 * (d.year - stata_epoch.year) + d.days // 7`, and 364 // 7 is 52.
# Matters: what is due on the last day of a year is counted in the next.
set -eu
version=${1:-3.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pandas==$version" pyreadstat==1.3.7
timeout 120 venv/bin/python - <<'PY'
import sys
import warnings
from importlib.metadata import version

import pandas
import pyreadstat

warnings.simplefilter("ignore")
CASES = [  # the format, the day, the first day of its week or month, and that read
    ("tw", "2026-01-07", "2026-01-01", "2026-01-01"),
    ("tw", "2026-01-08", "2026-01-08", "2026-01-08"),
    ("tw", "2026-12-30", "2026-12-24", "2026-12-24"),
    ("tw", "2028-12-30", "2028-12-23", "2029-01-01"),
    ("tw", "2026-12-31", "2026-12-24", "2027-01-01"),
    ("tw", "1959-12-31", "1959-12-24", "1960-01-01"),
    ("tm", "2026-12-31", "2026-12-01", "2026-12-01"),
    ("tq", "2026-12-31", "2026-10-01", "2026-10-01"),
]
print("pandas", version("pandas"), "pyreadstat", version("pyreadstat"))
changed = False
for unit, day, guess, known in CASES:
    table = pandas.DataFrame({"day": pandas.to_datetime([day])})
    table.to_stata("days.dta", convert_dates={"day": unit}, write_index=False)
    seen = str(pandas.read_stata("days.dta")["day"][0])[:10]
    number = pyreadstat.read_dta("days.dta")[0]["day"][0]
    print(f"{day} as %{unit}   guess: {guess}   seen: {seen}, number {number:.0f}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
