#!/bin/sh
# sift and mingo (npm): records in memory, asked as MongoDB is.
# Guess:   they find what MongoDB finds: 5 is no moment and is not in a list within a list, NaN is a number that equals
#          itself, `$lte: null` finds null and what is not there, `$mod` is about numbers, a list may stand in `$in`.
# Happens: for sift 5 is also the fifth millisecond of 1970 and stands in [[5]], NaN is found by nothing, an empty list
#          is `$lte: null`, `$all` of nothing finds all. For mingo a list of numbers is no number, what is not there is
#          not `$lte: null`, all that is a number is `$gte: NaN`, no list is found by `$in`. For both `$mod` has 1 of
#          true, of that moment and of [[5]].
# Seen:    sift 17.1.3 and 17.1.4, mingo 7.2.7. sift turns moments into numbers in `comparable` (lib/index.js).
# Matters: rules over records are tried with these, and go to a database then.
set -eu
version=${1:-17.1.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "sift@$version" mingo@7.2.7
cat > find.cjs <<'JS'
const sift = require("sift").default;
const { Query } = require("mingo");
const VALUES = [5, null, undefined, [1, 9], true, [], NaN, new Date(5), [[5]]];
const RECORDS = VALUES.map((v, place) => (v === undefined ? { place } : { place, v }));
const CASES = [
  // the condition, what MongoDB finds (the guess), what sift finds, what mingo finds
  ["5", 5, "0", "0,7,8", "0"],
  ["not 5", { $ne: 5 }, "1,2,3,4,5,6,7,8", "1,2,3,4,5,6", "1,2,3,4,5,6,7,8"],
  ["more than 4", { $gt: 4 }, "0,3", "0,3,7,8", "0,3"],
  ["a number", { $type: "number" }, "0,3,6", "0,3,6,8", "0"],
  ["not a number", NaN, "6", "", "6"],
  ["at least NaN", { $gte: NaN }, "6", "", "0,3,6"],
  ["at most null", { $lte: null }, "1,2", "1,2,5", "1"],
  ["all of nothing", { $all: [] }, "", "0,1,2,3,4,5,6,7,8", ""],
  ["one of [[1, 9]]", { $in: [[1, 9]] }, "3", "3", ""],
  ["1 modulo 4", { $mod: [4, 1] }, "0,3", "0,3,4,7,8", "0,3,4,7,8"],
];
const version = (name) => require(`./node_modules/${name}/package.json`).version;
console.log("sift", version("sift"), "mingo", version("mingo"));
let changed = false;
for (const [words, condition, guess, ofSift, ofMingo] of CASES) {
  const query = new Query({ v: condition });
  const places = (records) => records.map((record) => record.place).join();
  const seen = [places(RECORDS.filter(sift({ v: condition }))), places(RECORDS.filter((r) => query.test(r)))];
  console.log(words.padEnd(16), "guess:", guess.padEnd(16), "sift:", seen[0].padEnd(18), "mingo:", seen[1]);
  changed ||= seen[0] !== ofSift || seen[1] !== ofMingo;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node find.cjs
