#!/bin/sh
# sarif-tools: `sarif --check error summary` on results that need nobody's attention.
# Guess:   a result with "baselineState": "absent" (no longer found in this run), and one whose
#          suppression is accepted, count for nothing. One that names its rule by "ruleIndex" alone
#          (SARIF 2.1.0 allows it) counts like any other.
# Happens: the first two count as errors, and the check fails; the third ends in KeyError: 'ruleId'.
# Seen:    2.0.0 to 3.0.5.
# Matters: whoever writes diagnostics as SARIF has to leave such results out, and to give each its
#          `ruleId`.
set -eu
version=${1:-3.0.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sarif-tools==$version"
venv/bin/python - <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

BASE = {"level": "error", "message": {"text": "A rule without an end."}}
RESULTS = {  # name: (result, exit code one would guess, exit code and word seen)
    "absent": (BASE | {"ruleId": "R", "baselineState": "absent"}, 0, (1, "error: 1")),
    "suppressed": (
        BASE | {"ruleId": "R", "suppressions": [{"kind": "inSource", "status": "accepted"}]},
        0,
        (1, "error: 1"),
    ),
    "passed": (BASE | {"ruleId": "R", "level": "none", "kind": "pass"}, 0, (0, "error: 0")),
    "rule by index": (BASE | {"ruleIndex": 0}, 1, (1, "KeyError: 'ruleId'")),
}
WORDS = ["KeyError: 'ruleId'", "error: 1", "error: 0"]
print("sarif-tools", version("sarif-tools"))
changed = False
for name, (result, guess, (code, word)) in RESULTS.items():
    run = {"tool": {"driver": {"name": "t", "rules": [{"id": "R"}]}}, "results": [result]}
    Path("one.sarif").write_text(json.dumps({"version": "2.1.0", "runs": [run]}))
    command = [str(Path(sys.prefix) / "bin" / "sarif"), "--check", "error", "summary", "one.sarif"]
    done = subprocess.run(command, capture_output=True, text=True)
    words = [word for word in WORDS if word in done.stdout + done.stderr]
    print(f"{name}: guess exit {guess}; seen exit {done.returncode}, {words}")
    changed |= done.returncode != code or words != [word]
sys.exit("This has changed." if changed else 0)
PY
