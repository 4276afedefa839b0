#!/bin/sh
# jStat and simple-statistics (npm): middles, quarters and the least.
# Guess:   the second of the three quartiles is the median; a quarter of the way is one number within one library; the
#          least of 1 and NaN does not depend on their order; half a success has no probability.
# Happens: in jStat the quartiles of 1 to 4 are 1, 2, 3, the median is 2.5, and the first quarter is 1.4375 as a
#          quantile and 1.75 as a percentile; 1.5 successes have 0.42. In simple-statistics the least of NaN and 1 is
#          NaN, of 1 and NaN it is 1. null counts as 0 in the mean of jStat, and is NaN in the other one.
# Seen:    jStat 1.9.6 and 1.9.5, simple-statistics 7.12.1.
# Matters: "half of them wait for at most two days" is said of people of whom half wait for two and a half.
set -eu
version=${1:-1.9.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jstat@$version" simple-statistics@7.12.1
cat > ask.cjs <<'JS'
const { jStat } = require("jstat");
const simple = require("simple-statistics");
const FOUR = [1, 2, 3, 4];
const cases = [ // what is asked, what is seen, the guess, and what is known
  ["jStat: median of 1 to 4", jStat.median(FOUR), 2.5, 2.5],
  ["simple: median of 1 to 4", simple.median(FOUR), 2.5, 2.5],
  ["jStat: second quartile", jStat.quartiles(FOUR)[1], 2.5, 2],
  ["simple: second quartile", simple.quantile(FOUR, 0.5), 2.5, 2.5],
  ["jStat: a quarter, as quartile", jStat.quartiles(FOUR)[0], 1.75, 1],
  ["jStat: a quarter, as quantile", jStat.quantiles(FOUR, [0.25])[0], 1.75, 1.4375],
  ["jStat: a quarter, as percentile", jStat.percentile(FOUR, 0.25), 1.75, 1.75],
  ["jStat: 1 of 2 successes", jStat.binomial.pdf(1, 2, 0.5), 0.5, 0.5],
  ["jStat: 1.5 of 3 successes", jStat.binomial.pdf(1.5, 3, 0.5), 0, 0.42441317919604554],
  ["jStat: mean of 1, null and 3", jStat.mean([1, null, 3]), 2, 4 / 3],
  ["simple: mean of 1, null and 3", simple.mean([1, null, 3]), 2, NaN],
  ["simple: least of NaN and 1", simple.min([NaN, 1]), 1, NaN],
  ["simple: least of 1 and NaN", simple.min([1, NaN]), 1, 1],
];
for (const name of ["jstat", "simple-statistics"]) {
  console.log(name, JSON.parse(require("fs").readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(asked.padEnd(32), `guess: ${guess}`.padEnd(12), "seen:", seen);
  changed ||= !Object.is(seen, known);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
