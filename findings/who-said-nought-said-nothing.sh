#!/bin/sh
# vest (npm): the answers of a form, tested rule by rule.
# Guess:   an answer of 0, or of no, is not empty; what is empty is blank, too; 1.5 is neither even nor odd; 0x10 is no
#          number that anybody types; a list of one number is not less than another.
# Happens: 0 and false are empty, as null is, which is not blank. 1.5 is odd, and 2.5 is not even. 0x10 is numeric, [3]
#          is less than 5, while true is not.
# Seen:    vest 6.3.2 and, where null is blank, 5.4.6.
# Matters: "how many days?" is answered with 0, and a form of this kind asks again.
set -eu
version=${1:-6.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "vest@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { enforce } from "vest";
const holds = (value, rule, ...given) => () => {
  try {
    enforce(value)[rule](...given);
    return true;
  } catch {
    return false;
  }
};
const CASES = [ // what is tested, how, the guess, what is seen
  ["5 is empty", holds(5, "isEmpty"), false, false],
  ["0 is empty", holds(0, "isEmpty"), false, true],
  ["false is empty", holds(false, "isEmpty"), false, true],
  ["null is empty", holds(null, "isEmpty"), true, true],
  ["null is blank", holds(null, "isBlank"), true, false],
  ["a blank is blank", holds(" ", "isBlank"), true, true],
  ["a blank is empty", holds(" ", "isEmpty"), false, false],
  ["3 is odd", holds(3, "isOdd"), true, true],
  ["1.5 is odd", holds(1.5, "isOdd"), false, true],
  ["2.5 is even", holds(2.5, "isEven"), false, false],
  ["0x10 is numeric", holds("0x10", "isNumeric"), false, true],
  ["true < 5", holds(true, "lessThan", 5), false, false],
  ["[3] < 5", holds([3], "lessThan", 5), false, true],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("vest", npm("vest"));
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
