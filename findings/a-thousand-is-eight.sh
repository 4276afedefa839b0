#!/bin/sh
# math-expression-evaluator, fparser, subscript and expression-eval (npm): formulas from a text.
# Guess:   1e3 is a thousand in each; 2 ^ 3 ^ 2 is 512, or 64; `true || x` is true; -2 ^ 2 is the same in all.
# Happens: 1e3 is 8.15 for the first, twice e and so on: e times 3; 1e-3 is -0.28, while 1000 times a number is right.
#          2 ^ 3 ^ 2 is 64, 512 and, for two, 3; -2 ^ 2 is -4 and 4. `true || true && false` is nothing for the third,
#          and what two stand beside each other, "not 5 > 3", is nothing for the fourth, without an error.
# Seen:    math-expression-evaluator 2.0.7 and 1.4.0, fparser 4.2.0, subscript 10.8.0, expression-eval 5.0.1.
# Matters: a number is written so by most programs as soon as it is large, or small.
set -eu
version=${1:-2.0.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "math-expression-evaluator@$version" fparser@4.2.0 subscript@10.8.0 \
  expression-eval@5.0.1
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import expressionEval from "expression-eval";
import Formula from "fparser";
import Mexp from "math-expression-evaluator";
import subscript from "subscript";
const ways = {
  first: (text) => (Mexp.eval ? Mexp : new Mexp()).eval(text),
  second: (text) => Formula.calc(text, {}),
  third: (text) => subscript(text)({}),
  fourth: (text) => expressionEval.eval(expressionEval.parse(text), {}),
};
const value = (text) => () => Object.values(ways).map((way) => {
  try {
    const found = way(text);
    return typeof found === "number" ? Number(found.toFixed(3)) : String(found);
  } catch {
    return "error";
  }
}).join(" | ");
const CASES = [ // the text, the guess, what the four make of it
  ["10 - 4 - 3", "3", "3 | 3 | 3 | 3"],
  ["1000 * 2", "2000", "2000 | 2000 | 2000 | 2000"],
  ["1e3", "1000", "8.155 | 1000 | 1000 | 1000"],
  ["1e-3", "0.001", "-0.282 | 0.001 | 0.001 | 0.001"],
  ["2 ^ 3 ^ 2", "512", "64 | 512 | 3 | 3"],
  ["-2 ^ 2", "-4", "-4 | 4 | -4 | -4"],
  ["true || true && false", "true", "error | error | undefined | true"],
  ["not 5 > 3", "error", "error | error | error | undefined"],
].map(([text, guess, known]) => [text, value(text), guess, known]);
const PACKAGES = ["math-expression-evaluator", "fparser", "subscript", "expression-eval"];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(16), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
