#!/bin/sh
# JSON Logic by four libraries: conditions over lists that are empty, and over facts that nobody has stated.
# Guess:   `all` over an empty list is true, as in logic, SQL and every language with such a function; `some` over 0
#          and 1 finds a 0; whether somebody of unknown age is "under 18", and whether unknown is false, is the same
#          in each.
# Happens: `all` over nothing is false in all four, and `none` is true, so "all are not" and "none is" differ. For
#          json-logic-qubit there is no 0 among 0 and 1. Who has no age is under 18 and over 0 in three libraries and
#          neither in the fourth; unknown equals false in three, but not in the one that the format comes from.
# Seen:    json-logic-js 2.0.5, json-logic-engine 5.0.7, json-logic-qubit 0.9.1, panzi-json-logic 1.0.1.
# Matters: "all offers have been answered" is false for somebody without an offer, and the same rule says another
#          thing in the browser than on the server; nowhere is there an error.
set -eu
version=${1:-2.0.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
for name in json-logic-qubit==0.9.1 panzi-json-logic==1.0.1; do  # both are imported as json_logic
  python3 -m venv "${name%%==*}"
  "${name%%==*}/bin/pip" install -qq "$name"
done
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-logic-js@$version" json-logic-engine@5.0.7
cat > rules.json <<'JSON'
[{"all": [[], {"==": [{"var": ""}, 1]}]}, {"none": [[], {"==": [{"var": ""}, 1]}]},
 {"some": [[0, 1], {"==": [{"var": ""}, 0]}]}, {"<": [{"var": "age"}, 18]}, {">=": [{"var": "age"}, 0]},
 {"==": [{"var": "age"}, false]}]
JSON
cat > decide.mjs <<'JS'
import jsonLogic from "json-logic-js";
import { LogicEngine } from "json-logic-engine";
import { readFileSync } from "node:fs";
const engine = new LogicEngine();
const rules = JSON.parse(readFileSync("rules.json"));
const answers = [(rule) => jsonLogic.apply(rule, {}), (rule) => engine.run(rule, {})].map((decide) => rules.map(decide));
console.log(JSON.stringify(answers));
JS
cat > decide.py <<'PY'
import json

from json_logic import jsonLogic

print(json.dumps([jsonLogic(rule, {}) for rule in json.load(open("rules.json"))]))
PY
node decide.mjs > npm.json
json-logic-qubit/bin/python decide.py > qubit.json
panzi-json-logic/bin/python decide.py > panzi.json
python3 - "$version" <<'PY'
import json
import sys

T, F = True, False
TEXTS = ("all of nothing", "none of nothing", "a 0 among 0, 1", "no age < 18", "no age >= 0", "no age == false")
GUESS = ("true", "true", "true", "the same", "the same", "the same")
KNOWN = {
    "json-logic-js": [F, T, T, T, T, F],
    "json-logic-engine": [F, T, T, T, T, T],
    "json-logic-qubit": [F, T, F, F, F, T],
    "panzi-json-logic": [F, T, T, T, T, T],
}
seen = dict(zip(KNOWN, [*json.load(open("npm.json")), json.load(open("qubit.json")), json.load(open("panzi.json"))]))
print("json-logic-js", sys.argv[1], "and others:", *KNOWN)
for number, (text, guess) in enumerate(zip(TEXTS, GUESS)):
    print(f"{text:16} guess: {guess:9} seen:", *(answers[number] for answers in seen.values()))
sys.exit("This has changed." if seen != KNOWN else 0)
PY
