#!/bin/sh
# daff: the difference of two tables, applied to the first one again.
# Guess:   the second table comes out, with numbers that are numbers; a difference made for another state of the table
#          does not apply, or says which cells are at odds.
# Happens: where one of two equal rows is gone, or is another one, all rows are empty, the heading too, and `apply`
#          says True; a number that changed is a text. A change of 5 to 7 in a row that is gone meanwhile makes the
#          heading 7, and in a row that has 6 meanwhile it is made as if nothing were at odds.
# Seen:    daff 1.3.46 and 1.4.2.
# Matters: an answer taken out of a list that says it twice takes the list.
set -eu
version=${1:-1.4.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "daff==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import daff

HEAD = ["name", "days"]
CASES = {  # the table, what it shall be, what it is when the difference comes to it, the guess, what is seen
    "one row of three is gone": ([["a", "1"], ["b", "2"], ["c", "3"]], [["a", "1"], ["c", "3"]], None, None, None),
    "one of two equal rows is gone": (
        [["a", "1"], ["a", "1"], ["c", "3"]],
        [["a", "1"], ["c", "3"]],
        None,
        None,
        [[None, None]] * 3,
    ),
    "one of two equal rows is another": (
        [["a", "1"], ["a", "1"], ["c", "3"]],
        [["a", "1"], ["a", "2"], ["c", "3"]],
        None,
        None,
        [["a", "2"]] + [[None, None]] * 3,
    ),
    "5 is 7, numbers": ([["a", 5], ["b", 6]], [["a", 7], ["b", 6]], None, None, [HEAD, ["a", "7"], ["b", 6]]),
    "5 is 7, and the row is gone": (
        [["a", "5"], ["b", "6"], ["c", "8"]],
        [["a", "7"], ["b", "6"], ["c", "8"]],
        [["b", "6"], ["c", "8"]],
        "not applied",
        [["name", "7"], ["b", "6"], ["c", "8"]],
    ),
    "5 is 7, and the row has 6": (
        [["a", "5"], ["b", "6"], ["c", "8"]],
        [["a", "7"], ["b", "6"], ["c", "8"]],
        [["a", "6"], ["b", "6"], ["c", "8"]],
        "not applied",
        [HEAD, ["a", "7"], ["b", "6"], ["c", "8"]],
    ),
}


def table(rows):
    return daff.PythonTableView([list(row) for row in rows])


print("daff", version("daff"))
changed = False
for what, (before, after, meanwhile, guess, known) in CASES.items():
    difference = table([])
    aligned = daff.Coopy.compareTables(table([HEAD, *before]), table([HEAD, *after])).align()
    daff.TableDiff(aligned, daff.CompareFlags()).hilite(difference)
    patched = table([HEAD, *(meanwhile or before)])
    applied = daff.HighlightPatch(patched, difference).apply()
    print(f"{what:32} guess: {guess or [HEAD, *after]}\n{'':32} seen:  {patched.data} {applied}")
    changed |= patched.data != (known or [HEAD, *after]) or applied is not True
sys.exit("This has changed." if changed else 0)
PY
