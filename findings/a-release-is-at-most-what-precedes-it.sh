#!/bin/sh
# semantic-version (its NpmSpec) and node-semver in Python, beside semver of npm: ranges of versions.
# Guess:   a range in npm's words takes the same versions in all three, as the two of Python are named after it: a
#          candidate of 2.0.0 is not in <2.0.0, for that asks for releases; 1.0.0 is not at most 1.0.0-0, which comes before
#          it; a blank behind the sign changes nothing; what is no range is an error, or null.
# Happens: for NpmSpec the candidate is in <2.0.0, and 1.0.0 is at most 1.0.0-0; ">= 1.2.0" with its blank, and "~>1.2.0", are no
#          ranges; 1.2.3 is not in 1.2.3+build. For node-semver of Python what is no range is a range without versions.
# Seen:    semantic-version 2.8.5 and 2.10.0, node-semver 0.9.1, semver 7.7.3 (npm). Carets, tildes, stars and 1.2 - 2 agree.
# Matters: which rules fit which engine is said by such ranges, and checked by a tool in the one language or in the other.
set -eu
version=${1:-2.10.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-fund --no-audit semver@7.7.3
python3 -m venv venv
venv/bin/pip install -qq "semantic-version==$version" node-semver==0.9.1 setuptools==70.3.0
cat > ask.cjs <<'JS'
const { readFileSync } = require("fs");
const { satisfies, validRange } = require("semver");
const answer = ([version, range]) => (validRange(range) === null ? "no range" : satisfies(version, range) ? "in" : "not in");
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
JS
cat > ask.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import nodesemver
from semantic_version import NpmSpec, Version

CASES = [  # the version, the range, the guess for all three and for npm, what NpmSpec has, and what node-semver has
    ("1.9.0", "^1.2.0", "in", "in", "in"),
    ("0.3.0", "^0.2.3", "not in", "not in", "not in"),
    ("2.5.0", "1.2 - 2", "in", "in", "in"),
    ("1.2.4-beta", ">=1.2.3-alpha", "not in", "not in", "not in"),
    ("2.0.0-rc.1", "<2.0.0", "not in", "in", "not in"),
    ("1.0.0-0", "<1.0.0", "not in", "in", "not in"),
    ("1.0.0", "<=1.0.0-0", "not in", "in", "not in"),
    ("1.2.3", "1.2.3+build", "in", "not in", "in"),
    ("1.2.3", ">= 1.2.0", "in", "no range", "in"),
    ("1.2.3", "~>1.2.0", "in", "no range", "in"),
    ("1.2.3", "==1.2.3", "no range", "no range", "not in"),
    ("1.2.3", "latest", "no range", "no range", "not in"),
]


def by_npm_spec(number, wanted):
    try:
        return "in" if NpmSpec(wanted).match(Version(number)) else "not in"
    except ValueError:
        return "no range"


def by_node_semver(number, wanted):
    try:
        return "in" if nodesemver.satisfies(number, wanted, False) else "not in"
    except ValueError:
        return "no range"


questions = json.dumps([case[:2] for case in CASES])
told = subprocess.run(["node", "ask.cjs"], input=questions, capture_output=True, text=True, timeout=60, check=True)
print("semantic-version", version("semantic-version"), "node-semver", version("node-semver"), "semver 7.7.3")
changed = False
for (number, wanted, guess, *known), by_npm in zip(CASES, json.loads(told.stdout), strict=True):
    seen = [by_npm_spec(number, wanted), by_node_semver(number, wanted)]
    print(f"{number:10} {wanted:14} guess: {guess:8} seen: {seen[0]:8} NpmSpec, {seen[1]:8} node-semver, {by_npm} npm")
    changed |= seen != known or by_npm != guess
sys.exit("This has changed." if changed else 0)
PY
timeout 90 venv/bin/python -W ignore ask.py
