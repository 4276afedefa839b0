#!/bin/sh
# fastavro: values written where a schema allows several types, and values that are not quite of a type.
# Guess:   a moment is written as a moment where a schema has none, a day or a moment; 5.7 is no whole number, and
#          "abc" no list of texts; a moment without a zone is in UTC, as what is read is.
# Happens: a moment is written as a day, its time is gone; a text that looks like a day is a day where a text may
#          stand, too. 5.7 is written as 5, and "abc" as a, b, c. A moment without a zone is one of the machine's
#          zone. In an order that puts the moment first, the moment stays.
# Seen:    fastavro 1.13.1.
# Matters: what passes through an Avro file is another fact, without an error.
set -eu
version=${1:-1.13.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fastavro==$version"
TZ=America/New_York venv/bin/python - <<'PY'
import io
import sys
from datetime import date, datetime, timezone
from importlib.metadata import version

import fastavro

DAY = {"type": "int", "logicalType": "date"}
MOMENT = {"type": "long", "logicalType": "timestamp-millis"}
NINE = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)
CASES = [  # the schema, the value, the guess, what is seen
    (["null", MOMENT, DAY], NINE, NINE, NINE),
    (["null", DAY, MOMENT], NINE, NINE, date(2026, 1, 5)),
    (["null", "string", DAY], "2026-01-05", "2026-01-05", "2026-01-05"),
    (["null", DAY, "string"], "2026-01-05", "2026-01-05", date(2026, 1, 5)),
    ("long", 5.7, "refused", 5),
    ({"type": "array", "items": "string"}, "abc", "refused", ["a", "b", "c"]),
    (MOMENT, datetime(2026, 1, 5, 9), NINE, datetime(2026, 1, 5, 14, tzinfo=timezone.utc)),
]
NAMES = {"date": "day", "timestamp-millis": "moment"}


def through(schema, value):
    file = io.BytesIO()
    fastavro.schemaless_writer(file, schema, value)
    file.seek(0)
    return fastavro.schemaless_reader(file, schema)


def named(schema):
    if isinstance(schema, list):
        return ", ".join(named(part) for part in schema)
    return schema if isinstance(schema, str) else NAMES.get(schema.get("logicalType"), "list of texts")


print("fastavro", version("fastavro"), "in New York")
changed = False
for schema, value, guess, known in CASES:
    seen = through(schema, value)
    print(f"{named(schema):18} {value!s:26} guess: {guess!s:26} seen: {type(seen).__name__} {seen}")
    changed |= seen != known or type(seen) is not type(known)
sys.exit("This has changed." if changed else 0)
PY
