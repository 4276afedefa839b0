#!/bin/sh
# ajv, jsonschema and jsonschema-rs: draft 2020-12's unevaluatedProperties and unevaluatedItems.
# Guess:   what only a condition has looked at that did not hold is unevaluated, and refused; of a list, `contains`
#          evaluates the items that match, and the others are refused.
# Happens: ajv lets both pass, and refuses what a condition has looked at that did hold, where there is no `then`. The
#          two others do as guessed.
# Seen:    ajv 8.17.1 and 8.20.0, jsonschema 4.26.0, jsonschema-rs 0.60.3. (The last of the three has been reported to
#          the makers of ajv.)
# Matters: a fact that a schema does not know passes in the editor and is a mistake on the server, or the other way
#          round.
set -eu
version=${1:-8.20.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq jsonschema==4.26.0 jsonschema-rs==0.60.3
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ajv@$version"
cat > validate.mjs <<'JS'
import Ajv from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync(0));
const passes = ([schema, value]) => new Ajv.default({ strict: false }).validate(schema, value);
process.stdout.write(JSON.stringify(cases.map(passes)));
JS
venv/bin/python - "$version" <<'PY'
import json
import subprocess
import sys

import jsonschema
import jsonschema_rs

IS_FULL_TIME = {"properties": {"kind": {"const": "full-time"}}, "required": ["kind"]}
CONDITIONAL = {"type": "object", "if": IS_FULL_TIME, "unevaluatedProperties": False}
ELSE = {**CONDITIONAL, "else": {"properties": {"hours": {"type": "number"}}}}
LIST = {"type": "array", "contains": {"const": "day"}, "unevaluatedItems": False}
CASES = [  # the schema, the value, the guess, and what ajv sees
    (ELSE, {"hours": 20}, True, True),
    (ELSE, {"hours": 20, "kind": "part-time"}, False, True),
    (CONDITIONAL, {"kind": "full-time"}, True, False),
    (LIST, ["day", "day"], True, True),
    (LIST, ["day", "night"], False, True),
]
text = json.dumps([case[:2] for case in CASES])
call = subprocess.run(["node", "validate.mjs"], input=text, capture_output=True, text=True, check=True)
print("ajv", sys.argv[1], "and jsonschema, jsonschema-rs")
changed = False
for (schema, value, guess, known), theirs in zip(CASES, json.loads(call.stdout), strict=True):
    others = [package.Draft202012Validator(schema).is_valid(value) for package in (jsonschema, jsonschema_rs)]
    print(f"{'if, else' if 'else' in schema else 'if' if 'if' in schema else 'contains':9}", f"{value!s:37}", end=" ")
    print(f"guess: {guess!s:6} seen: {theirs!s:6} the two others: {others[0]} {others[1]}")
    changed |= theirs != known or others != [guess, guess]
sys.exit("This has changed." if changed else 0)
PY
