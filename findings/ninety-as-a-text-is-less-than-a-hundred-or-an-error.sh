#!/bin/sh
# jmespath (Python and npm) and @jmespath-community/jmespath (npm): one query language for JSON, three engines.
# Guess:   one query has one value, that of the specification: what is no number is neither less nor more, so that the
#          comparison is null and a filter leaves the item out; true is not 1; what is no number in JSON is null for
#          to_number; a name that is not there is null; a text begins with the empty text.
# Happens: in a list with a text, `[?a < 5]` is a TypeError of Python; the first of npm finds "3", true and null, too.
#          For Python [1] == [true], contains([true], 1), and "1_000" and " 5 " are numbers; for both of npm "" is 0 and
#          "0x10" is 16, and a fact called `constructor` or `toString` is there without having been stated. A list is
#          not in a list for them. The mean of nothing is NaN for the first of npm.
# Seen:    jmespath 1.1.0 in Python, 0.16.0 in npm, @jmespath-community/jmespath 1.3.0.
#          The specification (jmespath.site, "Ordering Operators"): "only valid for numbers", any other type is null.
# Matters: a query tried in one place is used in another; one record with a text ends the run, or passes the limit.
set -eu
version=${1:-1.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "jmespath==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit jmespath@0.16.0 @jmespath-community/jmespath@1.3.0
cat > cases.json <<'JSON'
[
  ["[?a < `5`]", [{"a": 4}, {"a": 7}], "[{\"a\":4}]", "guess", "guess", "guess"],
  ["[?a < `5`]", [{"a": 4}, {"a": "3"}, {"a": true}], "[{\"a\":4}]",
    "refused", "[{\"a\":4},{\"a\":\"3\"},{\"a\":true}]", "guess"],
  ["a < b", {"a": 5, "b": "6"}, "null", "refused", "true", "guess"],
  ["a < b", {"a": "2026-01-05", "b": "2026-01-06"}, "null", "true", "true", "guess"],
  ["a == b", {"a": [1], "b": [true]}, "false", "true", "guess", "guess"],
  ["contains(@, `1`)", [true], "false", "true", "guess", "guess"],
  ["contains(@, `[1]`)", [[1]], "true", "guess", "false", "false"],
  ["to_number(@)", "1_000", "null", "1000", "guess", "guess"],
  ["to_number(@)", " 5 ", "null", "5", "5", "5"],
  ["to_number(@)", "", "null", "guess", "0", "0"],
  ["to_number(@)", "0x10", "null", "guess", "16", "16"],
  ["constructor && 'stated'", {}, "null", "guess", "\"stated\"", "\"stated\""],
  ["starts_with(@, '')", "ab", "true", "guess", "false", "guess"],
  ["avg(@)", [], "null", "guess", "NaN", "guess"]
]
JSON
cat > ask.cjs <<'JS'
const engines = [require("jmespath"), require("@jmespath-community/jmespath")];
const asked = (engine, query, data) => {
  try {
    const value = engine.search(data, query);
    return Number.isNaN(value) ? "NaN" : JSON.stringify(value ?? null);
  } catch {
    return "refused";
  }
};
console.log(JSON.stringify(require("./cases.json").map(([query, data]) => engines.map((e) => asked(e, query, data)))));
JS
timeout 60 node ask.cjs > npm.json
timeout 60 venv/bin/python - <<'PY'
import json
import sys
from importlib.metadata import version
from pathlib import Path

import jmespath


def asked(query, data):
    try:
        return json.dumps(jmespath.search(query, data), separators=(",", ":"))
    except Exception:
        return "refused"


print("jmespath", version("jmespath"), "and 0.16.0 of npm, @jmespath-community/jmespath 1.3.0")
changed = False
cases, npm = (json.loads(Path(name).read_text()) for name in ("cases.json", "npm.json"))
for (query, data, guess, *known), others in zip(cases, npm):
    seen = [asked(query, data), *others]
    print(f"{query} of {json.dumps(data)}\n    guess: {guess}   seen: {' | '.join(seen)}")
    changed |= seen != [guess if value == "guess" else value for value in known]
sys.exit("This has changed." if changed else 0)
PY
