#!/bin/sh
# CP-SAT (ortools): a thing of no length, such as a deadline, within one that lasts.
# Guess:   "no two of them overlap" (add_no_overlap) and "at most one at a time" (add_cumulative with demands and
#          capacity of 1) say the same; a moment overlaps nothing, or else it does in both.
# Happens: the first has no solution where the moment lies within the other, the second has one. At its edge both have.
# Seen:    ortools 9.15.6755.
# Matters: a plan of a day with deadlines in it is impossible or not, by which of the two words one chose.
set -eu
version=${1:-9.15.6755}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ortools==$version"
venv/bin/python - <<'PY'
import sys

import ortools
from ortools.sat.python import cp_model


def status(hour, together):
    """Whether a meeting from 9 to 11 and a deadline at the hour go together."""
    model = cp_model.CpModel()
    meeting = model.new_fixed_size_interval_var(9, 2, "meeting")
    deadline = model.new_fixed_size_interval_var(hour, 0, "deadline")
    if together == "no overlap":
        model.add_no_overlap([meeting, deadline])
    else:
        model.add_cumulative([meeting, deadline], [1, 1], 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.status_name(solver.solve(model))


print("ortools", ortools.__version__)
seen = {}
for hour in (10, 9, 11):
    seen[hour] = [status(hour, "no overlap"), status(hour, "one at a time")]
    print(f"deadline at {hour}\n  guess: the same twice\n  seen: ", *seen[hour])
same = seen == {10: ["INFEASIBLE", "OPTIMAL"], 9: ["OPTIMAL", "OPTIMAL"], 11: ["OPTIMAL", "OPTIMAL"]}
sys.exit(0 if same else "This has changed.")
PY
