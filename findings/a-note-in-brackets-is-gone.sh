#!/bin/sh
# ruamel.yaml: a file read and written again as it was, which is what its round-trip mode is for.
# Guess:   comments stay, and so do numbers and moments that nobody has touched; `! 5` is a text, as YAML 1.2 has it.
# Happens: comments within brackets are gone, those within braces too; a sum of 21 digits gets others, 1e400 is .inf, a
#          moment is cut to the millionth second and rounded; `! 5`, a text, is 5. Comments in rows with dashes stay.
# Seen:    ruamel.yaml 0.18.6 and 0.19.1.
# Matters: a tool that changes one line of a rule file hands the others back as they were.
set -eu
version=${1:-0.19.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "ruamel.yaml==$version"
timeout 60 venv/bin/python - <<'PY'
import io
import sys
from importlib.metadata import version

from ruamel.yaml import YAML

CASES = {  # a file, and the same file as it is seen when written; the guess is no change
    "a:\n- 1 # one\n# between\n- 2\n": "a:\n- 1 # one\n# between\n- 2\n",
    "n: 0x0F\nf: 1.50\ng: 1e3\n": "n: 0x0F\nf: 1.50\ng: 1e3\n",
    "a: [\n  1, # one\n  2\n]\n": "a: [1, 2]\n",
    "a: {\n  b: 1, # one\n  c: 2\n}\n": "a: {b: 1, c: 2}\n",
    "a: 12345678901234567890.5\n": "a: 12345678901234567168.0\n",
    "a: 1e400\n": "a: .inf\n",
    "a: 2026-01-05T09:00:00.123456789Z\n": "a: 2026-01-05T09:00:00.123457Z\n",
    "a: ! 5\n": "a: 5\n",
}
print("ruamel.yaml", version("ruamel.yaml"))
changed = False
for text, known in CASES.items():
    yaml, out = YAML(), io.StringIO()
    yaml.dump(yaml.load(text), out)
    print(f"{text!r:42} written: {out.getvalue()!r}")
    changed |= out.getvalue() != known
sys.exit("This has changed." if changed else 0)
PY
