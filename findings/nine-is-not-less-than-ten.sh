#!/bin/sh
# json-rules-engine: a rule over facts as they come from a CSV file or a form, over days, and over a text.
# Guess:   "9" is less than "10", as it is less than 10, since its check lets texts through that hold a number; a Date
#          is less than a later one; of "abc" one may say that it does not contain "z".
# Happens: "9" is not less than "10", and "10" is less than "9": checked as numbers, compared as texts. A Date is
#          neither less nor greater than any other, and a text neither contains nor does not contain: never a hit, no
#          error.
# Seen:    7.3.1.
# Matters: "fewer days left than the notice is long" fires from the tenth day on the wrong side.
set -eu
version=${1:-7.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-rules-engine@$version"
cat > rules.mjs <<'JS'
import { Engine } from "json-rules-engine";
import { readFileSync } from "node:fs";
const hits = async (fact, operator, value) => {
  const engine = new Engine();
  engine.addRule({ conditions: { all: [{ fact: "x", operator, value }] }, event: { type: "hit" } });
  return (await engine.run({ x: fact })).events.length === 1;
};
const [early, late] = [new Date("2026-03-02"), new Date("2026-11-29")];
const CASES = [
  ["9", "lessThan", 10, true, true],
  ["9", "lessThan", "10", true, false],
  ["10", "lessThan", "9", false, true],
  [early, "lessThan", late, true, false],
  [early, "greaterThanInclusive", late, false, false],
  [["a", "b"], "doesNotContain", "z", true, true],
  ["abc", "contains", "b", true, false],
  ["abc", "doesNotContain", "z", true, false],
];
const { version } = JSON.parse(readFileSync("node_modules/json-rules-engine/package.json"));
console.log("json-rules-engine", version);
let changed = false;
for (const [fact, operator, value, guess, known] of CASES) {
  const seen = await hits(fact, operator, value);
  console.log(JSON.stringify(fact), operator, JSON.stringify(value), "guess:", guess, "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.error("This has changed.");
process.exit(changed ? 1 : 0);
JS
node rules.mjs
