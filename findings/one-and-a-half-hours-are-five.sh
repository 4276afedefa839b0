#!/bin/sh
# @lhncbc/ucum-lhc (npm): units in the code that forms of health care use (UCUM), and what is between two of them.
# Guess:   "1.5h" is one and a half hours, or refused: a number with a point is no unit in UCUM.
# Happens: the point multiplies: it is 1 times 5 hours, `status: "succeeded"`; so ten and a half weeks are 50 weeks,
#          and an hour and a quarter is 25 hours, with a message that somebody must have "meant 5.h". Written "1.5.h"
#          there is no message. "2h" and "3/2.h" are what one would think; "1/2h" cannot be converted; "day" and
#          "month" are understood, "days" and "weeks" refused.
# Seen:    7.1.10 and 5.0.4.
# Source:  source-cjs/unitString.js of 7.1.10, line 544: what begins with digits is a number and a unit, once the text
#          has been cut at its points.
# Matters: a form takes "1.5h" as somebody typed it, and a dose or a wait is told as five hours.
set -eu
version=${1:-7.1.10}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@lhncbc/ucum-lhc@$version"
cat > convert.cjs <<'JS'
const units = require("@lhncbc/ucum-lhc").UcumLhcUtils.getInstance();
const CASES = [ // from, to, the guess, and what one of the first is of the second
  ["wk", "d", 7, 7],
  ["mo", "d", 30.4375, 30.4375],
  ["2h", "min", 120, 120],
  ["3/2.h", "min", 90, 90],
  ["month", "d", "refused", 30.4375],
  ["weeks", "d", "refused", "refused"],
  ["1/2h", "min", "refused", "refused"],
  ["1.5h", "min", 90, 300],
  ["1.5.h", "min", 90, 300],
  ["0.5h", "min", 30, 300],
  ["1.25h", "min", 75, 1500],
  ["10.5wk", "d", 73.5, 350],
];
console.log("ucum-lhc", require("@lhncbc/ucum-lhc/package.json").version);
let changed = false;
for (const [from, to, guess, known] of CASES) {
  const found = units.convertUnitTo(from, 1, to);
  const seen = found.status === "succeeded" && found.toVal !== null ? found.toVal : "refused";
  const told = String(found.msg ?? "").replaceAll("\n", " ");
  console.log(`${from} in ${to}`.padEnd(14), `guess: ${guess}`.padEnd(15), "seen:", seen, told && `(${told})`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node convert.cjs
