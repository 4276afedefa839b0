#!/bin/sh
# any-date-parser and sherlockjs (npm): days as people write them.
# Guess:   what is no day is none: 30 February, 13/13/2026, 2026-13-01. 24:00 on the 5th is the 6th, a week of ISO
#          8601 is the week or none. "Not before Friday" begins on Friday, "from 5 to 9 February" is in February.
# Happens: for any-date-parser 13/13/2026 is 13 March, 2026-13-01 13 June 2001, week 2026-W02-1 1 February, 24:00
#          midnight of the day before; sherlockjs and it have 2 March for 30 February. For sherlockjs "not before
#          Friday" is from 1900 to Friday, "from 5 to 9 February" begins today at five, and "I sat there" is on
#          Saturday.
# Seen:    any-date-parser 2.2.4 and 2.0.0, sherlockjs 1.4.2.
# Source:  README of any-date-parser 2.2.4, lines 151 to 328, names the formats; a week of ISO 8601 is not among them.
# Matters: a slip of the finger becomes a day that nobody wrote.
set -eu
version=${1:-2.2.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "any-date-parser@$version" sherlockjs@1.4.2
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const found = require("any-date-parser");
const dates = found.default ?? found;
const sherlock = require("sherlockjs");
sherlock._setNow(new Date(2026, 0, 5, 10));
const there = (moment) => moment && !Number.isNaN(moment.getTime());
const iso = (moment) => (there(moment) ? moment.toISOString().slice(0, 16).replace("T00:00", "") : "none");
const single = (text) => iso(dates.fromString(text));
const range = (text) => {
  const { startDate, endDate } = sherlock.parse(text);
  return `${iso(startDate)}${endDate ? ` to ${iso(endDate)}` : ""}`;
};
const CASES = [ // who reads, the text, the guess, the day
  [single, "5 January 2026", "2026-01-05", "2026-01-05"],
  [single, "soon", "none", "none"],
  [single, "13/13/2026", "none", "2026-03-13"],
  [single, "2026-13-01", "none", "2001-06-13"],
  [single, "2026-W02-1", "2026-01-05", "2026-02-01"],
  [single, "2026-01-05T24:00:00Z", "2026-01-06", "2026-01-05"],
  [single, "30 February 2026", "none", "2026-03-02"],
  [range, "meet on 5 february", "2026-02-05", "2026-02-05"],
  [range, "monday week", "2026-01-19", "2026-01-19"],
  [range, "30 february", "none", "2026-03-02"],
  [range, "not before friday", "2026-01-09", "1900-01-01 to 2026-01-09"],
  [range, "from 5 to 9 february", "2026-02-05 to 2026-02-09", "2026-01-05T17:00 to 2026-02-09T17:00"],
  [range, "i sat there", "none", "2026-01-10"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("any-date-parser", npm("any-date-parser"), "sherlockjs", npm("sherlockjs"), "(5 January 2026)");
let changed = false;
for (const [read, text, guess, known] of CASES) {
  const seen = read(text);
  console.log(text.padEnd(21), `guess: ${guess}`.padEnd(32), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node read.mjs
