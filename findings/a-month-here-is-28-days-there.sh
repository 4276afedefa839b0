#!/bin/sh
# whenever (Python) and temporal-polyfill (npm): how long it is from one day to another, in months and days.
# Guess:   both say the same: from 31 January to 28 February are 28 days, for the 31st has not come; from a leap day
#          to 28 February of the next year 11 months and 30 days; as far back as forth.
# Happens: for whenever they are a month, and a year; from 29 January to 28 February is a month, too, and back from 28
#          February to 31 January 28 days.
# Seen:    whenever 0.11.0 and 0.10.5, temporal-polyfill 1.0.8 and 0.3.0.
# Matters: whether a month of waiting is over is decided on the server by the one, in the page by the other.
set -eu
version=${1:-0.11.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "whenever==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "temporal-polyfill@${2:-1.0.8}"
cat > days.mjs <<'JS'
import { Temporal } from "temporal-polyfill";
const pairs = JSON.parse(process.argv[2]);
const apart = ([from, to]) => Temporal.PlainDate.from(from).until(to, { largestUnit: "months" }).toString();
console.log(JSON.stringify(pairs.map(apart)));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from whenever import Date

CASES = [  # two days, the guess, what is from one to the other for whenever and for temporal-polyfill
    ("2026-01-05", "2026-02-04", "P30D", "P0M30D", "P30D"),
    ("2026-01-31", "2026-03-01", "P1M1D", "P1M1D", "P1M1D"),
    ("2026-01-29", "2026-02-28", "P30D", "P1M0D", "P30D"),
    ("2026-01-31", "2026-02-28", "P28D", "P1M0D", "P28D"),
    ("2026-02-28", "2026-01-31", "-P28D", "-P0M28D", "-P28D"),
    ("2024-02-29", "2025-02-28", "P11M30D", "P12M0D", "P11M30D"),
]


def date(text):
    return Date(*map(int, text.split("-")))


npm = json.load(open("node_modules/temporal-polyfill/package.json"))["version"]
print("whenever", version("whenever"), "temporal-polyfill", npm)
node = ["node", "days.mjs", json.dumps([case[:2] for case in CASES])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (start, end, guess, *known), other in zip(CASES, theirs):
    seen = [date(end).since(date(start), in_units=["months", "days"]).format_iso(), other]
    print(f"{start} to {end} guess: {guess:8} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
