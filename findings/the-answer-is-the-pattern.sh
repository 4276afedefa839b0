#!/bin/sh
# rulepilot and rule-judgment (npm): rules as data.
# Guess:   an answer of "abc" matches `^a`, an empty one does not match `^7$`; who has no d at all is not 5, as null is
#          not; `$not` turns a condition round, on a whole record too; of no conditions all hold; null is not less than
#          6.
# Happens: for rulepilot the answer is the pattern, and what stands in the rule is tested by it: "abc" does not match
#          `^a`, and an empty answer matches all. Who has no d is neither 5 nor not 5, nor "not in [5]"; null is less
#          than 6, and at least 0. For rule-judgment `{ $not: { d: 5 } }` finds who has 5, and not who has 6; of no
#          conditions it is undefined; null is what does not exist.
# Seen:    rulepilot 1.4.9, rule-judgment 1.1.5.
# Matters: answers that were left empty are the most frequent ones.
set -eu
version=${1:-1.4.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rulepilot@$version" rule-judgment@1.1.5
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import ruleJudgment from "rule-judgment";
import { RulePilot } from "rulepilot";
const pilot = (operator, value, record) => () =>
  RulePilot.evaluate({ conditions: { all: [{ field: "d", operator, value }] } }, record);
const judged = (query, record) => () => (ruleJudgment.default ?? ruleJudgment)(query)(record);
const CASES = [ // what is tested, how, the guess, what is seen
  ["7 matches ^7$", pilot("matches", "^7$", { d: "7" }), true, true],
  ["abc matches ^a", pilot("matches", "^a", { d: "abc" }), true, false],
  ['"" matches ^7$', pilot("matches", "^7$", { d: "" }), false, true],
  ["null is not 5", pilot("!=", 5, { d: null }), true, true],
  ["no d is not 5", pilot("!=", 5, {}), true, false],
  ["no d is not in [5]", pilot("not in", [5], {}), true, false],
  ["null is less than 6", pilot("<", 6, { d: null }), false, true],
  ["null is at least 0", pilot(">=", 0, { d: null }), false, true],
  ["5 is 5, judged", judged({ d: 5 }, { d: 5 }), true, true],
  ["5 is not 5", judged({ $not: { d: 5 } }, { d: 5 }), false, true],
  ["6 is not 5", judged({ $not: { d: 5 } }, { d: 6 }), true, false],
  ["of no conditions all", judged({ $and: [] }, { d: 5 }), true, undefined],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["rulepilot", "rule-judgment"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(14), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
