#!/bin/sh
# opening_hours (npm) and opening-hours-py: opening hours in the language of OpenStreetMap.
# Guess:   both say the same of one text; 31 April and 30 February are refused; what is open "by appointment", or from
#          nine on with an open end, is open, or of both not known.
# Happens: in Python "Feb 30" and "Apr 31" are read, and mean every day. A shop with a comment is open there and not
#          known here; with an open end it is open until midnight there, and not known from nine on here. On Friday
#          until two in the night, and "Sa off": both are closed at one. "9-17" is refused there, "10:00-12:00/30"
#          here.
# Seen:    opening_hours 3.15.0 and 3.9.0, opening-hours-py 2.1.4.
# Source:  README of opening_hours 3.15.0, line 568: an open end is "interpreted as state unknown"; that of the other
#          names the same grammar of OpenStreetMap as its own.
# Matters: the hours in which an office can be called are typed by people, and checked by one and used by the other.
set -eu
version=${1:-3.15.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq opening-hours-py==2.1.4
echo '{}' > package.json
npm install --silent --no-fund --no-audit "opening_hours@$version"
cat > say.cjs <<'JS'
const Hours = require("opening_hours");
const england = { lat: 51.5, lon: -0.1, address: { country_code: "gb", state: "England" } };
const said = JSON.parse(process.argv[2]).map(([text, moment]) => {
  try {
    const hours = new Hours(text, england);
    const at = new Date(moment);
    return hours.getUnknown(at) ? "unknown" : hours.getState(at) ? "open" : "closed";
  } catch {
    return "refused";
  }
});
console.log(JSON.stringify(said));
JS
cat > meet.py <<'PY'
import datetime
import json
import os
import subprocess
import sys
from importlib.metadata import version

from opening_hours import OpeningHours

CASES = [  # the hours, the moment, the guess, what is said in Python and in JavaScript
    ("Mo-Fr 09:00-17:00; PH off", "2026-12-25T10:00", "closed", "closed", "closed"),
    ("Fr[-1] 09:00-17:00", "2026-01-30T10:00", "open", "open", "open"),
    ("Dec 20-Jan 5 09:00-17:00", "2027-01-05T10:00", "open", "open", "open"),
    ("Feb 30 09:00-17:00", "2026-08-05T10:00", "refused", "open", "refused"),
    ("Apr 31 09:00-17:00", "2026-08-05T10:00", "refused", "open", "refused"),
    ('Mo 09:00-17:00 "by appointment"', "2026-01-05T10:00", "open", "open", "unknown"),
    ("09:00+", "2026-01-05T23:00", "unknown", "open", "unknown"),
    ("09:00+", "2026-01-05T09:30", "open", "open", "unknown"),
    ("Fr 22:00-02:00; Sa off", "2026-01-10T01:00", "open", "closed", "closed"),
    ("Mo-Fr 9-17", "2026-01-05T10:00", "refused", "refused", "open"),
    ("10:00-12:00/30", "2026-01-05T10:10", "refused", "open", "refused"),
]


def state(text, moment):
    """The state in Python."""
    try:
        found = OpeningHours(text, country="GB").state(datetime.datetime.fromisoformat(moment))
    except Exception:
        return "refused"
    return str(found[0] if isinstance(found, tuple) else found).rpartition(".")[2].lower()


npm = json.load(open("node_modules/opening_hours/package.json"))["version"]
print("opening-hours-py", version("opening-hours-py"), "opening_hours", npm)
node = ["node", "say.cjs", json.dumps([case[:2] for case in CASES])]
utc = {**os.environ, "TZ": "UTC"}
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60, env=utc).stdout)
changed = False
for (text, moment, guess, *known), other in zip(CASES, theirs):
    seen = [state(text, moment), other]
    print(f"{text:32} {moment} guess: {guess:8} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
