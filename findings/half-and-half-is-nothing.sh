#!/bin/sh
# mathjs (npm): percentages in a formula.
# Guess:   50% + 50% is 1, 100 - 10% + 5 is 95, 10% + 100 is 100.1; or they are refused, as `50% of 200` is.
# Happens: a % before a plus or a minus is the rest of a division by what follows: 50 % +50 is 0, 10 % +100 is 10, and
#          100 - 10 % +5 is 100. With brackets, or in another order, it is a percentage: 100 + 10% is 110, as its guide
#          says, and 5 + (100 - 10%) is 95.
# Seen:    mathjs 15.0.0 and 15.2.0; 14.0.0 has 95 and 100.1, and 0.75 of 50% + 50%.
# Matters: "the pay less ten per cent, plus five" is the pay itself.
set -eu
version=${1:-15.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "mathjs@$version"
cat > ask.mjs <<'JS'
import { all, create } from "mathjs";
const math = create(all);
const cases = [ // the formula, the guess, what is seen
  ["50%", 0.5, 0.5],
  ["100 + 10%", 110, 110],
  ["100 - 10% + 5", 95, 100],
  ["5 + (100 - 10%)", 95, 95],
  ["10% + 100", 100.1, 10],
  ["50% + 50%", 1, 0],
  ["50% - 10%", 0.4, 0],
];
console.log("mathjs", math.version);
let changed = false;
for (const [formula, guess, known] of cases) {
  const seen = math.evaluate(formula);
  console.log(formula.padEnd(16), "guess:", String(guess).padEnd(6), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
