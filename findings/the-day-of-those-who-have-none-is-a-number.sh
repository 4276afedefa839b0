#!/bin/sh
# fastavro and avro: records that were written before their schema got another field, read with the new schema.
# Guess:   what the new schema says of a field holds for all records: its default day is a day, its default sum is a
#          sum, a whole number that is a day now is read as one, and a moment that is local now has no zone.
# Happens: the default day is 20458, and the default sum of one hundredth is a text or bytes; the number stays one, and
#          the moment keeps its zone: only the schema of the writer makes days and sums. In fastavro all records share
#          one default list: what is added for one is there for all. In avro the default of an enumeration is not used.
# Seen:    fastavro 1.13.1, avro 1.12.2.
# Matters: old records and new ones of one file list have days of two types, which do not compare.
set -eu
version=${1:-1.13.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fastavro==$version" avro==1.12.2
venv/bin/python -W ignore - <<'PY'
import io
import json
import sys
from datetime import date, datetime, timezone
from decimal import Decimal
from importlib.metadata import version

import avro.datafile
import avro.io
import avro.schema
import fastavro

DAY = {"type": "int", "logicalType": "date"}
SUM = {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}
MOMENT = {"type": "long", "logicalType": "timestamp-millis"}
LOCAL = {"type": "long", "logicalType": "local-timestamp-millis"}
WORDS = {"type": "enum", "name": "Word", "symbols": ["yes", "no", "soon"]}
FEWER = {"type": "enum", "name": "Word", "symbols": ["yes", "no"], "default": "no"}
NINE = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)
OLD = ["id", "int", None]
CASES = [  # what: the field that was written, its value, the field that is read, the guess, fastavro, avro
    ("a default day", OLD, 1, ["a", DAY, 20458], date(2026, 1, 5), 20458, 20458),
    ("a default sum", OLD, 1, ["a", SUM, "\u0001"], Decimal("0.01"), "\u0001", b"\x01"),
    ("a number is a day", ["a", "int", None], 20458, ["a", DAY, None], date(2026, 1, 5), 20458, 20458),
    ("a moment is local", ["a", MOMENT, None], NINE, ["a", LOCAL, None], NINE.replace(tzinfo=None), NINE, NINE),
    ("a word is gone", ["a", WORDS, None], "soon", ["a", FEWER, None], "no", "no", "refused"),
]


def record(name, kind, default):
    field = {"name": name, "type": kind} | ({} if default is None else {"default": default})
    return {"type": "record", "name": "Person", "fields": [field]}


def by_fastavro(old, new, values):
    file = io.BytesIO()
    fastavro.writer(file, record(*old), [{old[0]: value} for value in values])
    file.seek(0)
    return [person[new[0]] for person in fastavro.reader(file, record(*new))]


def by_avro(old, new, value):
    first, second = (avro.schema.parse(json.dumps(record(*each))) for each in (old, new))
    file = io.BytesIO()
    writer = avro.datafile.DataFileWriter(file, avro.io.DatumWriter(), first)
    writer.append({old[0]: value})
    writer.flush()
    file.seek(0)
    try:
        return next(iter(avro.datafile.DataFileReader(file, avro.io.DatumReader(first, second))))[new[0]]
    except avro.errors.SchemaResolutionException:
        return "refused"


print("fastavro", version("fastavro"), "avro", version("avro"))
changed = False
for what, old, value, new, guess, *known in CASES:
    seen = [by_fastavro(old, new, [value])[0], by_avro(old, new, value)]
    print(f"{what:18} guess: {guess!s:20} fastavro: {seen[0]!s:26} avro: {seen[1]}")
    changed |= seen != known
lists = by_fastavro(OLD, ["a", {"type": "array", "items": "int"}, []], [1, 2])
lists[0].append(5)
print("a default list, 5 added to the first of two: guess: [[5], []] seen:", lists)
sys.exit("This has changed." if changed or lists != [[5], [5]] else 0)
PY
