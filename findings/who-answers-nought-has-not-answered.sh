#!/bin/sh
# colander: what a form or a file says is checked, and made values of Python.
# Guess:   0 and False for a text are "0" and "False", or refused as 5 is; "no" and "soon" are no truth; 5.7 is no whole
#          number, as "5.7" is none; NaN is not at most 5; 2026 alone is no day; a moment is no time of day.
# Happens: 0 and False have not been answered, "Required", while 5 is "not a string"; they get what stands for those who
#          do not answer. "no" and "soon" are true. 5.7 is 5, and "5.7" is refused. NaN is at most 5. 2026 is New Year's
#          Day of that year. Of a moment the time of day is left.
# Seen:    colander 1.8.3 and 2.0.
# Matters: 0 is an answer, and a question that says it is not answered is asked for ever.
set -eu
version=${1:-2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "colander==$version" setuptools==65.5.0
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import colander as c

CASES = [  # the type, its options, what is said, the guess, and what is seen
    (c.String(), {}, 5, "refused", "refused: not a string"),
    (c.String(), {}, 0, "refused: not a string", "refused: required"),
    (c.String(), {}, False, "refused: not a string", "refused: required"),
    (c.String(), {"missing": "nobody"}, 0, "refused", "'nobody'"),
    (c.Boolean(), {}, "false", "False", "False"),
    (c.Boolean(), {}, "no", "False, or refused", "True"),
    (c.Boolean(), {}, "soon", "refused", "True"),
    (c.Int(), {}, "5.7", "refused", "refused"),
    (c.Int(), {}, 5.7, "refused", "5"),
    (c.Float(), {"validator": c.Range(max=5)}, "6", "refused", "refused"),
    (c.Float(), {"validator": c.Range(max=5)}, "nan", "refused", "nan"),
    (c.Date(), {}, "2026", "refused", "2026-01-01"),
    (c.Time(), {}, "2026-01-05T09:30:00", "refused", "09:30:00"),
]


def read(kind, options, said):
    try:
        value = c.SchemaNode(kind, **options).deserialize(said)
    except c.Invalid as mistake:
        reason = str(mistake.asdict())
        return "refused" + (": required" if "Required" in reason else ": not a string" if "not a string" in reason else "")
    return repr(value) if isinstance(value, str) else str(value)


print("colander", version("colander"))
changed = False
for kind, options, said, guess, known in CASES:
    seen = read(kind, options, said)
    print(f"{type(kind).__name__:8} {said!r:22} guess: {guess:22} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
