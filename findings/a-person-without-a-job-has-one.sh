#!/bin/sh
# pybars3 and handlebars (npm), of which the one was made after the other: the same templates.
# Guess:   both print the same: no section for 0 and "", as in Mustache; no `with` for what is missing, but its
#          `else`; `../name` is the name of what stands around; an object is there even if it is empty.
# Happens: in pybars3 `with` takes what is missing, and prints its text; within it `..` is the thing itself; `else if`
#          is `else`, an empty object is not there, a comment with braces in it prints its end, a line that only holds
#          a tag takes the line break of its text along. In handlebars a section is printed for 0, and in both for "".
# Seen:    pybars3 0.9.7 and 0.9.6, handlebars 4.7.9.
# Source:  pybars/_compiler.py of 0.9.7, lines 451 and 452: `_with` calls its block whatever it is given.
# Matters: "You told {{#with offer}}them about {{employer}}{{else}}nobody{{/with}}" prints a gap for whoever has none.
set -eu
version=${1:-0.9.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pybars3==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit handlebars@4.7.9
cat > say.cjs <<'JS'
const { compile } = require("handlebars");
const [templates, facts] = JSON.parse(process.argv[2]);
console.log(JSON.stringify(templates.map((template) => compile(template)(facts))));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from pybars import Compiler

DAYS = ["Mon", "Tue"]
JO = {"name": "Jo", "job": {"title": "clerk"}, "zero": 0, "empty": "", "nothing": {}, "days": DAYS, "two": 2.0}
CASES = [  # the template, the guess, what is printed in Python and in JavaScript
    ("{{#if zero}}y{{else}}n{{/if}}", "n", "n", "n"),
    ("{{#each days}}{{this}}{{#unless @last}},{{/unless}}{{/each}}", "Mon,Tue", "Mon,Tue", "Mon,Tue"),
    ("{{#each days}}{{../name}}{{/each}}", "JoJo", "JoJo", "JoJo"),
    ("{{#with job}}{{title}} {{../name}}{{/with}}", "clerk Jo", "clerk ", "clerk Jo"),
    ("{{#with offer}}y{{else}}n{{/with}}", "n", "y", "n"),
    ("{{#if offer}}a{{else if job}}b{{else}}c{{/if}}", "b", "c", "b"),
    ("{{#if nothing}}y{{else}}n{{/if}}", "y", "n", "y"),
    ("{{#zero}}y{{/zero}}", "", "", "y"),
    ("{{#empty}}y{{/empty}}", "", "y", "y"),
    ("{{!-- not {{name}} --}}x", "x", " --}}x", "x"),
    ("{{#each days}}\n{{this}}\n{{/each}}\n", "Mon\nTue\n", "MonTue\n", "Mon\nTue\n"),
    ("{{two}}", "2", "2.0", "2"),
]
npm = json.load(open("node_modules/handlebars/package.json"))["version"]
print("pybars3", version("pybars3"), "handlebars", npm)
node = ["node", "say.cjs", json.dumps([[case[0] for case in CASES], JO])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (template, guess, *known), other in zip(CASES, theirs):
    seen = [str(Compiler().compile(template)(JO)), other]
    print(f"{template!r:64} guess: {guess!r:12} seen: {seen[0]!r} and {seen[1]!r}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python meet.py
