#!/bin/sh
# humanize-duration (npm): lengths of time in words.
# Guess:   365 days are a year, or rounded to one; what is no number is refused; two days ago are not two days ahead;
#          1.96 days with one digit are 2.
# Happens: a year is 365.25 days: 365 are "11 months, 4 weeks, 2 days, 4 hours, 30 minutes", as one part "11 months",
#          and as days and longer "11 months, 30 days". "soon" and NaN are "0 seconds"; -2 days are "2 days"; 1.96 is
#          cut to 1.9. 30 days are "4 weeks, 2 days", and 30.4, which is nearly a month, "4 weeks".
# Seen:    3.35.1 and 3.27.0.
# Source:  humanize-duration.js of 3.35.1, line 1629: a year is 31557600000 milliseconds, a month a twelfth of it.
# Matters: "you have been there for 11 months" is said of a year, on which a notice period depends.
set -eu
version=${1:-3.35.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "humanize-duration@$version"
cat > say.cjs <<'JS'
const say = require("humanize-duration");
const DAY = 864e5;
const PARTS = { units: ["y", "mo", "d"], round: true };
const CASES = [ // the days, the options, the guess, the words
  [1.9, { units: ["d"], round: true }, "2 days", "2 days"],
  [6.99, { largest: 1, round: true }, "1 week", "1 week"],
  [366, { largest: 1 }, "1 year", "1 year"],
  [365, { largest: 1 }, "1 year", "11 months"],
  [365, PARTS, "1 year", "11 months, 30 days"],
  [365, {}, "1 year", "11 months, 4 weeks, 2 days, 4 hours, 30 minutes"],
  [30.4, { largest: 1, round: true }, "1 month", "4 weeks"],
  [-2, {}, "-2 days", "2 days"],
  [1.96, { units: ["d"], maxDecimalPoints: 1 }, "2 days", "1.9 days"],
  ["soon", {}, "refused", "0 seconds"],
];
console.log("humanize-duration", require("humanize-duration/package.json").version);
let changed = false;
for (const [days, options, guess, known] of CASES) {
  let seen;
  try {
    seen = say(typeof days === "number" ? days * DAY : days, options);
  } catch {
    seen = "refused";
  }
  console.log(`${days} ${JSON.stringify(options)}`.padEnd(44), `guess: ${guess}`.padEnd(15), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node say.cjs
