#!/bin/sh
# data-forge (npm): a column in which some have no value.
# Guess:   a series of three values, one of them null, is three values, sorted or not; the average and the greatest of
#          nothing are not there; "12 days" and "1,500" are no whole numbers; 30 February is no day.
# Happens: `toArray` leaves out what is null: made a column again, each value after it is in the row before its own. The
#          average, the median and the greatest of nothing are 0. `parseInts` makes 12 and 1, `parseDates` 2 March.
#          `orderBy` of a table keeps the rows without a value, and has one of them between -1 and 3.
# Seen:    data-forge 1.10.5.
# Matters: one person without an answer, and all who come after have that of somebody else.
set -eu
version=${1:-1.10.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "data-forge@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { DataFrame, Series, fromCSV } from "data-forge";
const days = new Series([3, null, 9]);
const people = new DataFrame([{ n: "a" }, { n: "b" }, { n: "c" }]);
const nothing = new Series([]);
const some = new DataFrame([{ d: 3 }, { d: null }, { d: -1 }, {}]);
const read = (rows, parse) => fromCSV(`v\n${rows}\n`)[parse]("v").toArray().map((row) => row.v);
const again = people.withSeries("days", new Series(days.toArray())).toArray();
const CASES = [ // what is asked, the answer, the guess, what is seen
  ["a series", days.toArray(), "3, none, 9", [3, 9]],
  ["its count", days.count(), "3", 3],
  ["as a column", again.map((row) => row.days ?? "none"), "3, none, 9", [3, 9, "none"]],
  ["of nothing", [nothing.average(), nothing.median(), nothing.max()], "none, or refused", [0, 0, 0]],
  ["whole numbers", read('12 days\n"1,500"', "parseInts"), "none, or refused", [12, 1]],
  ["30 February", read("2026-02-30", "parseDates").map((day) => day.getMonth() + 1), "none, or refused", [3]],
  [
    "sorted by days",
    some.orderBy((row) => row.d).toArray().map((row) => row.d ?? "none"),
    "-1, 3, none, none",
    ["none", -1, "none", 3],
  ],
];
console.log("data-forge", JSON.parse(readFileSync("node_modules/data-forge/package.json")).version);
for (const [what, seen, guess] of CASES) console.log(what.padEnd(15), "guess:", guess.padEnd(18), "seen:", `${seen}`);
if (CASES.some(([, seen, , known]) => JSON.stringify(seen) !== JSON.stringify(known))) {
  console.log("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
