#!/bin/sh
# json-logic-engine beside json-logic-js (npm): conditions kept as JSON.
# Guess:   the newer one says what the older one says: a null answer is missing, one in a list equals one, of nothing
#          there is no greatest, and nothing is added to null.
# Happens: null is missing for the older one only. The newer one has an error for the greatest of 5 and null, for the
#          greatest of nothing, and for [1] == 1; null plus one is 1 there and null, for it is no number, in the older.
# Seen:    json-logic-engine 5.0.7, json-logic-js 2.0.5.
# Matters: one set of rules is run by both, on a server and in the page.
set -eu
version=${1:-5.0.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-logic-engine@$version" json-logic-js@2.0.5
cat > ask.mjs <<'JS'
import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";
import { readFileSync } from "node:fs";

const engine = new LogicEngine();
const WAYS = [(rule, facts) => engine.run(rule, facts), (rule, facts) => jsonLogic.apply(rule, facts)];
const both = (rule) => {
  const values = WAYS.map((way) => {
    try {
      return JSON.stringify(way(rule, { five: 5, none: null, nought: 0, empty: [] }));
    } catch {
      return "error";
    }
  });
  return values[0] === values[1] ? values[0] : values.join(" | ");
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["{\"<\": [{\"var\": \"none\"}, 6]}", () => both({"<": [{var: "none"}, 6]}), "true", "true"],
  ["{\"missing\": [\"five\", \"gone\"]}", () => both({missing: ["five", "gone"]}), "[\"gone\"]", "[\"gone\"]"],
  ["{\"missing\": [\"five\", \"none\"]}", () => both({missing: ["five", "none"]}), "[\"none\"]", "[] | [\"none\"]"],
  ["{\"missing\": [\"nought\", \"empty\"]}", () => both({missing: ["nought", "empty"]}), "[]", "[]"],
  ["{\"max\": [5, null]}", () => both({max: [5, null]}), "5", "error | 5"],
  ["{\"max\": []}", () => both({max: []}), "null", "error | null"],
  ["{\"==\": [[1], 1]}", () => both({"==": [[1], 1]}), "true", "error | true"],
  ["{\"map\": [[1, null], {\"+\": [{\"var\": \"\"}, 1]}]}", () => both({map: [[1, null], {"+": [{var: ""}, 1]}]}),
    "[2,1]", "[2,1] | [2,null]"],
  ["{\"and\": []}", () => both({and: []}), "null", "null | "],
  ["{\"all\": [[], true]}", () => both({all: [[], true]}), "false", "false"],
  ["{\"==\": [0, \"\"]}", () => both({"==": [0, ""]}), "true", "true"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["json-logic-engine", "json-logic-js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(46), `guess: ${guess}`.padEnd(16), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
