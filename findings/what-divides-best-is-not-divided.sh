#!/bin/sh
# ml-cart and decision-tree (npm): trees learnt from examples, in JavaScript.
# Guess:   where one question tells all apart, the tree asks it; of a day that is in no example it says what it says of
#          the next one, or nothing; the order of the examples does not matter; "10" is 10, or is refused.
# Happens: the regression of ml-cart leaves a group whole if a question divides it without an error: of 10 up to day 49,
#          20 from then on, it says 15 of every day. Where there is a small error on one side, it divides. decision-tree
#          takes numbers for words, and of one that it has not seen it says what the first example says.
# Seen:    ml-cart 2.1.1 and 2.1.0, decision-tree 1.0.0. The classifier of ml-cart divides.
# Source:  src/TreeNode.js of ml-cart 2.1.1: it goes on while "this.gain > this.gainThreshold", which is an error here.
# Matters: the clearest of all rules is the one that is not found, and nothing says so.
set -eu
version=${1:-2.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ml-cart@$version" decision-tree@1.0.0
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import DecisionTree from "decision-tree";
import * as module from "ml-cart";
const { DecisionTreeClassifier, DecisionTreeRegression } = module.default ?? module;
const days = Array.from({ length: 100 }, (_, day) => day);
const learnt = (value, asked) => {
  const tree = new DecisionTreeRegression();
  tree.train(days, days.map(value));
  return tree.predict(asked).map((number) => Math.round(number)).join(" ");
};
const classes = (value, asked) => {
  const tree = new DecisionTreeClassifier();
  tree.train(days.map((day) => [day]), days.map(value));
  return tree.predict(asked.map((day) => [day])).join(" ");
};
const EXAMPLES = [1, 2, 8, 9, 10].map((day) => ({ day, advice: day < 5 ? "wait" : "call" }));
const advice = (examples, day) => new DecisionTree(examples, "advice", ["day"]).predict({ day });
const cases = [ // what is asked, what is seen, the guess, and what is known
  ["classes 0 and 1 of days 0 and 99", classes((day) => (day < 50 ? 0 : 1), [0, 99]), "0 1", "0 1"],
  ["10 or 20, and 11 on one day, of 0 and 99", learnt((day) => (day === 7 ? 11 : day < 50 ? 10 : 20), [0, 99]), "10 20",
    "10 20"],
  ["10 or 20, of days 0 and 99", learnt((day) => (day < 50 ? 10 : 20), [0, 99]), "10 20", "15 15"],
  ["advice on day 10", advice(EXAMPLES, 10), "call", "call"],
  ["advice on day 7", advice(EXAMPLES, 7), "call", "wait"],
  ["advice on day 100", advice(EXAMPLES, 100), "call", "wait"],
  ["advice on day 100, the examples turned round", advice(EXAMPLES.toReversed(), 100), "call", "call"],
];
for (const name of ["ml-cart", "decision-tree"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(asked.padEnd(44), `guess: ${guess}`.padEnd(13), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.mjs
