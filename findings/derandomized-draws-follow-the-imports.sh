#!/bin/sh
# Hypothesis: the examples of a test with derandomize=True, once alone and once beside an import.
# Guess:   the same examples in every run, whatever else the process has imported.
# Happens: numbers and texts that stand in the project's own imported modules are drawn now and then, so
#          that another import anywhere (another order of test files, another selection of them) draws others.
# Seen:    6.131.1 to 6.170.17; 6.131.0 and before do not.
# Matters: a test that was derandomized to be the same everywhere passes alone and fails in the whole run.
set -eu
version=${1:-6.170.17}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "hypothesis==$version"
cat >beside.py <<'PY'
LIMITS = (871_231, 871_232, 871_233, 871_234, 871_235)
PY
cat >draws.py <<'PY'
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

if sys.argv[1:] == ["with"]:
    import beside

found = []


@settings(derandomize=True, max_examples=200, database=None)
@given(st.integers(0, 10**6))
def draw(number):
    found.append(number)


draw()
print(*found)
PY
venv/bin/python - <<'PY'
import subprocess
import sys
from importlib.metadata import version


def drawn(*words):
    run = [sys.executable, "draws.py", *words]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()


print("hypothesis", version("hypothesis"))
alone, again, beside = drawn(), drawn(), drawn("with")
named = sum(number.startswith("87123") for number in beside)
print(f"alone, twice:       guess: the same   seen: {'the same' if alone == again else 'others'}")
print(f"beside an import:   guess: the same   seen: {'the same' if alone == beside else 'others'}")
print(f"of its 5 numbers:   guess: 0 drawn    seen: {named} of {len(beside)} drawn")
sys.exit(0 if alone == again and alone != beside and named else "This has changed.")
PY
