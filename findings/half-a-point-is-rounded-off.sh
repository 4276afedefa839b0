#!/bin/sh
# python-liquid and liquidjs: the same template of Liquid, by two libraries that follow Shopify's.
# Guess:   `2.5 | round` is 3 in both, as Shopify has it; -7 | divided_by: 2 is -4 in both (liquidjs has an argument
#          for it); what is no day (31 February, "10") is shown as it stands, in both.
# Happens: python-liquid has 2 (and 4 for 3.5); liquidjs makes 3 March of 31 February, and prints `%V` where the week
#          should be; the first of a month is what both make of "10".
# Seen:    python-liquid 2.3.6, liquidjs 10.30.1.
# Matters: a letter names another day or sum, as its template is printed on the server or in the browser.
set -eu
version=${1:-2.3.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "python-liquid==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit liquidjs@10.30.1
cat > print.mjs <<'JS'
import { Liquid } from "liquidjs";
import { readFileSync } from "node:fs";
const engine = new Liquid();
const printed = JSON.parse(readFileSync(0)).map((template) => engine.parseAndRenderSync(template));
process.stdout.write(JSON.stringify(printed));
JS
TZ=UTC venv/bin/python - <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import liquid

CASES = [  # the guess, python-liquid, liquidjs
    ("{{ 2.5 | round }}", "3", "2", "3"),
    ("{{ 3.5 | round }}", "4", "4", "4"),
    ("{{ -7 | divided_by: 2 }}", "-4", "-4", "-3.5"),
    ('{{ "2026-02-31" | date: "%d %b" }}', "2026-02-31", "2026-02-31", "03 Mar"),
    ('{{ "10" | date: "%d" }}', "10", "01", "01"),
    ('{{ "2026-11-29" | date: "week %V" }}', "week 48", "week 48", "week %V"),
]
templates = [case[0] for case in CASES]
call = subprocess.run(["node", "print.mjs"], input=json.dumps(templates), capture_output=True, text=True, check=True)
print("python-liquid", version("python-liquid"), "and liquidjs 10.30.1")
changed = False
for (template, guess, *known), theirs in zip(CASES, json.loads(call.stdout), strict=True):
    seen = [liquid.Environment().from_string(template).render(), theirs]
    print(f"{template:38} guess: {guess:12} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
