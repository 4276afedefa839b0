#!/bin/sh
# csv-stringify and csv-parse (npm): a table written as CSV, and read by the sister of what wrote it.
# Guess:   true and false are written as "true" and "false", or both as digits; a day is written as a day; with `cast`
#          and `cast_date`, numbers and dates are what is read: "0012" and "Room 5" are texts, 0x10 is 16 or a text,
#          30 February is no date.
# Happens: true is "1", false an empty cell, as null is; a moment is its milliseconds. Read, "0012" is 12 and 0x10 is 0;
#          "Room 5" is 1 May 2001, "2-3" 3 February of that year, and 30 February 2 March. Behind a "#" within a cell,
#          the rest of the line is a comment.
# Seen:    csv-stringify 6.9.0 and 6.5.0, csv-parse 7.0.3 and 5.5.6.
# Source:  https://csv.js.org/parse/options/comment: "Treat all the characters after this one as a comment".
# Matters: "no" and "not stated" are one in the table, and a room is a day.
set -eu
version=${1:-6.9.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "csv-stringify@$version" "csv-parse@${2:-7.0.3}"
cat > ask.cjs <<'JS'
const { parse } = require("csv-parse/sync");
const { stringify } = require("csv-stringify/sync");
const show = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : JSON.stringify(value));
const read = (text, options) => show(parse(`"${text}"\n`, { cast: true, cast_date: true, ...options })[0][0]);
const cases = [ // what is asked, what is seen, the guess, and what is known
  ["0.5 written", stringify([[0.5]]).trim(), "0.5", "0.5"],
  ["true written", stringify([[true]]).trim(), "true", "1"],
  ["false written", stringify([[false, 1]]).trim(), "false,1", ",1"],
  ["null written", stringify([[null, 1]]).trim(), ",1", ",1"],
  ["a day written", stringify([[new Date("2026-01-05")]]).trim(), "2026-01-05T00:00:00.000Z", "1767571200000"],
  ["1e3 read", read("1e3"), "1000", "1000"],
  ["2026-01-05 read", read("2026-01-05"), "2026-01-05", "2026-01-05"],
  ["5 days read", read("5 days"), '"5 days"', '"5 days"'],
  ["0012 read", read("0012"), '"0012"', "12"],
  ["0x10 read", read("0x10"), '"0x10"', "0"],
  ["Room 5 read", read("Room 5"), '"Room 5"', "2001-05-01"],
  ["2-3 read", read("2-3"), '"2-3"', "2001-02-03"],
  ["2026-02-30 read", read("2026-02-30"), '"2026-02-30"', "2026-03-02"],
  ["room #5,call read", show(parse("room #5,call\n", { comment: "#" })[0]), '["room #5","call"]', '["room "]'],
];
for (const name of ["csv-stringify", "csv-parse"]) {
  console.log(name, JSON.parse(require("fs").readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(asked.padEnd(18), `guess: ${guess}`.padEnd(32), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.cjs
