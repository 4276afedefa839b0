#!/bin/sh
# Logica: a language of rules (Datalog with sums) made into SQL, here of SQLite.
# Guess:   `a || b && c` is a || (b && c), as in every language that has these signs; a value that is not known equals
#          no other, and "it is not so that n == 1" does not hold of it, as `n != 1` does not.
# Happens: it is (a || b) && c, without a word: nobody is found where one should be. Null is joined with nothing, but
#          `~(n == 1)` finds who has no n, and `n != 1` does not.
# Seen:    logica 1.3.1415926535897 and 1.3.14159265358.
# Matters: "late, or called and told" is read as "late or called, and told", by a tool that others reason with.
set -eu
version=${1:-1.3.1415926535897}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "logica==$version"
cat > ask.py <<'PY'
import re
import subprocess
import sys
from importlib.metadata import version

NUMBERS = "D(1); D(2); D(3);"
KNOWN = 'D("jo", 1); D("sam", null); D("al", 2);'
CASES = [  # the facts, the rule, who is in the guess, and who is found
    (NUMBERS, "R(x) :- D(x), x == 1 || x == 2", "1 2", "1 2"),
    (NUMBERS, "R(x) :- D(x), x == 1 || (x == 2 && x == 3)", "1", "1"),
    (NUMBERS, "R(x) :- D(x), x == 1 || x == 2 && x == 3", "1", ""),
    (NUMBERS, "R(x) :- D(x), x == 1 || x == 2 && x > 1", "1 2", "2"),
    (KNOWN, "R(who) :- D(who, n), n > 1", "al", "al"),
    (KNOWN, "R(who) :- D(who, n), n != 1", "al", "al"),
    (KNOWN, "R(who) :- D(who, n), ~(n == 1)", "al", "al sam"),
]
print("logica", version("logica"))
changed = False
for facts, rule, guess, known in CASES:
    with open("rules.l", "w", encoding="utf-8") as program:
        program.write(f'@Engine("sqlite");\n{facts}\n{rule};\n')
    told = subprocess.run(["venv/bin/logica", "rules.l", "run", "R"], capture_output=True, check=True, text=True)
    seen = " ".join(sorted(re.findall(r"^\| (\w+)", told.stdout, re.MULTILINE)[1:]))
    print(f"{rule:44} guess: {guess:4} seen: {seen or 'nobody'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python ask.py
