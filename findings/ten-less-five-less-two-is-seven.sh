#!/bin/sh
# jsonpath-ng: paths into JSON, with sums and filters.
# Guess:   10 - 5 - 2 is 3, from the left as elsewhere; 2 * 3 + 1 is 7, whichever stands first; 10 added to each of a
#          list is each of them and 10, as it is where the 10 stands in the path.
# Happens: each sign takes all that stands to its right: 10 - 5 - 2 is 7, 2 * 3 + 1 is 8, 5 - 1 - 1 is 5. A list and a
#          number of the document have no sums at all; two lists have one for each pair, a list and a 10 in the path
#          too.
# Seen:    jsonpath-ng 1.16.0 and 1.6.0. With brackets, or with the times last, it is right.
# Matters: a pay less a tax less a rent is worked out so.
set -eu
version=${1:-1.16.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonpath-ng==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from jsonpath_ng.ext import parse


def found(path, **facts):
    return [match.value for match in parse(path).find(facts)]


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("1 - 2", found("$.a - $.b", a=1, b=2), [-1], [-1]),
    ("1 - 2 - 3", found("$.a - $.b - $.c", a=1, b=2, c=3), [-4], [2]),
    ("10 - 5 - 2", found("$.a - $.b - $.c", a=10, b=5, c=2), [3], [7]),
    ("1 + 2 * 3", found("$.a + $.b * $.c", a=1, b=2, c=3), [7], [7]),
    ("(1 - 2) - 3", found("($.a - $.b) - $.c", a=1, b=2, c=3), [-4], [-4]),
    ("2 * 3 + 1", found("$.a * $.b + $.c", a=2, b=3, c=1), [7], [8]),
    ("5 - 1, with a number in the path", found("$.a - 1", a=5), [4], [4]),
    ("5 - 1 - 1, with numbers in the path", found("$.a - 1 - 1", a=5), [3], [5]),
    ("1 and 2, plus 10 and 20", found("$.a[*] + $.b[*]", a=[1, 2], b=[10, 20]), [11, 22], [11, 22]),
    ("1 and 2, plus 10", found("$.a[*] + $.b", a=[1, 2], b=10), [11, 12], []),
    ("10, plus 1 and 2", found("$.b + $.a[*]", a=[1, 2], b=10), [11, 12], []),
    ("1 and 2, plus 10 in the path", found("$.a[*] + 10", a=[1, 2]), [11, 12], [11, 12]),
]
print("jsonpath-ng", version("jsonpath-ng"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:35} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
