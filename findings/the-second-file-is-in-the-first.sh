#!/bin/sh
# whatthepatch: a difference of two files, as `diff -u` of two directories and Python's difflib write it.
# Guess:   the changes of two files are two; each is of the file whose name stands above it.
# Happens: without a line "diff ..." or "Index: ..." between them, they are one, of the first file: the second one's
#          name is lost, or is a line taken out ("-- a/b") and one put in ("++ b/b") where the first one's last line
#          changed.
# Seen:    whatthepatch 1.0.5 and 1.0.7; unidiff 1.0.1 reads two. With a line "diff --git" before each it is right.
# Matters: what changed in the second file is applied to the first.
set -eu
version=${1:-1.0.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "whatthepatch==$version" unidiff==1.0.1
timeout 60 venv/bin/python - <<'PY'
import sys
from difflib import unified_diff
from importlib.metadata import version

import unidiff
import whatthepatch

ONE_LINE = {"a": (["old\n"], ["new\n"]), "b": (["red\n"], ["blue\n"])}
TWO_LINES = {"a": (["x\n", "old\n"], ["x\n", "new\n"]), "b": (["y\n", "red\n"], ["y\n", "blue\n"])}
GUESS = [("a", "old"), ("b", "red")]
CASES = [  # what it is, the files, the line before each; what is taken out of which file
    ("two files of a line", ONE_LINE, "", [("a", "old"), ("a", "-- a/b"), ("a", "red")]),
    ("two files of two lines", TWO_LINES, "", [("a", "old"), ("a", "red")]),
    ("the same for git", TWO_LINES, "diff --git a/{0} b/{0}\n", GUESS),
]


def by_whatthepatch(text):
    return [
        (patch.header.new_path.removeprefix("b/"), change.line)
        for patch in whatthepatch.parse_patch(text)
        for change in patch.changes
        if change.new is None
    ]


def by_unidiff(text):
    return [
        (file.path, line.value.strip())
        for file in unidiff.PatchSet(text)
        for hunk in file
        for line in hunk
        if line.is_removed
    ]


print("whatthepatch", version("whatthepatch"), "unidiff", version("unidiff"))
changed = False
for words, files, before, known in CASES:
    text = "".join(
        before.format(name) + "".join(unified_diff(old, new, "a/" + name, "b/" + name))
        for name, (old, new) in files.items()
    )
    seen, other = by_whatthepatch(text), by_unidiff(text)
    print(f"{words}, taken out\n    guess: {GUESS}\n    unidiff: {other}\n    whatthepatch: {seen}")
    changed |= seen != known or other != GUESS
sys.exit("This has changed." if changed else 0)
PY
