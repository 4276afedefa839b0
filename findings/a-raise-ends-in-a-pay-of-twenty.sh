#!/bin/sh
# diff-match-patch: a change of one text, applied to another one that is nearly the same.
# Guess:   where the text has something else in the place of what is changed, the change does not apply, and False is
#          said of it; or what is there is replaced whole.
# Happens: "100 becomes 120" makes 20 of a pay of 90, 2520 of 2500, and 20 of the line "hours: 40"; "is accepted becomes is
#          not accepted" makes "is not refused". True is said of each. Only where there is next to nothing does it fail.
# Seen:    diff-match-patch 20241021 and 20200713.
# Matters: an edit merged into a file that somebody else has edited writes a sum that nobody has named.
set -eu
version=${1:-20241021}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "diff-match-patch==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from diff_match_patch import diff_match_patch

OLD, NEW = "notice: 1 month\npay: 100\n", "notice: 1 month\npay: 120\n"
CASES = [  # before, after, the text it is applied to, and what comes
    (OLD, NEW, OLD, NEW, True),
    (OLD, NEW, "notice: 1 month\npay: 90\n", "notice: 1 month\npay: 20\n", True),
    (OLD, NEW, "notice: 1 month\npay: 2500\n", "notice: 1 month\npay: 2520\n", True),
    (OLD, NEW, "notice: 1 month\nhours: 40\n", "notice: 1 month\nhours: 20\n", True),
    (OLD, NEW, "notice: 1 month\nbonus: 100\n", "notice: 1 month\nbonus: 120\n", True),
    (OLD, NEW, "notice: 1 month\n", "notice: 1 month\n", False),
    ("it is accepted", "it is not accepted", "it is refused", "it is not refused", True),
]
print("diff-match-patch", version("diff-match-patch"))
changed = False
patcher = diff_match_patch()
for before, after, text, *known in CASES:
    seen, (applied,) = patcher.patch_apply(patcher.patch_make(before, after), text)
    guess = "applied" if text == before else "not applied"
    print(f"{text!r:34} guess: {guess:11}  seen: {'applied' if applied else 'not applied':11} {seen!r}")
    changed |= [seen, applied] != known
sys.exit("This has changed." if changed else 0)
PY
