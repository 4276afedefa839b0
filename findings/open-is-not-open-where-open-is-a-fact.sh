#!/bin/sh
# rule-engine-js (npm): rules as JSON over facts as JSON.
# Guess:   `eq("status", "open")` compares with the word "open"; a fact is compared with another one by a way of its
#          own; the same day is the same day; a later day is greater, or a way to compare days is there.
# Happens: a word that is also the name of a fact stands for that fact: a status "open" is not "open" once there is a
#          fact of that name, and a role "boss" is not "boss" if the boss is stated. No day equals itself, nor does a
#          list; days cannot be greater, neither as days nor as texts. The length of a text is a fact of it.
# Seen:    rule-engine-js 1.0.7.
# Source:  its README: "Compare values across different data paths".
# Matters: a question added to a form changes the answer of a rule that has nothing to do with it.
set -eu
version=${1:-1.0.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rule-engine-js@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as module from "rule-engine-js";
const { createRuleEngine, createRuleHelpers } = module.default ?? module;
const rules = createRuleHelpers();
const day = (number) => new Date(`2026-01-0${number}`);
const cases = [ // what is asked, the rule, the facts, the guess, and what is seen
  ["status is open", rules.eq("status", "open"), { status: "open" }, true, true],
  ["pay is more than the offer", rules.gt("pay", "offer"), { pay: 10, offer: 9 }, true, true],
  ["status is open", rules.eq("status", "open"), { status: "open", open: 3 }, true, false],
  ["role is not boss", rules.neq("role", "boss"), { role: "boss", boss: "Jo" }, false, true],
  ["1 is true", rules.eq("told", true), { told: 1 }, false, false],
  ["the day is the 5th", rules.eq("day", day(5)), { day: day(5) }, true, false],
  ["the day is after the 5th", rules.gt("day", day(5)), { day: day(6) }, true, "refused"],
  ["the day is after the 5th, as texts", rules.gt("day", "2026-01-05"), { day: "2026-01-06" }, true, "refused"],
  ["the list is [1]", rules.eq("list", [1]), { list: [1] }, true, false],
  ["the length is 2", rules.eq("name.length", 2), { name: "Jo" }, false, true],
];
console.log("rule-engine-js", JSON.parse(readFileSync("node_modules/rule-engine-js/package.json")).version);
let changed = false;
for (const [asked, rule, facts, guess, known] of cases) {
  const { success, error } = createRuleEngine().evaluateExpr(rule, facts);
  const seen = error ? "refused" : success;
  console.log(asked.padEnd(35), JSON.stringify(facts).padEnd(35), "guess:", guess, "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
