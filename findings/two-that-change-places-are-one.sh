#!/bin/sh
# pylance (Lance): tables on disk that are changed by SQL.
# Guess:   in `update({"v": "w", "w": "v"})` both sides are the values before, as in UPDATE of SQL; a row that is
#          changed stays where it is; of a list that is not known, nothing is known, also when nothing is asked for.
# Happens: one of the two values is gone: both are "a", or both are "c", now this and now that; so is what is counted on
#          from a value that changes, too. The changed row stands last. `array_has_all(l, [])` holds of the unknown list.
# Seen:    pylance 14.0.2 and 7.0.0. `update` of dataset.py: "A mapping of column names to a SQL expression" to be
#          evaluated, without a word on order.
# Matters: the old value, kept beside the new one in one step, is the new one.
set -eu
version=${1:-14.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pylance==$version" pyarrow==26.0.1
timeout 100 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import lance
import pyarrow

print("pylance", version("pylance"))


def after(name, rows, changes, where=None):
    table = lance.write_dataset(pyarrow.Table.from_pylist(rows), name)
    table.update(changes, where=where)
    return [tuple(row.values()) for row in table.to_table().to_pylist()]


changed = False
swapped = [after(f"swap{n}", [{"v": "a", "w": "c"}], {"v": "w", "w": "v"})[0] for n in range(20)]
print("v and w change places   guess: ('c', 'a')   seen:", *sorted(set(swapped)))
changed |= ("c", "a") in swapped
kept = [after(f"kept{n}", [{"old": 0, "pay": 90}], {"pay": "100", "old": "pay"})[0] for n in range(20)]
print("old = pay, pay = 100    guess: (90, 100)    seen:", *sorted(set(kept)))
changed |= (100, 100) not in kept
order = after("order", [{"k": 1, "v": 1}, {"k": 2, "v": 2}], {"v": "10"}, "k = 1")
print("the first row is 10     guess: stays first  seen:", order)
changed |= order != [(2, 2), (1, 10)]
lists = lance.write_dataset(pyarrow.table({"n": [1, 2, 3], "l": [[1], [], None]}), "lists")
found = lists.to_table(filter="array_has_all(l, [])")["n"].to_pylist()
print("has all of nothing      guess: 1, 2         seen:", found)
changed |= found != [1, 2, 3]
sys.exit("This has changed." if changed else 0)
PY
