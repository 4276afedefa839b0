#!/bin/sh
# parse and cucumber-expressions: numbers and moments taken out of sentences by a pattern.
# Guess:   "- 5" with a blank is no whole number, nor is "0x10"; Friday, 5 January 2026, a Monday, does not match; `{:.2}`
#          takes up to two letters, two where there are four; 300 is no byte; a fraction 1e3 or 1,000.5 is a number.
# Happens: parse has -5, 16 and the 5th, and one letter. For cucumber-expressions 300 is a byte, and 99999 a short; 1e3 and
#          1,000.5 do not match.
# Seen:    parse 1.22.4, cucumber-expressions 20.1.0.
# Matters: sentences with places for numbers are how people who do not program write checks.
set -eu
version=${1:-1.22.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "parse==$version" cucumber-expressions==20.1.0
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import parse
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry


def by_parse(pattern, text):
    found = parse.parse(pattern, text)
    return "no match" if found is None else " ".join(map(str, found.fixed))


def by_cucumber(pattern, text):
    found = CucumberExpression(pattern, ParameterTypeRegistry()).match(text)
    return "no match" if found is None else " ".join(str(each.value) for each in found)


CASES = [  # the tool, the pattern, the text, the guess, and what is seen
    (by_parse, "{:d} days", "-5 days", "-5", "-5"),
    (by_parse, "{:d} days", "- 5 days", "no match", "-5"),
    (by_parse, "{:d} days", "0x10 days", "no match", "16"),
    (by_parse, "{:te}", "Fri, 5 Jan 2026 09:00:00 +0000", "no match", "2026-01-05 09:00:00+00:00"),
    (by_parse, "{:.2}{}", "abcd", "ab cd", "a bcd"),
    (by_cucumber, "{int} days", "5 days", "5", "5"),
    (by_cucumber, "{byte} days", "300 days", "error", "300"),
    (by_cucumber, "{short} days", "99999 days", "error", "99999"),
    (by_cucumber, "{float} days", "1e3 days", "1000.0", "no match"),
    (by_cucumber, "{float} days", "1,000.5 days", "1000.5", "no match"),
]
print("parse", version("parse"), "cucumber-expressions", version("cucumber-expressions"))
changed = False
for tool, pattern, text, guess, known in CASES:
    try:
        seen = tool(pattern, text)
    except Exception:
        seen = "error"
    print(f"{pattern:14} {text:32} guess: {guess:9} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
