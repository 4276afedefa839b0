#!/bin/sh
# apache-arrow (npm): a table from pyarrow, with money as decimals and a length of time.
# Guess:   12.34 in a column decimal128(10, 2) is "12.34", or a number near it, as DuckDB and pandas read it.
# Happens: its text, its JSON and Number(…) are 1234: the scale stands only in the column's type. So does the unit of
#          a length of time: a day is 86400n.
# Seen:    apache-arrow 21.2.0 (npm), pyarrow 26.0.1.
# Matters: who draws a page from a file of results shows a hundred times the sum, and no error.
set -eu
version=${1:-21.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq pyarrow==26.0.1
venv/bin/python - <<'PY'
from datetime import timedelta
from decimal import Decimal

import pyarrow as pa

money = pa.array([Decimal("12.34"), Decimal("-12.34")], pa.decimal128(10, 2))
length = pa.array([timedelta(days=1), timedelta(days=-1)], pa.duration("s"))
table = pa.table({"money": money, "length": length})
with pa.OSFile("table.arrow", "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
    writer.write_table(table)
PY
echo '{}' > package.json
npm install --silent --no-fund --no-audit "apache-arrow@$version"
cat > read.mjs <<'JS'
import { readFileSync } from "fs";
import { tableFromIPC } from "apache-arrow";
const table = tableFromIPC(readFileSync("table.arrow"));
const money = [...table.getChild("money")];
const seen = [
  money.map((value) => `${value}`),
  money.map((value) => value.toJSON()),
  money.map(Number),
  [...table.getChild("length")].map(String),
];
console.log(`apache-arrow ${process.argv[2]}, pyarrow 26.0.1`);
console.log("guess: 12.34 and -12.34 in each of the first three");
for (const row of seen) console.log("seen: ", row.join("  "));
const wanted = process.argv[3];
if (JSON.stringify(seen) !== wanted) {
  console.log(`${JSON.stringify(seen)}\nThis has changed.`);
  process.exit(1);
}
JS
node read.mjs "$version" '[["1234","-1234"],["\"1234\"","\"-1234\""],[1234,-1234],["86400","-86400"]]'
