#!/bin/sh
# kiwi (npm): wishes of four ranks that are met as well as can be, as in the layout of windows.
# Guess:   a wish of a higher rank is met, however many of a lower one are against it; of two wishes of one rank
#          neither or the same one is met, whichever is added first.
# Happens: 1001 weak wishes are stronger than a medium one, for the ranks are 1, 1000 and a million, and are added. Of
#          two of one rank the first is met; of three the one in the middle.
# Seen:    @lume/kiwi 0.4.4 and 0.3.2, kiwi.js 1.1.3.
# Matters: an agenda may be made by weights in place of ranks: a thousand hints, and the duty is gone.
set -eu
version=${1:-0.4.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@lume/kiwi@$version" kiwi.js@1.1.3
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as lume from "@lume/kiwi";
import * as kiwi from "kiwi.js";
const met = ({ Constraint, Operator, Solver, Strength, Variable }, wishes) => {
  const solver = new Solver();
  const x = new Variable();
  for (const [value, rank] of wishes) solver.addConstraint(new Constraint(x, Operator.Eq, value, Strength[rank]));
  solver.updateVariables();
  return x.value();
};
const both = (...wishes) => () => [lume, kiwi].map((library) => met(library, wishes)).join(" | ");
const weak = (times) => Array(times).fill([7, "weak"]);
const CASES = [ // the wishes for x, the guess, what is seen
  ["5, medium; 7, weak", both([5, "medium"], ...weak(1)), "5", "5 | 5"],
  ["5, medium; 7, 999 times weak", both([5, "medium"], ...weak(999)), "5", "5 | 5"],
  ["5, medium; 7, 1001 times weak", both([5, "medium"], ...weak(1001)), "5", "7 | 7"],
  ["5 and 7, weak", both([5, "weak"], [7, "weak"]), "the same", "5 | 5"],
  ["7 and 5, weak", both([7, "weak"], [5, "weak"]), "the same", "7 | 7"],
  ["9, 5 and 7, weak", both([9, "weak"], [5, "weak"], [7, "weak"]), "7", "7 | 7"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@lume/kiwi", "kiwi.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(32), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
