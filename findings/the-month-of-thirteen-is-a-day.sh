#!/bin/sh
# babel: days read as people of a country write them.
# Guess:   where day comes before month (en_GB), 05/12/2030 is 5 December and 05/13/2030 is refused, as 31/02/2030 is;
#          "15 January 2030", the country's own long form, is read, or refused with the error for such texts.
# Happens: 05/13/2030 is 13 May: day and month are swapped where the month is too great, so that a list of American
#          days is read half one way and half the other. "15 January 2030" ends in an IndexError. A sum is no better
#          off: "1.5" in German is 15, unless strict=True is asked for.
# Seen:    babel 2.17.0 and 2.19.0.
# Matters: of deadlines from a form, those up to the 12th are in another month, and nothing shows it.
set -eu
version=${1:-2.19.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "babel==$version"
venv/bin/python - <<'PY'
import sys

import babel
from babel.dates import parse_date
from babel.numbers import parse_decimal

EXPECTED = {  # text: (guess, what is seen)
    "05/12/2030": ("2030-12-05", "2030-12-05"),
    "05/13/2030": ("refused", "2030-05-13"),
    "31/02/2030": ("refused", "refused"),
    "15 January 2030": ("2030-01-15, or refused", "IndexError"),
}
print("babel", babel.__version__)
changed = False
for text, (guess, known) in EXPECTED.items():
    try:
        seen = str(parse_date(text, locale="en_GB"))
    except ValueError:
        seen = "refused"
    except IndexError as error:
        seen = type(error).__name__
    print(f"{text}\n  guess: {guess}\n  seen:  {seen}")
    changed |= seen != known
german = parse_decimal("1.5", locale="de")
print(f"1.5 in German\n  guess: refused\n  seen:  {german}")
changed |= german != 15
sys.exit("This has changed." if changed else 0)
PY
