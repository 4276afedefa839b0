#!/bin/sh
# nanoarrow: columns of Arrow as values of Python, beside pyarrow.
# Guess:   a decimal of -0.50 is -0.50 in both.
# Happens: the two's complement of what is below zero is read as a number without a sign: -0.50 and
#          -12.30 are both 3.402823669e36, with 256 bits 1.1579e75. What is above zero, dates before 1970, and whole
#          numbers below zero are right.
# Seen:    nanoarrow 0.9.0 and 0.7.0, pyarrow 26.0.1.
# Matters: what is owed, and every pay that was cut, becomes more than all the money there is.
set -eu
version=${1:-0.9.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "nanoarrow==$version" pyarrow==26.0.1
cat > ask.py <<'PY'
import sys
from datetime import date
from decimal import Decimal
from importlib.metadata import version

import nanoarrow
import pyarrow as pa

CASES = [  # a column of one value, which is the guess, and what nanoarrow reads
    (pa.array([-5]), -5),
    (pa.array([date(1900, 1, 1)]), date(1900, 1, 1)),
    (pa.array([Decimal("12.30")], pa.decimal128(10, 2)), Decimal("12.30")),
    (pa.array([Decimal("-0.50")], pa.decimal128(10, 2)), Decimal("3.402823669E+36")),
    (pa.array([Decimal("-12.30")], pa.decimal128(10, 2)), Decimal("3.402823669E+36")),
    (pa.array([Decimal("-0.50")], pa.decimal256(40, 2)), Decimal("1.157920892373161954235709850086879078533E+75")),
]
print("nanoarrow", version("nanoarrow"), "pyarrow", version("pyarrow"))
changed = False
for column, known in CASES:
    (seen,) = nanoarrow.Array(column).to_pylist()
    print(f"{column.type!s:18} guess: {column[0]!s:11} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python ask.py
