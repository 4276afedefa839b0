#!/bin/sh
# tablib: a table from a list of records in JSON or YAML.
# Guess:   in a record the order does not matter; a field that only a later record has is a column, or the list is
#          refused, as a row of another length is.
# Happens: the names are those of the first record, and of the others the values are taken one after the other: of {"b":
#          4, "a": 3} the 4 stands under a, of {"b": 2} the 2. Only the number of values is looked at.
# Seen:    tablib 3.6.1 and 3.10.0. In `core.py` the rows are `list(row.values())`.
# Matters: records of people who answered different questions are what JSON is chosen for.
set -eu
version=${1:-3.10.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "tablib[yaml]==$version"
timeout 60 venv/bin/python - <<'PY'
import json
import sys
from importlib.metadata import version

import tablib
import yaml

CASES = [  # the records, the rows as guessed, and as seen
    ([{"a": 1, "b": 2}, {"b": 4, "a": 3}], "3 under a, 4 under b", [{"a": 1, "b": 2}, {"a": 4, "b": 3}]),
    ([{"a": 1}, {"b": 2}], "refused, or 2 under b", [{"a": 1}, {"a": 2}]),
    ([{"a": 1, "b": 2}, {"a": 3, "c": 4}], "refused, or 4 under c", [{"a": 1, "b": 2}, {"a": 3, "b": 4}]),
    ([{"a": 1, "b": 2}, {"a": 3}], "refused, or no b", "refused"),
]


def rows(text, form):
    try:
        return tablib.Dataset().load(text, format=form).dict
    except Exception:
        return "refused"


print("tablib", version("tablib"))
changed = False
for records, guess, known in CASES:
    text = json.dumps(records)
    seen = rows(text, "json")
    print(f"{text}\n    guess: {guess}\n    seen:  {seen}")
    changed |= seen != known or rows(yaml.safe_dump(records, sort_keys=False), "yaml") != known
sys.exit("This has changed." if changed else 0)
PY
