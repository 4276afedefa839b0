#!/bin/sh
# rools (npm): rules made by a function, and premises about whether a fact is there.
# Guess:   one rule for 1, 2 and 3 days each, made in a loop, fires for its own number. A premise is tried again when a
#          fact that it asks for has come or gone, however it asks. Of a premise and its opposite one holds.
# Happens: all three rules fire on the first day, and none on the others: premises are the same where their source text
#          is, and have the numbers of the first. After a fact has come or gone, `'pay' in facts` is not asked again;
#          `facts.pay !== undefined` is. Where there is no offer, neither `facts.offer.pay > 1` nor its opposite holds.
# Seen:    2.3.0. (Its guide warns of values from outside in a premise, and says that one that fails does not hold.)
# Matters: rules are read from a table or a file, and so made in a loop.
set -eu
version=${1:-2.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rools@$version"
cat > fire.mjs <<'JS'
import { readFileSync } from "node:fs";
import rools from "rools";
/** The names of the rules that fire, in order. */
async function fired(rules, facts) {
    const names = [];
    const engine = new rools.Rools({ logging: { error: false, debug: false } });
    await engine.register(rules.map(([name, when, then = () => {}, priority = 0]) => new rools.Rule({
        name, when, priority, then: (facts) => { names.push(name); then(facts); },
    })));
    await engine.evaluate(facts);
    return names.join(" ") || "none";
}
const loop = [1, 2, 3].map((number) => [`day${number}`, (facts) => facts.days === number]);
const set = ["set", (facts) => true, (facts) => { facts.pay = 30; }, 1];
const remove = ["remove", (facts) => true, (facts) => { delete facts.pay; }, 1];
const table = [  // what it is, its rules, the facts, the guess, what fires
    ["made in a loop", loop, { days: 1 }, "day1", "day1 day2 day3"],
    ["made in a loop", loop, { days: 2 }, "day2", "none"],
    ["pay has come", [set, ["pay", (facts) => facts.pay !== undefined]], {}, "set pay", "set pay"],
    ["'pay' in facts", [set, ["pay", (facts) => "pay" in facts]], {}, "set pay", "set"],
    ["pay has gone", [remove, ["pay", (facts) => facts.pay !== undefined]], { pay: 1 }, "remove", "remove"],
    ["'pay' in facts", [remove, ["pay", (facts) => "pay" in facts]], { pay: 1 }, "remove", "remove pay"],
    ["an opposite", [["more", ({ offer }) => offer.pay > 1], ["less", ({ offer }) => !(offer.pay > 1)]], {},
        "more or less", "none"],
];
console.log("rools", JSON.parse(readFileSync("node_modules/rools/package.json")).version);
let changed = false;
for (const [text, rules, facts, guess, known] of table) {
    const seen = await fired(rules, facts);
    changed ||= seen !== known;
    console.log(text.padEnd(15), "guess:", guess.padEnd(12), "seen:", seen);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
node fire.mjs
