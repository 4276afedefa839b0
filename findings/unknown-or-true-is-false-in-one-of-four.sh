#!/bin/sh
# narwhals: one set of expressions over the tables of several libraries.
# Guess:   an expression has one value, whichever table is below, or is refused: unknown or true is true, 2.5 is rounded
#          the same way, `head(-1)` leaves out the last letter, and a replacement is that text.
# Happens: over a table of pandas as it comes unknown or true is false; 2.5 is rounded to 2 over pandas and polars and
#          to 3 over pyarrow and DuckDB; head(-1) is an error over polars, and empty over DuckDB; "$0$0" is the found
#          text twice over polars, and four signs elsewhere; true as a text is "True" over pandas; 5 % 0 is null, over
#          pandas with its own types 0, and over DuckDB an error; an unknown number is in an empty list: null, and false
#          over DuckDB and pandas as it comes.
# Seen:    narwhals 2.29.0 with pandas 3.1.1, polars 2.1.0, pyarrow 26.0.1, duckdb 2.0.1. -7 // 2 and -7 % 3, months,
#          sums of nothing, and the places of nulls are alike.
# Matters: a library that counts advice for everybody's tables counts two ways.
set -eu
version=${1:-2.29.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "narwhals==$version" pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import duckdb
import narwhals as nw
import pandas
import polars
import pyarrow

DATA = {"n": [5, None, -7], "x": [2.5, 0.5, None], "s": ["abc", "a", None], "late": [True, None, False]}
TABLE = pyarrow.table(DATA)
FRAMES = [
    pandas.DataFrame(DATA),
    pandas.DataFrame(DATA).convert_dtypes(),
    polars.DataFrame(DATA),
    TABLE,
    duckdb.from_arrow(TABLE),
]


def plain(value):
    if value is None or value is pandas.NA or value != value:
        return "null"
    return f"{float(value):g}" if not isinstance(value, str) else value


def tell(expression):
    """The values over each of the tables, for the rows in their order."""
    answers = []
    for frame in FRAMES:
        try:
            rows = nw.from_native(frame).lazy().select(value=expression).collect().rows()
        except Exception:
            answers.append("an error")
            continue
        answers.append(",".join(plain(row[0]) for row in rows))
    return answers[0] if len(set(answers)) == 1 else " | ".join(answers)


N, X, S, LATE = nw.col("n"), nw.col("x"), nw.col("s"), nw.col("late")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("n // 2", tell(N // 2), "2,null,-4", "2,null,-4"),
    ("n % 3", tell(N % 3), "2,null,2", "2,null,2"),
    ("n / 0", tell(N / 0), "inf,null,-inf", "inf,null,-inf"),
    ("n % 0", tell(N % 0), "null,null,null", "null,null,null | 0,null,0 | null,null,null | null,null,null | an error"),
    ("late or true", tell(LATE | True), "1,1,1", "1,0,1 | 1,1,1 | 1,1,1 | 1,1,1 | 1,1,1"),
    ("late and false", tell(LATE & False), "0,0,0", "0,0,0"),
    ("x, rounded", tell(X.round(0)), "3,1,null", "2,0,null | 2,0,null | 2,0,null | 3,1,null | 3,1,null"),
    ("n in an empty list", tell(N.is_in([])), "0,null,0", "0,0,0 | 0,null,0 | 0,null,0 | 0,null,0 | 0,0,0"),
    (
        "the letters but the last",
        tell(S.str.head(-1)),
        "ab,,null",
        "ab,,null | ab,,null | an error | ab,,null | ,,null",
    ),
    (
        "b, made $0$0",
        tell(S.str.replace_all("b", "$0$0")),
        "a$0$0c,a,null",
        "a$0$0c,a,null | a$0$0c,a,null | abbc,a,null | a$0$0c,a,null | a$0$0c,a,null",
    ),
    (
        "late, as a text",
        tell(LATE.cast(nw.String)),
        "true,null,false",
        "True,null,False | True,null,False | true,null,false | true,null,false | true,null,false",
    ),
]
print("narwhals", version("narwhals"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:24} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
