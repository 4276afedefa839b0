#!/bin/sh
# pandas: days without a year, and days in the order of ISO 8601.
# Guess:   "5 Jan" is 5 January of this year, as dateutil has it, by which pandas reads it, or refused; 2026-01-02 is
#          2 January, whatever the order of the others is; a day that does not fit the format of the others is
#          refused.
# Happens: "5 Jan" is in the year 1, and so are "may" and "3rd", though "10:30" is today. With dayfirst=True, for the
#          days of Europe, 2026-01-02 is 1 February, with a warning, and 2026-01-13 is 13 January.
# Seen:    pandas 2.3.3 (there is no year 1 there: it is out of bounds, or, with errors="coerce", not there) and
#          3.1.1.
# Matters: a column of answers with and without years is read without an error, and every deadline of it has passed.
set -eu
version=${1:-3.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pandas==$version"
venv/bin/python - <<'PY'
import sys
import warnings
from datetime import date
from importlib.metadata import version

import dateutil.parser
import pandas as pd

warnings.simplefilter("ignore")
THIS_YEAR = date.today().year
CASES = {  # the text: the guess, whether days come first, and what is seen
    "5 Jan": (f"{THIS_YEAR}-01-05", False, "0001-01-05"),
    "Fri 5 Jan 2027": ("2027-01-05", False, "2027-01-05"),
    "may": ("refused", False, "0001-05-01"),
    "1/2": ("refused", False, "0001-01-02"),
    "2026-01-02": ("2026-01-02", True, "2026-02-01"),
    "2026-01-13": ("2026-01-13", True, "2026-01-13"),
}


def shown(text, dayfirst):
    try:
        return pd.to_datetime([text], dayfirst=dayfirst)[0].date().isoformat()
    except ValueError:
        return "refused"


print("pandas", version("pandas"))
changed = dateutil.parser.parse("5 Jan").year != THIS_YEAR
for text, (guess, dayfirst, known) in CASES.items():
    seen = shown(text, dayfirst)
    print(f"{text:15} {'dayfirst' if dayfirst else '':8} guess: {guess:10} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
