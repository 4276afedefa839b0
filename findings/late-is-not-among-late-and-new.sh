#!/bin/sh
# amazon.ion: what Python has, as Ion, and back.
# Guess:   {None: "a"} is refused, as a set is; true is True, null None and a name its text; what is only known to be of
#          2026 is not 1 January; 5 days are not 5.
# Happens: a field whose name is None has the name `$0`, the one that is not known. True read is no bool, though it is
#          equal to one; null is not equal to None; a name (late) is neither equal to its text nor found among texts. 2026
#          is equal to 1 January 2026, days::5 to 5. Of two fields of one name the last is found, and there are two. A
#          moment without a zone is written with -00:00, and a date is refused.
# Seen:    amazon.ion 0.13.0 and 0.15.0.
# Matters: Ion keeps how exactly a day is known, which few formats do, and the comparison does not.
set -eu
version=${1:-0.15.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "amazon.ion==$version" six==1.17.0
timeout 60 venv/bin/python - <<'PY'
import sys
from datetime import date, datetime
from importlib.metadata import version

from amazon.ion import simpleion


def dump(value):
    return simpleion.dumps(value, binary=False).replace("$ion_1_0", "").strip()


read = simpleion.loads
CASES = [  # what is asked, how, the guess, and what is seen
    ('{"1": "a"} written', lambda: dump({"1": "a"}), "{'1':\"a\"}", "{'1':\"a\"}"),
    ('{None: "a"} written', lambda: dump({None: "a"}), "error", '{$0:"a"}'),
    ("a set written", lambda: dump({1}), "error", "error"),
    ("true == True", lambda: read("true") == True, "True", "True"),  # noqa: E712  the comparison is what is asked
    ("true is a bool", lambda: isinstance(read("true"), bool), "True", "False"),
    ("null == None", lambda: read("null") == None, "True", "False"),  # noqa: E711  the comparison is what is asked
    ('"late" == "late"', lambda: read('"late"') == "late", "True", "True"),
    ('late == "late"', lambda: read("late") == "late", "True", "False"),
    ('late in {"late"}', lambda: read("late") in {"late"}, "True", "False"),
    ("2026T == 2026-01-01T", lambda: read("2026T") == read("2026-01-01T"), "False", "True"),
    ("days::5 == 5", lambda: read("days::5") == 5, "False", "True"),
    ("{a: 1, a: 2}, its a", lambda: read("{a: 1, a: 2}")["a"], "error", "2"),
    ("{a: 1, a: 2}, how many", lambda: len(read("{a: 1, a: 2}")), "1", "2"),
    ("9:00 without a zone", lambda: dump(datetime(2026, 1, 5, 9)), "error", "2026-01-05T09:00:00.000000-00:00"),
    ("a date", lambda: dump(date(2026, 1, 5)), "2026-01-05", "error"),
]
print("amazon.ion", version("amazon.ion"))
changed = False
for what, ask, guess, known in CASES:
    try:
        seen = str(ask())
    except Exception:
        seen = "error"
    print(f"{what:26} guess: {guess:12} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
