#!/bin/sh
# cron-descriptor and cronstrue (npm), of which the one was made after the other: times of cron in words.
# Guess:   both say the same; hour 24, minute 75 and day 99 are refused, as month 13 is; what runs on the first of a
#          month or on a Monday is not said to need both.
# Happens: cron-descriptor says noon for hour 24, "13:00 PM" for hour 25, "09:75 AM", and "the  Monday" for a sixth one,
#          all of which cronstrue refuses. That says "on day 1 of the month, and on Monday" where the other has "or".
#          "Every 45 minutes" is what both make of */45, which runs at the hour and a quarter to.
# Seen:    cron-descriptor 2.2.1, cronstrue 3.39.0.
# Matters: the words are shown so that somebody sees a slip in the numbers.
set -eu
version=${1:-2.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "cron-descriptor==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit cronstrue@3.39.0
cat > say.cjs <<'JS'
const cronstrue = require("cronstrue");
const said = process.argv.slice(2).map((cron) => {
  try {
    return cronstrue.toString(cron);
  } catch {
    return "refused";
  }
});
console.log(JSON.stringify(said));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from cron_descriptor import get_description

LAST, AT_9 = "At 09:00 AM, on the last day of the month", "At 09:00 AM, on "
EITHER, BOTH = f"{AT_9}day 1 of the month, or on Monday", f"{AT_9}day 1 of the month, and on Monday"
CASES = [  # the time, the guess, and the words of cron-descriptor and of cronstrue
    ("0 9 L * *", LAST, (LAST, LAST)),
    ("0 9 * 13 *", "refused", ("refused", "refused")),
    ("0 9 1 * MON", EITHER, (EITHER, BOTH)),
    ("*/45 * * * *", "At 0 and 45 minutes past the hour", ("Every 45 minutes", "Every 45 minutes")),
    ("0 24 * * *", "refused", ("At 12:00 PM", "refused")),
    ("0 25 * * *", "refused", ("At 13:00 PM", "refused")),
    ("75 9 * * *", "refused", ("At 09:75 AM", "refused")),
    ("0 9 99 * *", "refused", (f"{AT_9}day 99 of the month", "refused")),
    ("0 9 * * MON#6", "refused", (f"{AT_9}the  Monday of the month", "refused")),
]


def described(cron):
    """The words of cron-descriptor."""
    try:
        return get_description(cron)
    except Exception:
        return "refused"


npm = json.load(open("node_modules/cronstrue/package.json"))["version"]
print("cron-descriptor", version("cron-descriptor"), "cronstrue", npm)
node = ["node", "say.cjs", *[case[0] for case in CASES]]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
changed = False
for (cron, guess, known), other in zip(CASES, theirs):
    seen = (described(cron), other)
    print(f"{cron:14} guess: {guess}\n{'':15}seen:  {seen[0]} | {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
