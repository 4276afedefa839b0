#!/bin/sh
# csv-diff: what differs between two CSV files.
# Guess:   a row that is gone is removed, although another one has the same key, or says the same where there is no key;
#          or a key that stands twice is refused. A row without its last cells does not remove a column.
# Happens: of the rows with one key the last stands for all, and of two equal rows one: that the other is gone is no
#          difference. One row without its last cell, the first, and the column is said to be removed from the file.
# Seen:    csv-diff 1.1 and 1.2.
# Matters: of two answers on one day one is lost, and the check says that nothing has changed.
set -eu
version=${1:-1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "csv-diff==$version" "setuptools<81"
venv/bin/python - <<'PY'
import io
import sys
from importlib.metadata import version

import csv_diff

CASES = [  # the files, the key, the guess, what is seen
    ("day,said\n5,yes\n6,no\n", "day,said\n6,no\n", "day", "removed", {"removed": [{"day": "5", "said": "yes"}]}),
    ("day,said\n5,yes\n5,no\n", "day,said\n5,no\n", "day", "removed, or refused", {}),
    ("day,said\n5,yes\n5,no\n", "day,said\n5,maybe\n5,no\n", "day", "changed, or refused", {}),
    ("day,said\n5,yes\n5,yes\n", "day,said\n5,yes\n", None, "removed", {}),
    ("day,said\n5,yes\n6,no\n", "day,said\n5\n6,no\n", "day", "changed", {"columns_removed": ["said"]}),
]
print("csv-diff", version("csv-diff"))
changed = False
for before, after, key, guess, known in CASES:
    first, second = (csv_diff.load_csv(io.StringIO(text), key=key) for text in (before, after))
    seen = {what: rows for what, rows in csv_diff.compare(first, second).items() if rows}
    told = " / ".join(text.strip().replace("\n", " ") for text in (before, after))
    print(f"{told:46} guess: {guess:20} seen: {seen or 'no difference'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
