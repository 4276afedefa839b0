#!/bin/sh
# nameparser and humanparser (npm): the parts of a name, as for "Dear Ms Doe".
# Guess:   what stands behind the comma as a post is no first name; of two people the first is found, or it is refused;
#          who is called King Lee, Bishop Lee or Jo Vi has a first and a last name.
# Happens: "Jo Doe, Recruiter" is Recruiter of the family Jo Doe for both. To nameparser King and Bishop are titles, so
#          that one of them has no last name and the other no first, and Jo Vi is Jo the sixth. "Jo Lee and Sam Roe" is
#          Jo Roe for both.
# Seen:    nameparser 2.6.0, humanparser 2.7.0. Van Lee and "Doe, Jo" are read as they are meant.
# Matters: a letter to the person who was met begins with the wrong name, or with none.
set -eu
version=${1:-2.6.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "nameparser==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit humanparser@2.7.0
cat > parse.cjs <<'JS'
const { parseName } = require("humanparser");
const parts = process.argv.slice(2).map((name) => {
  const { firstName = "", lastName = "" } = parseName(name);
  return `${firstName} / ${lastName}`;
});
console.log(JSON.stringify(parts));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from nameparser import HumanName

CASES = [  # the name, the guess of its first and last part, and what nameparser and humanparser have
    ("Ms Jo Doe", "Jo / Doe", ("Jo / Doe", "Jo / Doe")),
    ("Doe, Jo", "Jo / Doe", ("Jo / Doe", "Jo / Doe")),
    ("Van Lee", "Van / Lee", ("Van / Lee", "Van / Lee")),
    ("King Lee", "King / Lee", ("Lee / ", "King / Lee")),
    ("Bishop Lee", "Bishop / Lee", (" / Lee", "Bishop / Lee")),
    ("Jo Vi", "Jo / Vi", ("Jo / ", "Jo / Vi")),
    ("Jo Doe, Recruiter", "Jo / Doe", ("Recruiter / Jo Doe", "Recruiter / Jo Doe")),
    ("Jo Lee and Sam Roe", "Jo / Lee", ("Jo / Roe", "Jo / Roe")),
]
npm = json.load(open("node_modules/humanparser/package.json"))["version"]
print("nameparser", version("nameparser"), "humanparser", npm)
node = ["node", "parse.cjs", *[case[0] for case in CASES]]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
changed = False
for (name, guess, known), other in zip(CASES, theirs):
    parsed = HumanName(name)
    seen = (f"{parsed.first} / {parsed.last}", other)
    print(f"{name:20} guess: {guess:13} seen: {seen[0]}, {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
