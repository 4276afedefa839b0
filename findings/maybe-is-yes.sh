#!/bin/sh
# arquero (npm): a CSV file whose later rows say something else than its first ones.
# Guess:   a column in which all is true, false or a day up to row 1000, and another word then, is one of texts; or the
#          word is refused, or none. 30 February is no day. Who has no number is not below five.
# Happens: the kind is settled by the first 1000 rows: below them "maybe" and "no" are true, "soon" is an invalid date,
#          and "n/a" is NaN. 2026-02-30 is 2 March, among the first ones too. Who has no number is below five, as in
#          JavaScript, and is not below zero. Of two rows with one key `lookup` takes the last.
# Seen:    arquero 7.2.1 and 8.0.1.
# Matters: the answers of the first thousand people decide what the others have said.
set -eu
version=${1:-7.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "arquero@$version"
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { fromCSV, table } from "arquero";
const last = (first, word, rows = 1000) => {
  const value = fromCSV(`answer\n${`${first}\n`.repeat(rows)}${word}\n`).array("answer").at(-1);
  return value instanceof Date && !Number.isNaN(+value) ? value.toISOString().slice(0, 10) : String(value);
};
const rows = table({ name: ["a", "b", "c"], days: [3, null, 9] });
const twice = table({ key: [1, 1], of: ["first", "second"] });
const CASES = [ // what is read, the value, the guess, what is seen
  ["maybe, after 1000 true", last("true", "maybe"), "maybe", "true"],
  ["no, after 1000 true", last("true", "no"), "no", "true"],
  ["soon, after 1000 days", last("2026-01-05", "soon"), "soon", "Invalid Date"],
  ["n/a, after 1000 numbers", last("5", "n/a"), "n/a", "NaN"],
  ["maybe, after 999 true", last("true", "maybe", 999), "maybe", "maybe"],
  ["2026-02-30, after a day", last("2026-01-05", "2026-02-30", 1), "2026-02-30", "2026-03-02"],
  ["days < 5", rows.filter((row) => row.days < 5).array("name").join(), "a", "a,b"],
  ["lookup of a key", table({ key: [1] }).lookup(twice, ["key"], "of").array("of")[0], "refused, or first", "second"],
];
console.log("arquero", JSON.parse(readFileSync("node_modules/arquero/package.json")).version);
for (const [what, seen, guess] of CASES) console.log(what.padEnd(25), "guess:", guess.padEnd(18), "seen:", seen);
if (CASES.some(([, seen, , known]) => seen !== known)) {
  console.log("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node read.mjs
