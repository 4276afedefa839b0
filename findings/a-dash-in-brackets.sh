#!/bin/sh
# PyYAML, and yaml from npm (which yaml-language-server reads by): a lone dash among the cells of a row.
# Guess:   `[a, -, b]`, as decision tables are often written, is read by both, or refused by both.
# Happens: PyYAML reads the dash as a text; yaml refuses it, in its mode for YAML 1.1, too: "Block collections are
#          not allowed within flow collections".
# Seen:    PyYAML 6.0.3, yaml 2.8.1.
# Matters: a table that every tool in Python takes is red in VS Code from its first row on; `"-"` is the same to both.
set -eu
version=${1:-6.0.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "PyYAML==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit yaml@2.8.1
cat > read.mjs <<'JS'
import { parseDocument } from "yaml";
for (const version of ["1.2", "1.1"])
  for (const text of ["[a, -, b]", '[a, "-", b]']) {
    const errors = parseDocument(text, { version }).errors.map((error) => error.code);
    console.log(version, text, errors.length ? "refused" : "read");
  }
JS
node read.mjs > npm.txt
venv/bin/python - <<'PY'
import sys
from pathlib import Path

import yaml

print("PyYAML", yaml.__version__, "and yaml 2.8.1")
print("guess: [a, -, b] is read by both, or refused by both")
ours = [yaml.load("[a, -, b]", loader) for loader in (yaml.CSafeLoader, yaml.SafeLoader)]
theirs = Path("npm.txt").read_text().splitlines()
print("seen:  PyYAML", *ours)
print(*(f"seen:  yaml   {line}" for line in theirs), sep="\n")
wanted = [
    "1.2 [a, -, b] refused",
    '1.2 [a, "-", b] read',
    "1.1 [a, -, b] refused",
    '1.1 [a, "-", b] read',
]
sys.exit(0 if ours == [["a", "-", "b"]] * 2 and theirs == wanted else "This has changed.")
PY
