#!/bin/sh
# Babel, beside Intl of Node: sums, lengths and days in the words of a language.
# Guess:   both have their words from CLDR, so a letter of the server and the page in the browser say the same: 45,000 in
#          short in Japanese, one and a half million, a percentage, half a penny, a day by its pattern; what is written as 1
#          day is in the singular.
# Happens: in short Babel has 40,000 (4万) for 45,000 in Japanese, "2 million" for one and a half, and "2K" for 1500, where Intl
#          has 4.5万, 1.5 million and 1.5K; 999.9 stays that, and is 1K. 1.0004 days are "1 days" and 1 day, 12.5% are
#          12% and 13%, 0.125 euros 0.12 and 0.13. By a pattern that asks for both in full Babel has Mon for Monday, and Jan for
#          January in a range of days.
# Seen:    Babel 2.19.0, Node 20 with ICU 78.2 and CLDR 48; Babel 2.17.0 the same, and Jan for January beside the Monday. Lists,
#          single days and "in 3 days" agree in twelve languages but for commas.
# Matters: a salary that is said in short in a letter is a ninth less than the one in the page.
set -eu
version=${1:-2.19.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "babel==$version"
cat > say.js <<'JS'
const { readFileSync } = require("fs");
const say = ([kind, language, value, options]) => {
  if (kind === "number") return new Intl.NumberFormat(language, options).format(value);
  const [first, last] = value.map((day) => Date.UTC(2026, 0, day));
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return last ? format.formatRange(first, last) : format.format(first);
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(say)));
JS
cat > ask.py <<'PY'
import json
import subprocess
import sys
from datetime import date
from importlib.metadata import version

from babel.dates import format_interval, format_skeleton
from babel.numbers import format_compact_decimal, format_currency, format_percent
from babel.units import format_unit

SHORT, LONG = {"notation": "compact"}, {"notation": "compact", "compactDisplay": "long"}
EUROS, PERCENT = {"style": "currency", "currency": "EUR"}, {"style": "percent"}
DAYS = {"style": "unit", "unit": "day", "unitDisplay": "long"}
WEEKDAY = {"weekday": "long", "month": "long", "day": "numeric"}
WRITTEN = {"year": "numeric", "month": "long", "day": "numeric"}


def in_short(value, language, form="short"):
    return format_compact_decimal(value, format_type=form, locale=language)


def days(value, language):
    return format_unit(value, "duration-day", locale=language)


def euros(value, language):
    return format_currency(value, "EUR", locale=language)


def percent(value, language):
    return format_percent(value, locale=language)


def day(value, language):
    return format_skeleton("MMMMEEEEd", date(2026, 1, *value), locale=language)


def two_days(value, language):
    return format_interval(*(date(2026, 1, each) for each in value), "yMMMMd", locale=language)


CASES = [  # Babel's function, the value and the language, how Intl is asked, what Babel and Intl have (the guess: the same)
    (in_short, 45000, "en", SHORT, "45K", "45K"),
    (in_short, 45000, "ja", SHORT, "4万", "4.5万"),
    (in_short, 1500, "en", SHORT, "2K", "1.5K"),
    (in_short, 999.9, "en", SHORT, "999.9", "1K"),
    (lambda *asked: in_short(*asked, "long"), 1500000, "en", LONG, "2 million", "1.5 million"),
    (days, 1.5, "en", DAYS, "1.5 days", "1.5 days"),
    (days, 1.0004, "en", DAYS, "1 days", "1 day"),
    (percent, 0.125, "en", PERCENT, "12%", "13%"),
    (euros, 0.125, "en", EUROS, "€0.12", "€0.13"),
    (day, [5], "en", WEEKDAY, "Mon, January 5", "Monday, January 5"),
    (day, [5], "fr", WEEKDAY, "lun. 5 janvier", "lundi 5 janvier"),
    (two_days, [5, 9], "fr", WRITTEN, "5–9 janv. 2026", "5–9 janvier 2026"),
]
questions = [
    ["day" if isinstance(value, list) else "number", language, value, options]
    for _, value, language, options, *_ in CASES
]
told = subprocess.run(
    ["node", "say.js"], input=json.dumps(questions), capture_output=True, text=True, timeout=60, check=True
)
print("Babel", version("babel"))
changed = False
for (say, value, language, _, *known), by_intl in zip(CASES, json.loads(told.stdout), strict=True):
    seen = [say(value, language), by_intl]
    print(f"{value!s:8} {language}  guess: the same  seen: {seen[0]}, by Intl {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
