#!/bin/sh
# pandas and parse-duration: durations as ISO 8601 writes them, and spans as people write them.
# Guess:   P1M, a month, is refused, as both "1M" (ambiguous) and P1Y are by pandas, or is 30 days or so; P0.5D is
#          half a day; "3-5 days" is refused.
# Happens: P1M is one minute for both. P0.5D is five days for pandas, and P1.5D five days and a second. "3-5 days" is
#          35 days ago for pandas; for parse-duration it is eight days, or, where minutes are asked for, five days and
#          three minutes. "1,5 hours" are fifteen for both.
# Seen:    pandas 2.3.3 and 3.1.1, parse-duration 2.1.9. (That pandas reads these so has been reported to its makers.)
# Matters: a notice period from another system is over after a minute.
set -eu
version=${1:-3.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pandas==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit parse-duration@2.1.9
cat > read.mjs <<'JS'
import parse from "parse-duration";
console.log(JSON.stringify(process.argv.slice(2).map((text) => parse(text, "m"))));
JS
venv/bin/python - <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import pandas as pd

DAY = 24 * 60
CASES = {  # the text: the guess, and the minutes that pandas and parse-duration see
    "P1M": ("about 43800, or refused", 1, 1),
    "P12M": ("about 525600, or refused", 12, 12),
    "P0.5D": ("720", 5 * DAY, DAY / 2),
    "P1.5D": ("2160", 5 * DAY + 0.017, 1.5 * DAY),
    "P1Y": ("about 525600, or refused", None, 525960),
    "1M": ("refused", None, 1),
    "3-5 days": ("refused", -35 * DAY, 5 * DAY + 3),
    "1,5 hours": ("90, or refused", 15 * 60, 15 * 60),
}


def minutes(text):
    try:
        return round(pd.Timedelta(text) / pd.Timedelta(minutes=1), 3)
    except ValueError:
        return None


call = subprocess.run(["node", "read.mjs", *CASES], capture_output=True, text=True, check=True)
print("pandas", version("pandas"), "and parse-duration 2.1.9, in minutes; None is refused")
changed = False
for (text, (guess, *known)), theirs in zip(CASES.items(), json.loads(call.stdout), strict=True):
    seen = [minutes(text), round(theirs, 3)]
    print(f"{text:10} guess: {guess:25} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
