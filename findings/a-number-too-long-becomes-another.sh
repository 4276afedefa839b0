#!/bin/sh
# pyarrow: a number of 15 digits in a column declared as decimal128(18, 6), in CSV or a line of JSON.
# Guess:   the reader refuses it, as it does one digit too many behind the point.
# Happens: it is read, and shown whole; only a full check finds that the table is none. Written as Parquet
#          and read again it is another number. No error on the way.
# Seen:    21.0.0 and 26.0.1.
# Matters: a salary with the digits of a phone number would have become any number, even a negative one.
set -eu
version=${1:-26.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyarrow==$version"
venv/bin/python - <<'PY'
import io
import sys

import pyarrow as pa
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet

kind = pa.decimal128(18, 6)


def from_csv(number):
    options = pa.csv.ConvertOptions(column_types={"pay": kind})
    return pa.csv.read_csv(io.BytesIO(f"pay\n{number}\n".encode()), convert_options=options)


def from_json(number):
    options = pa.json.ParseOptions(explicit_schema=pa.schema([("pay", kind)]))
    return pa.json.read_json(io.BytesIO(f'{{"pay": {number}}}\n'.encode()), parse_options=options)


def as_parquet(table):
    out = io.BytesIO()
    pa.parquet.write_table(table, out)
    return pa.parquet.read_table(out)


def told(what):
    try:
        return str(what())
    except pa.ArrowInvalid:
        return "refused"


LONG, DEEP = "123456789012345", "5.1234567"
table = from_json(LONG)
EXPECTED = {
    "CSV, a digit too many behind the point": (lambda: from_csv(DEEP)["pay"][0], "refused", "refused"),
    "JSON, a digit too many behind the point": (lambda: from_json(DEEP)["pay"][0], "refused", "refused"),
    "CSV, three digits too many before it": (lambda: from_csv(LONG)["pay"][0], "refused", f"{LONG}.000000"),
    "JSON, three digits too many before it": (lambda: table["pay"][0], "refused", f"{LONG}.000000"),
    "a full check of that table": (lambda: table.validate(full=True), "refused", "refused"),
    "the same written as Parquet and read": (
        lambda: as_parquet(table)["pay"][0], "refused", "-5670419503621.861312",
    ),
}
print("pyarrow", pa.__version__)
changed = False
for name, (what, guess, known) in EXPECTED.items():
    seen = told(what)
    print(f"{name:40} guess: {guess:8} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
