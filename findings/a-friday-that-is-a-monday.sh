#!/bin/sh
# Seven readers of dates: a day of the week that is not the day that the date names.
# Guess:   "Fri 5 Jan 2026" is refused, for that day is a Monday; who does not look at the day of the week gives the
#          5th.
# Happens: pendulum gives the 9th, the Friday of that week, and of "Sun" the 11th. The standard library, dateutil,
#          arrow, pandas and date-fns give the 5th. Only luxon refuses.
# Seen:    pendulum 3.3.0, python-dateutil 2.9.0.post0, arrow 1.4.0, pandas 3.1.1, date-fns 4.4.0, luxon 3.7.2.
# Matters: a letter with a slip in its date ("by Friday 5 January") sets a deadline that stands nowhere in it.
set -eu
version=${1:-3.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pendulum==$version" python-dateutil==2.9.0.post0 arrow==1.4.0 pandas==3.1.1
echo '{}' > package.json
npm install --silent --no-fund --no-audit date-fns@4.4.0 luxon@3.7.2
cat > read.mjs <<'JS'
import { format, parse } from "date-fns";
import { DateTime } from "luxon";
const day = process.argv[2];
const luxon = DateTime.fromFormat(day, "EEE d MMM yyyy");
console.log(JSON.stringify({
  "date-fns": format(parse(day, "EEE d MMM yyyy", new Date(2026, 0, 1)), "yyyy-MM-dd"),
  "luxon": luxon.isValid ? luxon.toISODate() : "refused",
}));
JS
venv/bin/python - <<'PY'
import json
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version

import arrow
import dateutil.parser
import pandas as pd
import pendulum

KNOWN = {"pendulum": ["2026-01-09", "2026-01-11"], "luxon": ["refused"] * 2}
seen = {}
for day in ("Fri 5 Jan 2026", "Sun 5 Jan 2026"):
    readings = {
        "strptime": datetime.strptime(day, "%a %d %b %Y"),
        "dateutil": dateutil.parser.parse(day),
        "arrow": arrow.get(day, "ddd D MMM YYYY").datetime,
        "pandas": pd.to_datetime(day),
        "pendulum": pendulum.from_format(day, "ddd D MMM YYYY"),
    }
    theirs = json.loads(subprocess.run(["node", "read.mjs", day], capture_output=True, text=True, check=True).stdout)
    for name, reading in {**readings, **theirs}.items():
        seen.setdefault(name, []).append(reading if isinstance(reading, str) else f"{reading:%Y-%m-%d}")
print("pendulum", version("pendulum"), "and others")
print(f"{'guess':9} refused, or 2026-01-05, a Monday")
for name, days in seen.items():
    print(f"{name:9} Fri: {days[0]:11} Sun: {days[1]}")
changed = any(days != KNOWN.get(name, ["2026-01-05"] * 2) for name, days in seen.items())
sys.exit("This has changed." if changed else 0)
PY
