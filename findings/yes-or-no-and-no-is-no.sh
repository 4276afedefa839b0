#!/bin/sh
# airspeed and velocityjs (npm): one template of Velocity, in Python and in JavaScript.
# Guess:   both print what Velocity prints: 7/2 is 3, an empty list and zero are false, `true || false && false` is
#          true, `#break` leaves the loop, a loop over a map has its values.
# Happens: velocityjs reads "or" and "and" from the left: it is false; 7/2 is 3.5, an empty list is true, "10" equals
#          10, `$n-3` is a name, and `#break` prints the round it leaves. For airspeed `#break` and `#[[...]]#` are
#          text, a loop over a map has its keys, true is "True", and the greater of unknown and 5 is an error.
# Seen:    airspeed 0.7.1 and 0.6.0, velocityjs 2.1.7.
# Source:  https://velocity.apache.org/engine/2.4/user-guide.html, "Conditionals" and "Literals", for what Velocity
#          does.
# Matters: letters in this language are tried in the browser, and sent by a server.
set -eu
version=${1:-0.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "airspeed==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit velocityjs@2.1.7
cat > say.cjs <<'JS'
const { render } = require("velocityjs");
const facts = () => ({ ten: 10, list: [], map: { a: 1, b: 2 }, yes: true });
const said = JSON.parse(process.argv[2]).map((template) => {
  try {
    return render(template, facts());
  } catch {
    return "refused";
  }
});
console.log(JSON.stringify(said));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import airspeed

IF = "#if(%s)yes#{else}no#end"
CASES = [  # the template, the guess, what is printed in Python and in JavaScript
    ("#set($n = 2 + 3 * 4)$n", "14", "14", "14"),
    (IF % "!$missing", "yes", "yes", "yes"),
    ("#foreach($d in [3..1])$d#end", "321", "321", "321"),
    (IF % "true || false && false", "yes", "yes", "no"),
    ("#set($n = 7 / 2)$n", "3", "3", "3.5"),
    ("#set($n = -7 % 3)$n", "-1", "2", "-1"),
    ("#set($n=$ten-3)$n", "7", "7", "$n"),
    (IF % "$list", "no", "no", "yes"),
    (IF % "$ten == '10'", "no", "no", "yes"),
    (IF % "$missing > 5", "no", "refused", "no"),
    ("$yes", "true", "True", "true"),
    ("#foreach($v in $map)$v#end", "12", "ab", "12"),
    ("#foreach($d in [1..5])#if($d == 3)#break#end$d#end", "12", "12#break345", "123"),
    ("#[[$ten]]#", "$ten", "#[[$ten]]#", "$ten"),
]


def printed(template):
    """What airspeed prints."""
    try:
        return airspeed.Template(template).merge({"ten": 10, "list": [], "map": {"a": 1, "b": 2}, "yes": True})
    except Exception:
        return "refused"


npm = json.load(open("node_modules/velocityjs/package.json"))["version"]
print("airspeed", version("airspeed"), "velocityjs", npm)
node = ["node", "say.cjs", json.dumps([case[0] for case in CASES])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (template, guess, *known), other in zip(CASES, theirs):
    seen = [printed(template), other]
    print(f"{template:51} guess: {guess:5} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
