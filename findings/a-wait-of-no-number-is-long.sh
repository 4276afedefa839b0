#!/bin/sh
# simpful: rules of fuzzy logic in words.
# Guess:   as in other languages NOT binds closest and AND closer than OR: NOT (a) AND (b) is (NOT a) and b, a AND b OR c
#          is (a and b), or c. A wait that is NaN is neither short nor long, or is refused.
# Happens: NOT is of all that follows, and what stands first stands outside: NOT (a) AND (b) is not (a and b), a AND b OR c
#          is a and (b or c), while a OR b AND c is as guessed. (NOT (a)) OR (b), with the brackets that would help, is
#          refused. NaN is wholly long and not at all short: the rule for who waits long fires with all its strength.
# Seen:    simpful 2.11.1 and 2.12.0.
# Matters: rules in words are written by advisers, who do not try out what binds closer; a measurement that failed is
#          advice of full strength.
set -eu
version=${1:-2.12.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "simpful==$version" numpy==1.26.4 scipy==1.17.1
timeout 60 venv/bin/python - <<'PY'
import contextlib
import io
import sys
from importlib.metadata import version

from simpful import FuzzySystem, LinguisticVariable, TriangleFuzzySet

LONG, SHORT, KEEN = "(wait IS long)", "(wait IS short)", "(hope IS long)"
NAN = float("nan")
CASES = [  # the condition, the wait, the hope, the guess, and the strength that is seen
    (LONG, 10, 0, 1.0, 1.0),
    (SHORT, 10, 0, 0.0, 0.0),
    (f"NOT {LONG}", 10, 0, 0.0, 0.0),
    (f"{LONG} OR {SHORT} AND {KEEN}", 10, 0, 1.0, 1.0),
    (f"{SHORT} AND {SHORT} OR {KEEN}", 10, 10, 1.0, 0.0),
    (f"NOT {LONG} AND {KEEN}", 10, 0, 0.0, 1.0),
    (f"NOT {LONG} OR {KEEN}", 10, 10, 1.0, 0.0),
    (f"(NOT {LONG}) OR {KEEN}", 10, 10, 1.0, "refused"),
    (LONG, NAN, 0, "refused, or nan", 1.0),
    (SHORT, NAN, 0, "refused, or nan", 0.0),
]


def strength(condition, wait, hope):
    sets = [TriangleFuzzySet(0, 0, 5, term="short"), TriangleFuzzySet(5, 10, 10, term="long")]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            system = FuzzySystem(show_banner=False)
            for name in ("wait", "hope"):
                system.add_linguistic_variable(name, LinguisticVariable(sets, universe_of_discourse=[0, 10]))
            system.set_crisp_output_value("CALL", 1)
            system.add_rules([f"IF {condition} THEN (ACT IS CALL)"])
            system.set_variable("wait", wait)
            system.set_variable("hope", hope)
            return float(system.get_firing_strengths()[0])
    except Exception:
        return "refused"


print("simpful", version("simpful"))
changed = False
for condition, wait, hope, guess, known in CASES:
    seen = strength(condition, wait, hope)
    print(f"{condition:50} wait {wait:3}, hope {hope:2}  guess: {guess!s:16} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
