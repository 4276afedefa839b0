#!/bin/sh
# DataScript (npm): a database in memory with the queries of Datomic, in JavaScript.
# Guess:   what is no number is neither less nor more than 5, or the question is refused, as `(min ?v)` of such values
#          is.
# Happens: each has its place: true, false and every day are less than 5, every text, list and object more, "4" too.
#          `(!= ?v 10)` finds the text "10", `(= ?v "10")` not the 10. Only with three in a row, `(< 5 ?v 20)`, the
#          number alone is found, by luck: the texts are above 20, too.
# Seen:    DataScript 1.8.1 and 1.5.1, the same.
# Matters: whose days were typed as a text waits longer than anybody, and a day has passed before it came.
set -eu
version=${1:-1.8.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "datascript@$version"
cat > ask.cjs <<'JS'
const { db_with, empty_db, q } = require("datascript");
const day = new Date("2026-01-05");
const VALUES = { number: 10, text: "4", ten: "10", yes: true, day, list: [1], object: { a: 1 } };
const records = Object.entries(VALUES).map(([name, value], at) => ({ ":db/id": at + 1, name, value }));
const db = db_with(empty_db(), records);
const cases = [ // the condition, the guess, and what is found
  ["(= ?v 10)", "number", "number"],
  ['(= ?v "10")', "ten", "ten"],
  ["(!= ?v 4)", "day list number object ten text yes", "day list number object ten text yes"],
  ["(< ?v 5)", "", "day yes"],
  ["(> ?v 5)", "number", "list number object ten text"],
  ["(>= ?v 10)", "number", "list number object ten text"],
  ['(< ?v "5")', "ten text", "day number ten text yes"],
  ["(< 5 ?v 20)", "number", "number"],
];
console.log("DataScript", require("datascript/package.json").version);
let changed = false;
for (const [condition, guess, known] of cases) {
  const seen = q(`[:find [?n ...] :where [?e "name" ?n] [?e "value" ?v] [${condition}]]`, db).sort().join(" ");
  console.log(condition.padEnd(12), `guess: ${guess || "none"}`.padEnd(43), "seen:", seen || "none");
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
