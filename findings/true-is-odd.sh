#!/bin/sh
# mingo and sift (npm): searches written for MongoDB, over objects in JavaScript.
# Guess:   they find what MongoDB finds: of the odd numbers 1, and not true or "5"; numbers within a list too; a
#          number within a list of lists not. A month after 31 January is 28 February, 30 February is no date, 5
#          January 2026 is in week 1; what is missing is less than 5.
# Happens: for `$mod` in both true is odd, and "5"; sift finds a 1 within [[1, 9]]. `$type: "number"` finds no number
#          in a list with mingo; of "all of none" sift finds everybody. In mingo's sums a month after 31 January is 3
#          March, 30 February 2 March, or 28 February made of its parts; the week is 2, and what is missing is not
#          less than 5.
# Seen:    mingo 7.2.7, sift 17.1.4 and 17.0.1.
# Source:  mingo, esm/operators/_predicates.js, line 98 (`x % b[0] === b[1]`), and date/dateFromParts.js, line 36;
#          MongoDB's manual, `$dateAdd`: a day that the month does not have is its last day.
# Matters: what a page finds offline is not what the database finds; a reminder a month later is days late.
set -eu
version=${1:-7.2.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "mingo@$version" "sift@${2:-17.1.4}"
cat > find.mjs <<'JS'
import { readFileSync } from "node:fs";
import { Aggregator, Query } from "mingo";
import sift from "sift";

const LISTS = [{ a: [1, 9] }, { a: "5" }, { a: [[1, 9]] }, { a: [] }, { a: 4 }];
const PEOPLE = [{ a: 3 }, {}, { a: null }, { a: true }, ...LISTS];
const people = PEOPLE.map((person, index) => ({ _id: index + 1, ...person }));
const day = (text) => new Date(`${text}T00:00:00Z`);
const SEARCHES = [ // the search, the guess, what mingo and sift find
  [{ a: { $lt: 4 } }, "1,5", "1,5", "1,5,7"],
  [{ a: null }, "2,3", "2,3", "2,3"],
  [{ a: 1 }, "5", "5", "5,7"],
  [{ a: { $mod: [2, 1] } }, "1,5", "1,4,5,6", "1,4,5,6,7"],
  [{ a: { $type: "number" } }, "1,5,9", "1,9", "1,5,7,9"],
  [{ a: { $all: [] } }, "", "", "1,2,3,4,5,6,7,8,9"],
];
const SUMS = [ // the expression, the guess, the value for mingo
  [{ $round: [2.5] }, 2, 2],
  [{ $dateAdd: { startDate: day("2026-01-31"), unit: "month", amount: 1 } }, day("2026-02-28"), day("2026-03-03")],
  [{ $dateFromString: { dateString: "2026-02-30" } }, "refused", day("2026-03-02")],
  [{ $dateFromParts: { year: 2026, month: 2, day: 30 } }, day("2026-03-02"), day("2026-02-28")],
  [{ $week: day("2026-01-05") }, 1, 2],
  [{ $lt: ["$missing", 5] }, true, false],
  [{ $gt: ["5", 10] }, true, false],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("mingo", npm("mingo"), "sift", npm("sift"));
let changed = false;
for (const [search, guess, ...known] of SEARCHES) {
  const found = [new Query(search).find(people).all(), people.filter(sift(search))];
  const seen = found.map((some) => some.map((person) => person._id).join());
  console.log(JSON.stringify(search).padEnd(24), `guess: ${guess}`.padEnd(13), `seen: ${seen.join(" and ")}`);
  changed ||= String(seen) !== String(known);
}
const text = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value));
const valued = (expression) => {
  try {
    return new Aggregator([{ $project: { value: expression } }]).run([{ _id: 1 }])[0].value;
  } catch {
    return "refused";
  }
};
for (const [expression, guess, known] of SUMS) {
  const seen = text(valued(expression));
  console.log(JSON.stringify(expression), `guess: ${text(guess)} seen: ${seen}`);
  changed ||= seen !== text(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node find.mjs
