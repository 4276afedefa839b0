#!/bin/sh
# check-jsonschema and ajv-cli (npm): one YAML file held to one JSON Schema by the two programs that are run for it.
# Guess:   both say the same: 2026-01-05 and 12:30 are texts, or neither is; 1_000 is a text and 0o14 a number, as in
#          YAML 1.2; 19.99 is a multiple of 0.01; a greatest number of 20 digits is that number.
# Happens: a day, a moment and 12:30 are texts for the first and no texts for the second, and 0o14 a number likewise.
#          For both 1_000 is a number, and 19.99 no multiple of 0.01. Of 20 digits the second sees 17 or so: what is one
#          more than allowed passes.
# Seen:    check-jsonschema 0.39.0, ajv-cli 5.0.0 with ajv-formats 3.0.1.
# Matters: what passes before a commit is refused by the checks on the server. Days in quotes are texts for both.
set -eu
version=${1:-0.39.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "check-jsonschema==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit ajv-cli@5.0.0 ajv-formats@3.0.1
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

TEXT, INTEGER = {"type": "string"}, {"type": "integer"}
CASES = [  # the schema, what stands in the YAML, the guess whether it passes, and whether it does for the two
    (TEXT, "'2026-01-05'", True, (True, True)),
    ({"type": "string", "format": "date"}, "'2026-02-30'", False, (False, False)),
    ({"type": "boolean"}, "yes", False, (False, False)),
    (TEXT, "2026-01-05", True, (True, False)),
    (TEXT, "2026-01-05T09:00:00Z", True, (True, False)),
    (TEXT, "12:30", True, (True, False)),
    (INTEGER, "0o14", True, (True, False)),
    (TEXT, "1_000", True, (False, False)),
    ({"type": "number", "multipleOf": 0.01}, "19.99", True, (False, False)),
    ({"maximum": 12345678901234567890}, "12345678901234567891", False, (False, True)),
]
AJV = ["node", "node_modules/ajv-cli/dist/index.js", "validate"]
AJV += ["--spec=draft2020", "--strict=false", "-c", "ajv-formats"]
ajv = json.load(open("node_modules/ajv-cli/package.json"))["version"]
print("check-jsonschema", version("check-jsonschema"), "ajv-cli", ajv)


def passes(*command):
    """Whether a program accepts the file; it must have looked at it."""
    ended = subprocess.run(command, capture_output=True, text=True)
    said = ended.stdout + ended.stderr
    assert ended.returncode == 0 or "Schema validation errors" in said or "a.yaml invalid" in said, said
    return ended.returncode == 0


words = {True: "passes", False: "refused"}
changed = False
for number, (schema, text, guess, known) in enumerate(CASES):
    with open(f"{number}.json", "w") as file:
        json.dump({"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"v": schema}}, file)
    with open("a.yaml", "w") as file:
        print("v:", text, file=file)
    first = passes("venv/bin/check-jsonschema", "--schemafile", f"{number}.json", "a.yaml")
    seen = (first, passes(*AJV, "-s", f"{number}.json", "-d", "a.yaml"))
    print(f"{json.dumps(schema):42} {text:22} guess: {words[guess]:8} seen:", *[words[each] for each in seen])
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
