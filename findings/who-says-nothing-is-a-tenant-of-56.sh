#!/bin/sh
# OpenFisca: laws on tax and benefits as programs, with the country that is its example.
# Guess:   who states no birth has no age, or is refused; who states no tenure is not a tenant; a pay is kept to the
#          penny; "5+5" is no number.
# Happens: the birth that nobody stated is 1 January 1970, the tenure the first word of its list. 20000001 is 20000000,
#          and 123456.78 is 123456.78125, for a sum has 32 bits. "5+5" is worked out; "5,000" is refused.
# Seen:    OpenFisca-Core 46.0.1 with openfisca-country-template 8.2.0.
# Matters: a benefit that nobody asked all questions about is granted, or refused, by what stands first in a list.
set -eu
version=${1:-46.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "OpenFisca-Core==$version" openfisca-country-template==8.2.0
venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

SYSTEM = CountryTaxBenefitSystem()
CASES = [  # what one person states, what is asked of January 2026, the guess, what is seen
    ({"salary": {"2026-01": 100}}, "salary", "100.0", "100.0"),
    ({"salary": {"2026-01": "5,000"}}, "salary", "refused", "refused"),
    ({"birth": {"ETERNITY": "2000-02-30"}}, "age", "refused", "refused"),
    ({}, "age", "refused", "56"),
    ({}, "birth", "refused", "1970-01-01"),
    ({}, "housing_occupancy_status", "refused", "tenant"),
    ({"salary": {"2026-01": 20000001}}, "salary", "20000001.0", "20000000.0"),
    ({"salary": {"2026-01": 123456.78}}, "salary", "123456.78", "123456.78125"),
    ({"salary": {"2026-01": "5+5"}}, "salary", "refused", "10.0"),
]


def calculated(stated, asked):
    """The value of a variable in January 2026 for one person alone in a household."""
    case = {"persons": {"a": stated}, "households": {"h": {"adults": ["a"]}}}
    try:
        found = SimulationBuilder().build_from_entities(SYSTEM, case).calculate(asked, "2026-01")
    except Exception:
        return "refused"
    if hasattr(found, "decode"):
        return found.decode()[0].name
    return str(found[0].item() if hasattr(found[0], "item") and found.dtype.kind != "M" else found[0])


print("OpenFisca-Core", version("OpenFisca-Core"))
changed = False
for stated, asked, guess, known in CASES:
    seen = calculated(stated, asked)
    print(f"{stated!s:42} {asked:25} guess: {guess:11} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
