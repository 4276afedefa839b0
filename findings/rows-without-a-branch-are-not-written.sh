#!/bin/sh
# fastparquet: a table written into a folder for each value of a column.
# Guess:   all rows come back: those without a value are in the folder __HIVE_DEFAULT_PARTITION__, and a slash in a
#          value is written as %2F, as other writers and readers have it.
# Happens: rows without a value are not written at all, without a word; one value with a slash, and no row has the
#          column any more. Of what pyarrow wrote, %20 stands for a space and the name of the folder for no value.
# Seen:    fastparquet 2026.9.0, pyarrow 26.0.1, which reads its own folders rightly.
# Matters: a batch split by branch loses the people who have none yet.
set -eu
version=${1:-2026.9.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fastparquet==$version" pandas==3.1.1 pyarrow==26.0.1
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import fastparquet
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

CASES = {  # the branch of the second person: what comes back from fastparquet, and from what pyarrow wrote
    "York": ("York", "York"),
    None: ("no row", "__HIVE_DEFAULT_PARTITION__"),
    "York / Leeds": ("no column", "York%20%2F%20Leeds"),
    "York North": ("York North", "York%20North"),
}
print("fastparquet", version("fastparquet"), "and pyarrow", version("pyarrow"))
changed = False
for number, (branch, known) in enumerate(CASES.items()):
    rows = pd.DataFrame({"branch": ["Leeds", branch, "Leeds"], "person": [1, 2, 3]})
    ours, theirs = f"fastparquet{number}", f"pyarrow{number}"
    fastparquet.write(ours, rows, file_scheme="hive", partition_on=["branch"])
    pq.write_to_dataset(pa.Table.from_pandas(rows), theirs, partition_cols=["branch"])
    seen = []
    for folder in (ours, theirs):
        second = fastparquet.ParquetFile(folder).to_pandas().query("person == 2").to_dict("records")
        seen.append(second[0].get("branch", "no column") if second else "no row")
    print(f"guess: {branch!s:12} written and read: {seen[0]:12} read from pyarrow's folders: {seen[1]}")
    changed |= seen != list(known)
sys.exit("This has changed." if changed else 0)
PY
