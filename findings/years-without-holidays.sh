#!/bin/sh
# holidays: the public holidays of years before or after those that the library knows, and the days on which people work.
# Guess:   a year for which nothing is known is refused, as an unknown country is; the first of January 2022 in the United
#          States, a Saturday, changes nothing in 2021; a Sunday in China is no working day.
# Happens: such a year has no holidays at all, so Christmas 2103 is a working day. The Friday before a Saturday's New Year
#          is a holiday of the year before, and is left out where only its own year is asked for. Some Sundays in China are
#          worked, and `is_working_day` says so, but the holidays themselves do not.
# Seen:    0.90 and 0.109.
# Matters: a deadline of five working days over Christmas would have come out too early, without a word.
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

import holidays


def england(year):
    return holidays.country_holidays("GB", subdiv="ENG", years=year)


def names(country, day, **options):
    found = holidays.country_holidays(country, expand=False, **options)
    return found.get(day, "none")


def told(what):
    try:
        return str(what())
    except NotImplementedError:
        return "refused"


china = holidays.country_holidays("CN", years=2025)
sunday = date(2025, 1, 26)
EXPECTED = {
    "a country that there is not": (lambda: len(holidays.country_holidays("XX")), "refused", "refused"),
    "holidays of England in 2100": (lambda: len(england(2100)), "10", "10"),
    "holidays of England in 2101": (lambda: len(england(2101)), "refused", "0"),
    "Tue 25 Dec 2103 is a working day there": (
        lambda: england(2103).is_working_day(date(2103, 12, 25)), "refused", "True",
    ),
    "Fri 31 Dec 2021 in the US, of 2021": (
        lambda: names("US", date(2021, 12, 31), years=2021), "none", "New Year's Day (observed)",
    ),
    "Fri 31 Dec 2021 in the US, of 2022": (
        lambda: names("US", date(2021, 12, 31), years=2022), "New Year's Day (observed)", "none",
    ),
    "Sun 26 Jan 2025 in China is a holiday": (lambda: sunday in china, "False", "False"),
    "Sun 26 Jan 2025 in China is worked": (lambda: china.is_working_day(sunday), "False", "True"),
}
print("holidays", holidays.__version__)
changed = False
for name, (what, guess, known) in EXPECTED.items():
    seen = told(what)
    print(f"{name:40} guess: {guess:26} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
