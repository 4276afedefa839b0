#!/bin/sh
# frictionless: what a table's columns hold, found out and checked.
# Guess:   1,5 is a text, or a number that has a decimal comma; the column with four words among 95 numbers is one of
#          texts; 1,5 is refused where a comma parts thousands, as is 1_000; "May" is no date, and 05/01 is told of.
# Happens: 1,5 is a place on the earth; 95 numbers of 99 make a column of numbers, and the words errors; 1,5 is 15, and
#          1_000 a thousand. Of a date in any form "May" is a day of this year, and 05/01/2026 is 1 May.
# Seen:    frictionless 5.18.1 and 5.21.0; tableschema 1.21.0 says the same of the first, the third and the fourth.
# Matters: who exports from a German spreadsheet has a column of places.
set -eu
version=${1:-5.21.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "frictionless==$version" tableschema==1.21.0 "setuptools<81"
venv/bin/python -W ignore - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import tableschema
from frictionless import Schema, describe


def found(rows):
    with open("in.csv", "w") as file:
        file.write("\n".join(["a;b", *(f"{value};x" for value in rows)]) + "\n")
    return describe("in.csv").schema.fields[0].type


def read(value, **field):
    cell, problems = Schema.from_descriptor({"fields": [{"name": "a", **field}]}).fields[0].read_cell(value)
    return "refused" if problems else cell


may = read("May", type="date", format="any")
older = [
    tableschema.Schema().infer([["1,5"], ["2,5"]], headers=["a"])["fields"][0]["type"],
    str(tableschema.Field({"name": "a", "type": "number", "groupChar": ","}).cast_value("1,5")),
    tableschema.Field({"name": "a", "type": "integer"}).cast_value("1_000"),
]
CASES = [  # what, seen, the guess, what is known
    ("a column of 1,5 and 2,5", found(["1,5", "2,5"]), "string", "geopoint"),
    ("a column of 1.5 and 2.5", found(["1.5", "2.5"]), "number", "number"),
    ("95 numbers and 4 words", found(["1"] * 95 + ["x"] * 4), "string", "integer"),
    ("1,5 with groups", str(read("1,5", type="number", groupChar=",")), "refused", "15"),
    ("1_000", read("1_000", type="integer"), "refused", 1000),
    ("May", may, "refused", date(date.today().year, 5, may.day if isinstance(may, date) else 1)),
    ("05/01/2026", read("05/01/2026", type="date", format="any"), "refused", date(2026, 5, 1)),
    ("tableschema", older, "as here", ["geopoint", "15", 1000]),
]
print("frictionless", version("frictionless"), "tableschema", version("tableschema"))
for what, seen, guess, _ in CASES:
    print(f"{what:24} guess: {guess:8} seen: {seen}")
sys.exit(0 if all(seen == known for _, seen, _, known in CASES) else "This has changed.")
PY
