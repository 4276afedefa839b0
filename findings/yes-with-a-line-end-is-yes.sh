#!/bin/sh
# jsonschema, jschon and jsonschema-rs (PyPI) beside ajv (npm): one pattern of a JSON Schema.
# Guess:   a pattern is one of ECMA 262, as the specification recommends, so all four agree: `$` is the end, `\d` one of
#          ten digits, `\w` no letter with an accent, `\p{L}` a letter of any script.
# Happens: the two that are written in Python read it as Python does: "yes" with a line end is met by `^yes$`, an Arabic
#          digit by `\d`, an accent by `\w`; `\p{L}` is an error of the regular expression. ajv and jsonschema-rs agree.
# Seen:    jsonschema 4.26.0 and 4.17.3, jschon 0.11.1, jsonschema-rs 0.61.2, ajv 8.20.0, draft 2020-12.
# Source:  https://json-schema.org/draft/2020-12/json-schema-core#section-6.4
# Matters: a form lets pass what the batch refuses, and the other way round.
set -eu
version=${1:-4.26.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jsonschema==$version" jschon==0.11.1 jsonschema-rs==0.61.2
echo '{}' > package.json
npm install --silent --no-fund --no-audit ajv@8.20.0
cat > ask.cjs <<'JS'
const Ajv = require("ajv/dist/2020");
const passes = ([pattern, text]) => new Ajv().compile({ pattern })(text);
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(passes)));
JS
cat > meet.py <<'PY'
import json
import re
import subprocess
import sys
from importlib.metadata import version

import jschon
import jsonschema
import jsonschema_rs

jschon.create_catalog("2020-12")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
VALIDATORS = [
    lambda schema, text: jsonschema.Draft202012Validator(schema).is_valid(text),
    lambda schema, text: jschon.JSONSchema({"$schema": DRAFT, **schema}).evaluate(jschon.JSON(text)).valid,
    lambda schema, text: jsonschema_rs.Draft202012Validator(schema).is_valid(text),
]
CASES = [  # the pattern, the text, the guess, and what jsonschema, jschon and jsonschema-rs say
    ("^yes$", "yes", True, [True, True, True]),
    ("es", "yes", True, [True, True, True]),
    ("^yes$", "yes\n", False, [True, True, False]),
    (r"^\d$", "5", True, [True, True, True]),
    (r"^\d$", "\u0665", False, [True, True, False]),
    (r"^\w$", "é", False, [True, True, False]),
    (r"^\p{L}$", "é", True, ["an error", "an error", True]),
]


def said(validate, pattern, text):
    try:
        return validate({"pattern": pattern}, text)
    except re.error:
        return "an error"


for name in ("jsonschema", "jschon", "jsonschema-rs"):
    print(name, version(name))
print("ajv", json.load(open("node_modules/ajv/package.json"))["version"])
node = ["node", "ask.cjs", json.dumps([case[:2] for case in CASES])]
answers = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
changed = False
for (pattern, text, guess, known), ajv in zip(CASES, answers):
    seen = [said(validate, pattern, text) for validate in VALIDATORS]
    print(f"{pattern:8} and {text!a:9} guess: {guess!s:5} ajv: {ajv!s:5} seen: {seen}")
    changed |= seen != known or ajv != guess
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore meet.py
