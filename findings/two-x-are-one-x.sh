#!/bin/sh
# highs (npm): what is to be made the most of, and its limits, as a file in the format of CPLEX.
# Guess:   x + 2 at most 5 is x at most 3, or refused, as a number on both sides is; x + x counts twice, as it does in
#          a limit; x is 0 or 1 where it stands under Binary, whatever Bounds says; brackets and "3 x 2" are refused.
# Happens: the 2 is dropped, and x is 5; of x + x to be made the most of one x is left. Under Binary x is 7, if its
#          bound is. "3 x 2" is 3 x + 2, and of 2 (x + y) at most 5 the names are "(x" and "y)", so that x has no
#          limit.
# Seen:    highs 1.15.3 and 1.8.0, which refuses x + x in a limit.
# Matters: the least number of changes that turns an advice is a problem of this kind, and a file of it looks like
#          algebra.
set -eu
version=${1:-1.15.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "highs@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import highs from "highs";
const solver = await highs();
const most = (aim, limit, rest = "") => () => {
  const { Status, ObjectiveValue } = solver.solve(`Maximize\n aim: ${aim}\nSubject To\n c: ${limit}\n${rest}End\n`);
  return Status === "Optimal" ? ObjectiveValue : Status;
};
const CASES = [ // what is made the most of, how, the guess, what is seen
  ["x, x <= 5", most("x", "x <= 5"), 5, 5],
  ["x, x + 2 <= 5", most("x", "x + 2 <= 5"), 3, 5],
  ["x, x <= 5 + 2", most("x", "x <= 5 + 2"), "error", "error"],
  ["x + 2, x <= 5", most("x + 2", "x <= 5"), 7, 7],
  ["x + x, x <= 5", most("x + x", "x <= 5"), 10, 5],
  ["x, x + x <= 5", most("x", "x + x <= 5"), 2.5, 2.5],
  ["3 x 2, x <= 5", most("3 x 2", "x <= 5"), "error", 17],
  ["x, x <= 9, binary", most("x", "x <= 9", "Binary\n x\n"), 1, 1],
  ["and at most 7", most("x", "x <= 9", "Bounds\n x <= 7\nBinary\n x\n"), 1, 7],
  ["x, 2 (x + y) <= 5", most("x", "2 (x + y) <= 5"), "error", "Unbounded"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("highs", npm("highs"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(20), `guess: ${guess}`.padEnd(14), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
