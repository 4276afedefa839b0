#!/bin/sh
# avro, Apache's own package for Python: sums written as decimals, and records read by a newer schema.
# Guess:   12.3 in a column of two places is 12.30, as fastavro writes it; 12345.67 is too long for four digits, and
#          refused; a field is found by its alias; a whole number read where the schema says double is 5.0.
# Happens: the digits are written without heeding where the point stands: 12.3 comes back as 1.23 from every reader,
#          -1.5 as -0.15, Decimal("1E+1") as 0.01. Too long ones are written, and read rounded. A field's aliases are
#          not looked at. What has three places is refused.
# Seen:    avro 1.12.1 and 1.12.2; fastavro 1.13.1 beside it is as guessed. And avro cannot read what polars 2.1.0
#          writes, as its records have no name.
# Matters: of a list of payments the ones without pence are a tenth or a hundredth, depending on how they were typed.
set -eu
version=${1:-1.12.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "avro==$version" fastavro==1.13.1 polars==2.1.0
venv/bin/python - <<'PY'
import io
import json
import sys
from decimal import Decimal
from importlib.metadata import version

import avro.datafile
import avro.errors
import avro.io
import avro.schema
import fastavro
import polars


def record(kind, **more):
    return {"type": "record", "name": "payment", "fields": [{"name": "pay", "type": kind, **more}]}


PAY = record({"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2})


def apache_writes(schema, value):
    file = io.BytesIO()
    with avro.datafile.DataFileWriter(file, avro.io.DatumWriter(), avro.schema.parse(json.dumps(schema))) as writer:
        writer.append({"pay": value})
        writer.flush()
        return file.getvalue()


def fastavro_writes(schema, value):
    file = io.BytesIO()
    fastavro.writer(file, schema, [{"pay": value}])
    return file.getvalue()


def apache_reads(text, schema=None):
    reader = avro.io.DatumReader(readers_schema=avro.schema.parse(json.dumps(schema)) if schema else None)
    return list(next(iter(avro.datafile.DataFileReader(io.BytesIO(text), reader))).values())


def fastavro_reads(text, schema=None):
    return list(next(iter(fastavro.reader(io.BytesIO(text), schema))).values())


def tried(work, *given):
    try:
        return work(*given)
    except (avro.errors.AvroException, ValueError):
        return "refused"


changed = False


def hold(what, guess, seen, known):
    global changed
    print(f"{what:28} guess: {guess!s:10} seen: {seen!s}")
    changed |= str(seen) != known


print("avro", version("avro"), "fastavro", version("fastavro"))
for text, guess, known in [
    ("12.34", "12.34", "12.34"),
    ("12.3", "12.30", "1.23"),
    ("-1.5", "-1.50", "-0.15"),
    ("1E+1", "10.00", "0.01"),
    ("12345.67", "refused", "1.235E+4"),
    ("12.345", "refused", "refused"),
]:
    written = tried(apache_writes, PAY, Decimal(text))
    seen = written if written == "refused" else fastavro_reads(written)[0]
    hold(f"avro writes {text}", guess, seen, known)
    written = tried(fastavro_writes, PAY, Decimal(text))
    hold(f"fastavro writes {text}", guess, written if written == "refused" else apache_reads(written)[0], guess)
five = fastavro_writes(record("int"), 5)
renamed = {**record("int"), "fields": [{"name": "wage", "type": "int", "aliases": ["pay"]}]}
hold("avro reads by an alias", [5], tried(apache_reads, five, renamed), "refused")
hold("fastavro reads by an alias", [5], tried(fastavro_reads, five, renamed), "[5]")
hold("avro reads int as double", [5.0], tried(apache_reads, five, record("double")), "[5]")
file = io.BytesIO()
polars.DataFrame({"pay": [5]}).write_avro(file)
hold("avro reads polars", [5], tried(apache_reads, file.getvalue()), "refused")
hold("fastavro reads polars", [5], tried(fastavro_reads, file.getvalue()), "[5]")
sys.exit("This has changed." if changed else 0)
PY
