#!/bin/sh
# holidays: the holidays of two countries joined with `|`, the sign that joins two dicts or sets.
# Guess:   what `+` gives: a calendar that knows the holidays of both, in any year asked for.
# Happens: a plain dict of the years looked at so far. It has no is_working_day, does not take
#          "2026-12-25" as a key, and says without a word that Christmas of the next year is no
#          holiday. With nothing looked at before, it is empty.
# Seen:    0.45 to 0.109.
# Matters: a last day for an answer, moved past the holidays of two countries, is wrong after
#          New Year.
set -eu
version=${1:-0.109}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "holidays==$version"
venv/bin/python - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import holidays

england = holidays.country_holidays("GB", subdiv="ENG", years=2026)
france = holidays.country_holidays("FR", years=2026)
seen = {}
for sign, joined in {"+": england + france, "|": england | france}.items():
    seen[sign] = (
        type(joined).__name__,
        date(2026, 12, 25) in joined,
        date(2027, 12, 25) in joined,
        "2026-12-25" in joined,
        hasattr(joined, "is_working_day"),
    )
never_asked = holidays.country_holidays("GB") | holidays.country_holidays("FR")
print("holidays", version("holidays"))
print("       type, Christmas 2026, Christmas 2027, as text, can count working days")
print("guess:", seen["+"], "(as +)")
print("seen: ", seen["|"], "and without any year looked at:", never_asked)
known = {"+": ("HolidaySum", True, True, True, True), "|": ("dict", True, False, False, False)}
sys.exit(0 if seen == known and never_asked == {} else "This has changed.")
PY
