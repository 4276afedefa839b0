#!/bin/sh
# pyorc: values written to an ORC file that do not fit the columns they are written to.
# Guess:   300 in a column of bytes and 3000000000 in one of 32 bits are refused, as is a text too long for its column;
#          every moment comes back as it was.
# Happens: 300 is 44; 3000000000 is that to pyorc and -1294967296 to pyarrow; "abcd" is "ab"; 12.345 is 12.34, rounded
#          to the even penny. 5.7 in a column of whole numbers is refused. A moment half a second before 1970 comes back
#          half a second after it, and one without a zone in UTC.
# Seen:    pyorc 0.10.0 and 0.12.0; read by itself and by pyarrow 26.0.1.
# Matters: one file has two counts, and no error anywhere.
set -eu
version=${1:-0.12.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyorc==$version" pyarrow==26.0.1
venv/bin/python - <<'PY'
import sys
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version
from zoneinfo import ZoneInfo

import pyarrow.orc
import pyorc

UTC = ZoneInfo("UTC")
LATE = datetime(1969, 12, 31, 23, 59, 59, 500000)
LATER = datetime(1970, 1, 1, 0, 0, 0, 500000)
NINE = datetime(2026, 1, 5, 9)
CASES = [  # the type, the value, the guess, what pyorc reads, what pyarrow reads
    ("tinyint", 300, "refused", 44, 44),
    ("int", 3000000000, "refused", 3000000000, -1294967296),
    ("decimal(4,2)", Decimal("12.345"), Decimal("12.35"), Decimal("12.34"), Decimal("12.34")),
    ("varchar(2)", "abcd", "refused", "ab", "ab"),
    ("boolean", 2, "refused", True, True),
    ("int", 5.7, "refused", "refused", "refused"),
    ("timestamp", LATE, LATE, LATER.replace(tzinfo=UTC), LATER),
    ("timestamp", NINE, NINE, NINE.replace(tzinfo=UTC), NINE),
]


def through(kind, value):
    try:
        with open("t.orc", "wb") as file, pyorc.Writer(file, f"struct<a:{kind}>") as writer:
            writer.write((value,))
    except TypeError:
        return "refused", "refused"
    with open("t.orc", "rb") as file:
        return next(pyorc.Reader(file))[0], pyarrow.orc.read_table("t.orc")["a"][0].as_py()


print("pyorc", version("pyorc"), "and pyarrow", version("pyarrow"))
changed = False
for kind, value, guess, *known in CASES:
    seen = through(kind, value)
    print(f"{kind:14} {value!s:26} guess: {guess!s:26} pyorc: {seen[0]!s:32} pyarrow: {seen[1]}")
    changed |= list(seen) != known
sys.exit("This has changed." if changed else 0)
PY
