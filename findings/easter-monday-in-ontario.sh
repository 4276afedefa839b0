#!/bin/sh
# holidays and date-holidays (npm): the public holidays of 2026 to 2031, by the library of Python and by that of npm.
# Guess:   both have the same days, as they have for England, Bavaria and France.
# Happens: in Ontario Easter Monday is one for date-holidays, each year, and the Mondays after a New Year, Christmas or
#          Boxing Day on a weekend are for holidays only; so are Good Friday and, every fifth year, Liberation Day in
#          the Netherlands, and in the United States the free day where 11 November is on a weekend.
# Seen:    holidays 0.109, date-holidays 3.37.0, each with what it calls public.
# Matters: "two working days from Thursday" is one day on a page and another one in the program behind it.
set -eu
version=${1:-0.109}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "holidays==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit date-holidays@3.37.0
cat > days.cjs <<'JS'
const Holidays = require("date-holidays");
const days = {};
for (const place of process.argv.slice(2)) {
  const calendar = new Holidays(...place.split("-"));
  days[place] = [2026, 2027, 2028, 2029, 2030, 2031].flatMap((year) =>
    calendar.getHolidays(year).filter((one) => one.type === "public").map((one) => one.date.slice(0, 10)),
  );
}
console.log(JSON.stringify(days));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys

import holidays

YEARS = range(2026, 2032)
PLACES = {  # the place, and how many days only holidays and only date-holidays have; the guess is none
    "GB-ENG": (0, 0),
    "DE-BY": (0, 0),
    "FR": (0, 0),
    "US": (2, 0),
    "NL": (7, 0),
    "CA-ON": (4, 6),
}
node = subprocess.run(["node", "days.cjs", *PLACES], capture_output=True, check=True, text=True)
npm = json.load(open("node_modules/date-holidays/package.json"))["version"]
print("holidays", holidays.__version__, "date-holidays", npm)
changed = False
for place, theirs in json.loads(node.stdout).items():
    country, _, part = place.partition("-")
    calendar = holidays.country_holidays(country, subdiv=part or None, years=YEARS)
    ours = {day.isoformat() for day in calendar if day.year in YEARS}
    only = sorted(ours - set(theirs)), sorted(set(theirs) - ours)
    examples = ", ".join(each[0] for each in only if each) or "the same"
    print(f"{place:7} guess: the same  seen: {len(only[0])} more in Python, {len(only[1])} more in npm: {examples}")
    changed |= tuple(map(len, only)) != PLACES[place]
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
