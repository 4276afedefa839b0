#!/bin/sh
# js-yaml 5 (npm), beside PyYAML and ruamel.yaml: one file of settings.
# Guess:   the new js-yaml reads a file as the old one does, and as YAML 1.2 of ruamel.yaml does: `<<` takes over what
#          several records share, a folded text ends where the file ends, a number keeps its digits; in YAML 1.2 1_000
#          and 0b11 are texts to all who read 1.2.
# Happens: `<<: *shared` is a key named "<<", so that no record has what all share; a folded text at the end of a file
#          has one line end more; a day is a text; 21 digits are rounded; !!set and !!binary are refused. For
#          ruamel.yaml 1_000 and 0b11 are numbers in YAML 1.2, for js-yaml they are texts; PyYAML, which reads 1.1,
#          makes 15 of 017 where the two others have 17.
# Seen:    js-yaml 5.5.0, PyYAML 6.0.3, ruamel.yaml 0.19.1. js-yaml 4.1.0 takes `<<` over, and has a day and a set;
#          its folded text has the line end, too.
# Matters: after an update of a tool for pages, defaults are gone without an error, while Python has them still.
set -eu
version=${1:-5.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "js-yaml@$version"
python3 -m venv venv
venv/bin/pip install -qq PyYAML==6.0.3 ruamel.yaml==0.19.1
cat > cases.json <<'JSON'
[
  ["a: yes please", "{\"a\":\"yes please\"}", 0, 0, 0],
  ["s: &s {x: 1}\na: {<<: *s, y: 2}", "{\"s\":{\"x\":1},\"a\":{\"x\":1,\"y\":2}}",
    "{\"s\":{\"x\":1},\"a\":{\"<<\":{\"x\":1},\"y\":2}}", 0, 0],
  ["a: >\n  x\n  y", "{\"a\":\"x y\"}", "{\"a\":\"x y\\n\"}", 0, 0],
  ["a: 123456789012345678901", "{\"a\":123456789012345678901}", "{\"a\":123456789012345680000}", 0, 0],
  ["a: !!set {x}", "a set", "refused", 0, 0],
  ["a: 2026-01-05", "a day", "{\"a\":\"2026-01-05\"}", 0, 0],
  ["%YAML 1.2\n---\na: 1_000", "{\"a\":\"1_000\"}", 0, "{\"a\":1000}", "{\"a\":1000}"],
  ["%YAML 1.2\n---\na: 0b11", "{\"a\":\"0b11\"}", 0, "{\"a\":3}", "{\"a\":3}"],
  ["%YAML 1.2\n---\na: 017", "{\"a\":17}", 0, "{\"a\":15}", 0]
]
JSON
cat > read.cjs <<'JS'
const yaml = require("js-yaml");
const read = (text) => {
  try {
    const { a, ...rest } = yaml.load(text);
    if (a instanceof Date) return "a day";
    return a instanceof Set ? "a set" : JSON.stringify({ ...rest, a });
  } catch {
    return "refused";
  }
};
console.log(JSON.stringify(require("./cases.json").map(([text]) => read(text))));
JS
timeout 60 node read.cjs > npm.json
timeout 60 venv/bin/python - "$version" <<'PY'
import json
import sys
from datetime import date
from pathlib import Path

import yaml
from ruamel.yaml import YAML


def read(load, text):
    try:
        value = load(text)
    except Exception:
        return "refused"
    if isinstance(value["a"], date):
        return "a day"
    return "a set" if isinstance(value["a"], set) else json.dumps(dict(value), separators=(",", ":"))


print("js-yaml", sys.argv[1], "PyYAML 6.0.3, ruamel.yaml 0.19.1")
changed = False
cases, npm = (json.loads(Path(name).read_text()) for name in ("cases.json", "npm.json"))
for (text, guess, *known), first in zip(cases, npm):
    seen = [first, read(yaml.safe_load, text), read(YAML(typ="safe", pure=True).load, text)]
    print(f"{text!r}\n    guess: {guess}   seen: {' | '.join(seen)}")
    changed |= seen != [value or guess for value in known]
sys.exit("This has changed." if changed else 0)
PY
