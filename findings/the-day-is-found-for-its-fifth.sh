#!/bin/sh
# liqe (npm): records found by a query in Lucene's words.
# Guess:   a OR b AND c is a, or both b and c, as in SQL; `d:5` finds what is 5, and does not find a day; a day is
#          compared with a day; 1e1 is 10.
# Happens: the query is read from left to right: (a OR b) AND c. `d:5` finds the day 2026-01-05, and the name "Room
#          15", for 5 stands in them; `-d:5` leaves them out. More or less than a day is an error, 1e1 a text that
#          nobody has.
# Seen:    3.8.7; 3.6.1 likewise, but that 1e1 and a pair in brackets are errors there.
# Matters: one looks for cases in lists by such queries: who is new and waits, or is late.
set -eu
version=${1:-3.8.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "liqe@$version"
cat > ask.mjs <<'JS'
import { filter, parse } from "liqe";
import { readFileSync } from "node:fs";

const RECORDS = [
  { n: "five", d: 5 }, { n: "ten", d: 10 }, { n: "text", d: "5" }, { n: "null", d: null }, { n: "none" },
  { n: "list", d: [3, 8] }, { n: "day", d: "2026-01-05" }, { n: "room", d: "Room 15" },
];
const found = (query) => filter(parse(query), RECORDS).map(({ n }) => n).sort().join();
const CASES = [ // what is asked, how, the guess, what is seen
  ["d:=5", () => found("d:=5"), "five", "five"],
  ["d:>4", () => found("d:>4"), "five,list,ten", "five,list,ten"],
  ["d:[1 TO 6]", () => found("d:[1 TO 6]"), "five,list", "five,list"],
  ["d:5", () => found("d:5"), "five,text", "day,five,room,text"],
  ["-d:5", () => found("-d:5"), "day,list,none,null,room,ten", "list,none,null,ten"],
  ["5", () => found("5"), "five,text", "day,five,room,text"],
  ["n:five OR n:ten AND d:10", () => found("n:five OR n:ten AND d:10"), "five,ten", "ten"],
  ["n:five OR (n:ten AND d:10)", () => found("n:five OR (n:ten AND d:10)"), "five,ten", "five,ten"],
  ["d:10 AND n:ten OR n:five", () => found("d:10 AND n:ten OR n:five"), "five,ten", "five,ten"],
  ["d:>2026-01-04", () => found("d:>2026-01-04"), "day", "error"],
  ["d:1e1", () => found("d:1e1"), "ten", ""],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["liqe"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(27), `guess: ${guess}`.padEnd(35), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
