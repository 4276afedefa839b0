#!/bin/sh
# javascript-lp-solver (npm): the most, or the least, under conditions.
# Guess:   another word than "max" and "min" is refused, or understood; a sum that is 5 and at most 3 is impossible; the
#          greatest number of parts of 0.000000001 in 1000000000 parts is 1.
# Happens: "maximize" and "Max" give the least, for whatever is not "max" is "min"; 5 it is; 0; without any limit
#          "feasible" is true still. A quantity called "result" takes the place of the result.
# Seen:    javascript-lp-solver 1.0.3 and 0.4.24. Source: `isMinimization = opType !== "max"`.
# Matters: a plan with nothing in it is the optimal one, and nothing says so.
set -eu
version=${1:-1.0.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "javascript-lp-solver@$version"
cat > solve.cjs <<'JS'
const loaded = require("javascript-lp-solver");
const solver = loaded.default ?? loaded;
const CASES = [
  // what it is, the aim, the limits, the name and the gain of the quantity, the result as guessed and as seen
  ["the most up to 5", "max", { max: 5 }, "x", 2, 10, 10],
  ["the most, with another word", "maximize", { max: 5 }, "x", 2, "10, or refused", 0],
  ["the most, with a capital", "Max", { max: 5 }, "x", 2, "10, or refused", 0],
  ["5, and at most 3", "max", { equal: 5, max: 3 }, "x", 2, "impossible", 10],
  ["small gains", "max", { max: 1e9 }, "x", 1e-9, 1, 0],
  ["a quantity called result", "max", { max: 5 }, "result", 2, 10, 5],
];
console.log("javascript-lp-solver", require("./node_modules/javascript-lp-solver/package.json").version);
let changed = false;
for (const [words, opType, limits, name, gain, guess, known] of CASES) {
  const variables = { [name]: { gain, sum: 1 } };
  const answer = solver.Solve({ optimize: "gain", opType, constraints: { sum: limits }, variables });
  console.log(words.padEnd(28), "guess:", String(guess).padEnd(14), "seen:", JSON.stringify(answer));
  changed ||= answer.result !== known || !answer.feasible;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node solve.cjs
