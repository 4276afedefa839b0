#!/bin/sh
# tidy.js (@tidyjs/tidy, npm): tables as lists of objects, in the manner of dplyr.
# Guess:   as in SQL two keys that are not known are no pair, nor are 1 and "1"; of two columns of one name both stay,
#          or it is refused; two equal days are one; of two values for one cell both are told, or it is refused.
# Happens: null is joined with null, what is missing with what is missing, 1 with "1"; the right table's column takes
#          the place of the left one's; two equal days are two; of two values the last one stands there.
# Seen:    2.6.1 and 2.5.2.
# Matters: who has no team is put into the team that has no name, and takes its pay.
set -eu
version=${1:-2.6.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@tidyjs/tidy@$version"
cat > ask.cjs <<'JS'
const { distinct, innerJoin, leftJoin, max, pivotWider, summarize, sum, tidy } = require("@tidyjs/tidy");
const day = () => new Date("2026-01-05");
const pairs = (left, right) => tidy([left], innerJoin([{ ...right, team: "x" }], { by: "key" })).length;
const cases = [ // what is asked, what is seen, the guess, and what is known
  ["the sum of 1, null and 3", tidy([{ v: 1 }, { v: null }, { v: 3 }], summarize({ s: sum("v") }))[0].s, 4, 4],
  ["the greatest of none", tidy([], summarize({ m: max("v") }))[0].m, undefined, undefined],
  ["pairs of 1 and 1", pairs({ key: 1 }, { key: 1 }), 1, 1],
  ["pairs of 1 and 2", pairs({ key: 1 }, { key: 2 }), 0, 0],
  ["pairs of null and null", pairs({ key: null }, { key: null }), 0, 1],
  ["pairs where both have no key", pairs({}, {}), 0, 1],
  ['pairs of 1 and "1"', pairs({ key: 1 }, { key: "1" }), 0, 1],
  ["pairs of a day and the same day", pairs({ key: day() }, { key: day() }), 1, 1],
  ["distinct days of two equal ones", tidy([{ key: day() }, { key: day() }], distinct("key")).length, 1, 2],
  ["pay 1 joined with pay 2", tidy([{ key: 1, pay: 1 }], leftJoin([{ key: 1, pay: 2 }], { by: "key" }))[0].pay, 1, 2],
  ["a cell of 1 and 2",
    tidy([{ i: 1, k: "a", v: 1 }, { i: 1, k: "a", v: 2 }], pivotWider({ namesFrom: "k", valuesFrom: "v" }))[0].a,
    "1 and 2", 2],
];
console.log("tidy.js", JSON.parse(require("fs").readFileSync("node_modules/@tidyjs/tidy/package.json")).version);
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(asked.padEnd(32), `guess: ${guess}`.padEnd(17), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
