#!/bin/sh
# dataframe-js (npm): rows of a table by its SQL, and sorted by a column.
# Guess:   `d = 3` finds three, `d != 3` the others, LIMIT 1 is one row; what it does not know is refused, as is a
#          word that is none. AND binds before OR. What `sortBy` gives is new, for the table "is immutable".
# Happens: numbers are texts to `=`, and `d = 3` finds none, while `d IN (3, 5)` finds both; `!=`, ORDER BY, LIMIT
#          and a misspelt WHERE are left out without a word, so that all rows come, as they stand. OR binds before AND.
#          `sortBy` sorts the table itself, too. Only NOT is refused.
# Seen:    dataframe-js 1.4.4.
# Matters: a deletion of "all that is not three" takes everything.
set -eu
version=${1:-1.4.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "dataframe-js@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import module from "dataframe-js";
const { DataFrame } = module;
const people = new DataFrame({ n: ["a", "b", "c", "d"], d: [3, 5, 9, 3] }, ["n", "d"]);
DataFrame.sql.registerTable(people, "people", true);
const asked = (rest, column = "n") => {
  try {
    return DataFrame.sql.request(`SELECT ${column} FROM people ${rest}`).toArray("n").join(" ") || "none";
  } catch {
    return "refused";
  }
};
const CASES = [ // what is asked, the guess, what is seen
  ["WHERE d = 3", "a d", "none"],
  ["WHERE d IN (3, 5)", "a b d", "a b d"],
  ["WHERE d > 3", "b c", "b c"],
  ["WHERE d != 3", "b c", "a b c d"],
  ["LIMIT 1", "a", "a b c d"],
  ["ORDER BY d", "a d b c", "a b c d"],
  ["WHRE d > 3", "refused", "a b c d"],
  ["WHERE NOT d > 3", "a d", "refused"],
  ["WHERE n = 'a' OR n = 'b' AND d > 9", "a", "none"],
];
console.log("dataframe-js", JSON.parse(readFileSync("node_modules/dataframe-js/package.json")).version);
let changed = false;
for (const [rest, guess, known] of CASES) {
  const seen = asked(rest);
  console.log(rest.padEnd(36), "guess:", guess.padEnd(8), "seen:", seen);
  changed ||= seen !== known;
}
const table = new DataFrame({ d: [9, 3, 5] }, ["d"]);
table.sortBy("d");
console.log("a table, after it was sorted".padEnd(36), "guess: 9 3 5    seen:", table.toArray("d").join(" "));
if (changed || table.toArray("d").join(" ") !== "3 5 9") {
  console.log("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
