#!/bin/sh
# pydash beside lodash (npm), after which it is made: small functions over records and lists.
# Guess:   one function of one name does the same in both, as the words of its page say, or is an error.
# Happens: replace("aaa", "a", "b") is bbb in Python and baa in JavaScript; pullAt gives what is left in Python and what
#          was taken out in JavaScript; two equal lists are one for uniq in Python; 5 from 3 to 1 is 1 and 3 (clamp);
#          who lacks the key stands first and last (orderBy); "5 days" is null and 5 (parseInt), 0x10 null and 16
#          (toNumber); "they're 2nd" is theyre2Nd and theyre2nd.
# Seen:    pydash 8.1.0 and 7.0.7, lodash 4.18.1. Whole numbers, `get` with names, `merge` and `filter` by a part of a
#          record agree.
# Matters: a page and its server sort the same list in two orders.
set -eu
version=${1:-8.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pydash==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit lodash@4.18.1
cat > call.mjs <<'TXT'
import _ from "lodash";

const [name, values] = process.argv.slice(2);
process.stdout.write(JSON.stringify(_[name](...JSON.parse(values))) ?? "null");
TXT
cat > ask.py <<'PY'
import json
import re
import subprocess
import sys
from importlib.metadata import version

import pydash


def both(name, *values):
    node = ["node", "call.mjs", name, json.dumps(values)]
    there = subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout
    snake = re.sub("[A-Z]+", lambda found: "_" + found.group().lower(), name)
    function = getattr(pydash, snake, None) or getattr(pydash, snake + "_")
    here = json.dumps(function(*values), separators=(",", ":"))
    return here if here == there else f"{here} and {there}"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("-2.5, made whole", both("toInteger", -2.5), "-2", "-2"),
    ("a and b merged", both("merge", {"a": [1, 2]}, {"a": [3]}), "{\"a\":[3,2]}", "{\"a\":[3,2]}"),
    ("those with a: 1", both("filter", [{"a": 1}, {"a": 2}], {"a": 1}), "[{\"a\":1}]", "[{\"a\":1}]"),
    ("aaa, with b for a", both("replace", "aaa", "a", "b"), "\"baa\"", "\"bbb\" and \"baa\""),
    ("1, 2, 3, the first and third out", both("pullAt", [1, 2, 3], [0, 2]), "[1,3]", "[2] and [1,3]"),
    ("two equal lists, each once", both("uniq", [[1], [1]]), "[[1],[1]]", "[[1]] and [[1],[1]]"),
    ("the second from the end, a.-1", both("get", {"a": [1, 2]}, "a.-1", "none"), "\"none\"", "2 and \"none\""),
    ("5 between 3 and 1", both("clamp", 5, 3, 1), "3", "1 and 3"),
    (
        "by day, of 2, none, 1",
        both("orderBy", [{"d": 2}, {}, {"d": 1}], ["d"], ["asc"]),
        "[{\"d\":1},{\"d\":2},{}]",
        "[{},{\"d\":1},{\"d\":2}] and [{\"d\":1},{\"d\":2},{}]",
    ),
    ("5 days, as a number", both("parseInt", "5 days"), "5", "null and 5"),
    ("0x10, as a number", both("toNumber", "0x10"), "16", "null and 16"),
    (
        "they're 2nd, in camel case",
        both("camelCase", "they're 2nd"),
        "\"theyre2nd\"",
        "\"theyre2Nd\" and \"theyre2nd\"",
    ),
    ("what is something of 0, [], x", both("compact", [0, [], "x"]), "[[],\"x\"]", "[\"x\"] and [[],\"x\"]"),
]
print("pydash", version("pydash"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:32} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
