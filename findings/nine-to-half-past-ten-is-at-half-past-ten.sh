#!/bin/sh
# orgparse: outlines of Org, with days on which something is due.
# Guess:   <2026-01-05 Mon 9:00-10:30> is from nine to half past ten, for Org takes an hour of one digit; what is at ten
#          on the 5th overlaps the 5th; what ends at ten does not overlap what begins then; without a bar the last of
#          the keywords is the one for what is done; a second value, with a plus, is added to the first.
# Happens: it is at 10:30, and 9:00 alone is the whole day; a moment on the 5th does not overlap the 5th, nor the 5th
#          the moment; ten to eleven overlaps nine to ten; without a bar nothing is done; the second value is a property
#          of its own, with the plus in its name. A day in a line of comment counts as one of the item.
# Seen:    orgparse 0.5.20260926. Repeaters, ranges of days and efforts such as "1d 2:30" are right.
# Source:  the syntax of Org (timestamps, properties) and its manual (keywords as states).
# Matters: nine o'clock is told as the whole day, and half past ten as the beginning.
set -eu
version=${1:-0.5.20260926}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "orgparse==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import orgparse
from orgparse.date import OrgDate


def again(text):
    return str(OrgDate.list_from_str(text)[0])


def overlap(first, second):
    return OrgDate.list_from_str(first)[0].has_overlap(OrgDate.list_from_str(second)[0])


def item(text):
    return orgparse.loads(text)[1]


def done(keywords):
    return orgparse.loads(f"#+TODO: {keywords}\n* DONE call\n").env.done_keys


PROPERTIES = "* call\n:PROPERTIES:\n:who: Ann\n:who+: Bo\n:END:\n"


CASES = [  # what is asked, what is seen, the guess, and what is known
    (
        "09:00-10:30, read and written",
        again("<2026-01-05 Mon 09:00-10:30>"),
        "<2026-01-05 Mon 09:00--10:30>",
        "<2026-01-05 Mon 09:00--10:30>",
    ),
    ("9:00-10:30", again("<2026-01-05 Mon 9:00-10:30>"), "<2026-01-05 Mon 09:00--10:30>", "<2026-01-05 Mon 10:30>"),
    ("9:00", again("<2026-01-05 Mon 9:00>"), "<2026-01-05 Mon 09:00>", "<2026-01-05 Mon>"),
    ("each week", again("<2026-01-05 Mon +1w>"), "<2026-01-05 Mon +1w>", "<2026-01-05 Mon +1w>"),
    ("the 5th and the 5th to 7th", overlap("<2026-01-05>", "<2026-01-05>--<2026-01-07>"), "True", "True"),
    ("the 5th and the 5th at ten", overlap("<2026-01-05>", "<2026-01-05 10:00>"), "True", "False"),
    ("the 5th at ten and the 5th", overlap("<2026-01-05 10:00>", "<2026-01-05>"), "True", "False"),
    ("nine to ten and ten to eleven", overlap("<2026-01-05 09:00-10:00>", "<2026-01-05 10:00-11:00>"), "False", "True"),
    ("done, of TODO | DONE", done("TODO | DONE"), "['DONE']", "['DONE']"),
    ("done, of TODO DONE", done("TODO DONE"), "['DONE']", "[]"),
    ("who: Ann, who+: Bo", item(PROPERTIES).properties, "{'who': 'Ann Bo'}", "{'who': 'Ann', 'who+': 'Bo'}"),
    ("days of a line of comment", [day.start.day for day in item("* call\n# <2026-01-05>\n").datelist], "[]", "[5]"),
]
print("orgparse", version("orgparse"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:29} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
