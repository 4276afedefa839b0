#!/bin/sh
# @dsnp/parquetjs (npm): sums written to Parquet in a column of two decimal places.
# Guess:   0.29 is 0.29 to whoever reads the file; 5.7 in a column of whole numbers is refused, in each of the two kinds
#          of whole numbers; a column of unsigned numbers of 32 bits takes 4000000000.
# Happens: a number is multiplied by a hundred and cut: 0.29 is 0.28, 1.15 is 1.14, and so one in twenty of the sums up to
#          a thousand; 12.34 is right. 5.7 is 5 in 32 bits and refused in 64; 4000000000 is refused.
# Seen:    @dsnp/parquetjs 1.8.8; read by pyarrow 26.0.1 and duckdb 2.0.1, which agree.
# Matters: the total of a batch differs by pennies from that of the rows it was made of.
set -eu
version=${1:-1.8.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq pyarrow==26.0.1 duckdb==2.0.1
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@dsnp/parquetjs@$version"
cat > write.mjs <<'JS'
import parquet from "@dsnp/parquetjs";
const write = async (name, field, values) => {
  const writer = await parquet.ParquetWriter.openFile(new parquet.ParquetSchema({ value: field }), name);
  for (const value of values) await writer.appendRow({ value });
  await writer.close();
};
const tried = (...given) => write(...given).then(() => "written", () => "refused");
const pennies = Array.from({ length: 100001 }, (_, at) => at / 100);
await write("pay.parquet", { type: "DECIMAL", precision: 9, scale: 2 }, [12.34, 12.3, 0.29, 1.15, 4.35]);
await write("all.parquet", { type: "DECIMAL", precision: 9, scale: 2 }, pennies);
await write("whole.parquet", { type: "INT32" }, [5.7]);
console.log("5.7 in 64 bits:", await tried("long.parquet", { type: "INT64" }, [5.7]));
console.log("4000000000, unsigned:", await tried("unsigned.parquet", { type: "UINT_32" }, [4000000000]));
JS
node write.mjs > tried.txt
venv/bin/python - "$version" <<'PY'
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet

GUESS = [Decimal(text) for text in ("12.34", "12.30", "0.29", "1.15", "4.35")]
KNOWN = [Decimal(text) for text in ("12.34", "12.30", "0.28", "1.14", "4.34")]


def values(name):
    return pyarrow.parquet.read_table(name)["value"].to_pylist()


other = [row[0] for row in duckdb.execute("SELECT value FROM 'pay.parquet'").fetchall()]
wrong = sum(value != Decimal(at) / 100 for at, value in enumerate(values("all.parquet")))
print("@dsnp/parquetjs", sys.argv[1])
print("guess:", *GUESS)
print("seen: ", *values("pay.parquet"))
print(f"guess: of all sums up to 1000.00 none is another\nseen:  {wrong} of 100001 are")
print("guess: 5.7 is refused in 32 bits and in 64, 4000000000 is written")
print("seen: ", *values("whole.parquet"), "|", Path("tried.txt").read_text().replace("\n", " | "))
same = values("pay.parquet") == other == KNOWN and wrong > 4000 and values("whole.parquet") == [5]
same = same and Path("tried.txt").read_text().count("refused") == 2
sys.exit(0 if same else "This has changed.")
PY
