#!/bin/sh
# datacompy: whether two tables say the same, joined by a key, without any tolerance.
# Guess:   a whole number that is one more is another one, as is a sum that is a penny more; true is not 1, and a moment
#          no text; and tables of pandas and of polars are compared alike.
# Happens: `matches()` is True for numbers of 17 digits that differ by one, decimals too, for all are compared as
#          floats; for true and 1, and for columns whose names differ in their capitals. The text 01/05/2026 is
#          5 January where the tables are of pandas, and 1 May where they are of polars.
# Seen:    datacompy 1.1.0 with pandas 2.3.3 and polars 1.44.2.
# Matters: it is the library for "the new run says what the old one said": of long numbers of cases it says so when
#          they are others.
set -eu
version=${1:-1.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "datacompy==$version" pandas==2.3.3 polars==1.44.2 pyarrow==26.0.1
venv/bin/python -W ignore - <<'PY'
import logging
import sys
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version

import datacompy
import pandas as pd
import polars as pl

logging.disable()
Pandas = getattr(datacompy, "PandasCompare", None) or datacompy.Compare
CASES = [  # a value of the first table, one of the second, the guess, what is seen of pandas and of polars
    (12345678901234567, 12345678901234568, False, True, True),
    (Decimal("12345678901234567.88"), Decimal("12345678901234567.89"), False, True, True),
    (True, 1, False, True, True),
    (datetime(2026, 1, 5), "01/05/2026", False, True, False),
    (datetime(2026, 5, 1), "01/05/2026", False, False, True),
    (1234567, 1234568, False, False, False),
    (1, "1", False, False, False),
]
NAMES = ["pandas", "polars"]


def same(first, second):
    by_pandas = Pandas(pd.DataFrame(first), pd.DataFrame(second), join_columns="key")
    by_polars = datacompy.PolarsCompare(pl.DataFrame(first), pl.DataFrame(second), join_columns="key")
    return bool(by_pandas.matches()), bool(by_polars.matches())


print("datacompy", version("datacompy"), "pandas", pd.__version__, "polars", pl.__version__)
changed = False
for one, other, guess, *known in CASES:
    seen = same({"key": [1], "value": [one]}, {"key": [1], "value": [other]})
    print(f"{one!s:22} {other!s:22} guess: {guess} pandas: {seen[0]!s:5} polars: {seen[1]}")
    changed |= list(seen) != known
seen = same({"key": [1], "Value": [1]}, {"key": [1], "value": [1]})
print(f"{'Value':22} {'value':22} guess: False pandas: {seen[0]!s:5} polars: {seen[1]}")
sys.exit("This has changed." if changed or seen != (True, True) else 0)
PY
