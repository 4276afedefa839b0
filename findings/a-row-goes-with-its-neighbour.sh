#!/bin/sh
# pandera: a table is checked, and rows that do not pass are left out (`drop_invalid_rows`).
# Guess:   the rows that pass are left, all of them, in the types that the schema asks for; a check of a column sees the
#          column; a pattern for the names of columns is met by the whole name.
# Happens: of two rows with one label, as of two tables put together, the right one goes with the wrong one; where a row
#          cannot be turned into numbers, those left are texts still; of two equal rows none is left; a check sees the
#          column without its missing values, so that "none is missing" always holds; `day_.` is met by day_10; of "no"
#          and "False" the truth value is True.
# Seen:    pandera 0.35.0 with pandas 2.3.3; in 0.26.1 a text among numbers is refused. `ignore_na` is documented for
#          the missing values.
# Matters: what is left passes as checked, and is neither all that is right nor of the type that was asked for.
set -eu
version=${1:-0.35.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pandera[pandas]==$version" pandas==2.3.3
timeout 100 venv/bin/python - <<'PY'
import sys
import warnings
from importlib.metadata import version

import pandas
import pandera.pandas as pandera

warnings.simplefilter("ignore")
MORE_THAN_5 = pandera.Column(int, pandera.Check.gt(5))
NUMBERS = pandera.Column(int, coerce=True)
EACH_ONCE = pandera.Column(int, unique=True)
NONE_MISSING = pandera.Column(float, pandera.Check(lambda column: column.notna().all()), nullable=True)
TWO_ROWS = pandera.Column(float, pandera.Check(lambda column: len(column) == 2), nullable=True)
TRUTH = pandera.Column(bool, coerce=True)


def left(column, values, labels=None):
    """What is left of a column when the rows that do not pass are dropped."""
    table = pandas.DataFrame({"x": values}, index=labels)
    schema = pandera.DataFrameSchema({"x": column}, drop_invalid_rows=True)
    return schema.validate(table, lazy=True)["x"].tolist()


def passes(schema, **columns):
    try:
        pandera.DataFrameSchema(schema).validate(pandas.DataFrame(columns))
    except pandera.errors.SchemaError:
        return False
    return True


pattern = {"day_.": pandera.Column(int, regex=True)}
CASES = [  # what is asked, the guess, what is seen, what was seen
    ("more than 5 of 1, 9, 3, 10", [9, 10], left(MORE_THAN_5, [1, 9, 3, 10]), [9, 10]),
    ("the same, labelled 0, 0, 1, 2", [9, 10], left(MORE_THAN_5, [1, 9, 3, 10], [0, 0, 1, 2]), [10]),
    ("numbers of '5', 'x', '7'", [5, 7], left(NUMBERS, ["5", "x", "7"]), ["5", "7"]),
    ("each once of 1, 1, 2", [1, 2], left(EACH_ONCE, [1, 1, 2]), [2]),
    ("none is missing in 6, none", False, passes({"x": NONE_MISSING}, x=[6.0, None]), True),
    ("6, none are two rows", True, passes({"x": TWO_ROWS}, x=[6.0, None]), False),
    ("a text in day_10 for day_.", True, passes(pattern, day_1=[1], day_10=["a"]), False),
    ("truth of 'no', ''", "refused", left(TRUTH, ["no", ""]), [True, False]),
]
print("pandera", version("pandera"), "pandas", pandas.__version__)
for words, guess, seen, _ in CASES:
    print(f"{words:30} guess: {guess!s:8} seen: {seen}")
sys.exit(0 if all(seen == known for _, _, seen, known in CASES) else "This has changed.")
PY
