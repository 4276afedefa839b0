#!/bin/sh
# convert-units (npm): a quantity in another unit, or in the best one.
# Guess:   -90 minutes are best said as -1.5 hours; a mile is 1.609344 km, as it is defined; nothing, null, cannot be
#          converted; 40 days are best said in days or weeks.
# Happens: they are -5400000000000 nanoseconds; a mile is 1.6093439485; null minutes are 0 hours, and an empty text
#          as well; 40 days are 1.314 months, of which each has 30.4375 days.
# Seen:    convert-units 2.3.4 and 2.3.3. `toBest` takes the unit with the least number from 1 on, and stays with the
#          first one if there is none.
# Matters: a deadline that has passed is shown so, and one that nobody stated as now.
set -eu
version=${1:-2.3.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "convert-units@$version"
cat > ask.cjs <<'JS'
const convert = require("convert-units");
const best = (value, unit) => {
  const found = convert(value).from(unit).toBest();
  return `${found.val} ${found.unit}`;
};
const cases = [ // what is asked, the guess, and what is seen
  ["90 min at best", () => best(90, "min"), "1.5 h", "1.5 h"],
  ["-90 min at best", () => best(-90, "min"), "-1.5 h", "-5400000000000 ns"],
  ["0 min at best", () => best(0, "min"), "0 min", "0 ns"],
  ["40 d at best", () => best(40, "d"), "40 d", "1.3141683778234086 month"],
  ["2 weeks in d", () => convert(2).from("week").to("d"), 14, 14],
  ["1 mi in km", () => convert(1).from("mi").to("km"), 1.609344, 1.6093439485009937],
  ["1 month in d", () => convert(1).from("month").to("d"), "refused", 30.4375],
  ["1 h in m", () => convert(1).from("h").to("m"), "refused", "refused"],
  ["null min in h", () => convert(null).from("min").to("h"), "refused", 0],
  ["'' min in h", () => convert("").from("min").to("h"), "refused", 0],
];
console.log("convert-units", require("convert-units/package.json").version);
let changed = false;
for (const [asked, ask, guess, known] of cases) {
  let seen = "refused";
  try {
    seen = ask();
  } catch {}
  console.log(asked.padEnd(16), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
