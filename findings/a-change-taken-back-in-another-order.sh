#!/bin/sh
# dictdiffer and deepdiff: a change of a list, taken back or applied to where it came from.
# Guess:   revert(diff(a, b), b) is a, and a + Delta(DeepDiff(a, b)) is b, but for the order where one asked to ignore
#          it; True becoming 1 is a change in a list, as it is under a key.
# Happens: what dictdiffer puts back comes in another order. deepdiff's change from one item to two equal ones gives
#          one, and back again two (with report_repetition=True, as its guide asks for Delta). And [True] to [1] is no
#          change, {"paid": True} to {"paid": 1} is one: the items of a list are first compared with ==.
# Seen:    dictdiffer 0.9.0 and 0.10.0, deepdiff 8.6.1 and 9.1.0.
# Matters: an edit of a rule file that is undone leaves other steps than there were.
set -eu
version=${1:-0.10.0}
deepdiff=${2:-9.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "dictdiffer==$version" "deepdiff==$deepdiff" "setuptools<80"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import dictdiffer
from deepdiff import DeepDiff, Delta

steps = ["cv", "id", "visa"]
back = dictdiffer.revert(dictdiffer.diff({"steps": steps}, {"steps": []}), {"steps": []})["steps"]


def forth(before, after):
    """The list before, with the change to the list after applied to it."""
    change = DeepDiff(before, after, ignore_order=True, report_repetition=True)
    return before + Delta(change)


seen = [back, forth([2], [3, 3]), forth([3, 3], [2])]
seen += [bool(DeepDiff({"paid": True}, {"paid": 1})), bool(DeepDiff([True], [1]))]
print("dictdiffer", version("dictdiffer"), "deepdiff", version("deepdiff"))
print("guess:", steps, [3, 3], [2], True, True)
print("seen: ", *seen)
known = [["cv", "visa", "id"], [3], [2, 2], True, False]
sys.exit(0 if seen == known else "This has changed.")
PY
