#!/bin/sh
# csvtojson, fast-csv, d3-dsv and csv-parser (npm): one CSV file, read by four.
# Guess:   a plain file says the same to all: a blank line is no row, or one to all; blanks beside a cell are its own;
#          of two columns of one name both are there, or it is refused; a row with a cell too many is refused, or keeps
#          it; a blank behind a quoted cell changes nothing.
# Happens: a blank line is nobody for one, a person with two empty answers for two and one without any for the fourth.
#          csvtojson takes the blanks away and makes a record of a.b. Of two columns of one name three keep the last
#          one. d3-dsv drops a cell too many, and the cell behind a quoted one with a blank; csv-parser makes one cell
#          of the two. A cell too many is an error in fast-csv.
# Seen:    csvtojson 2.0.14, fast-csv 5.0.8, d3-dsv 3.0.2, csv-parser 3.2.1.
# Matters: answers in a table go through several such readers, on a server and in a page.
set -eu
version=${1:-2.0.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "csvtojson@$version" fast-csv@5.0.8 d3-dsv@3.0.2 csv-parser@3.2.1
cat > ask.mjs <<'JS'
import { once } from "node:events";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { csvParse } from "d3-dsv";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const csvToJson = require("csvtojson");
const csvParser = require("csv-parser");
const { parseString } = require("fast-csv");
const rowsOf = async (stream) => {
  const rows = [];
  stream.on("data", (row) => rows.push(row));
  await once(stream, "end");
  return rows;
};
const READERS = [
  (text) => csvToJson().fromString(text), (text) => rowsOf(parseString(text, { headers: true })),
  (text) => Array.from(csvParse(text)), (text) => rowsOf(Readable.from([text]).pipe(csvParser())),
];
const read = async (text) => {
  const answers = await Promise.all(READERS.map(async (reader) => {
    try {
      return JSON.stringify(await reader(text)).replaceAll('"', "");
    } catch {
      return "error";
    }
  }));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : answers.join(" | ");
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["two cells", () => read("a,b\n1,2\n"), "[{a:1,b:2}]", "[{a:1,b:2}]"],
  ["two lines in a cell", () => read("a,b\n\"x\ny\",z\n"), "[{a:x\\ny,b:z}]", "[{a:x\\ny,b:z}]"],
  ["a blank line", () => read("a,b\n\n1,2\n"),
    "[{a:1,b:2}]", "[{a:1,b:2}] | [{a:,b:},{a:1,b:2}] | [{a:,b:},{a:1,b:2}] | [{},{a:1,b:2}]"],
  ["blanks", () => read(" a , b \n x , y \n"),
    "[{ a : x , b : y }]", "[{a:x,b:y}] | [{ a : x , b : y }] | [{ a : x , b : y }] | [{ a : x , b : y }]"],
  ["one name twice", () => read("a,a\n1,2\n"), "error", "[{a:2}] | error | [{a:2}] | [{a:2}]"],
  ["a dot", () => read("a.b,a.c\n1,2\n"),
    "[{a.b:1,a.c:2}]", "[{a:{b:1,c:2}}] | [{a.b:1,a.c:2}] | [{a.b:1,a.c:2}] | [{a.b:1,a.c:2}]"],
  ["a cell too few", () => read("a,b\n1\n2,3\n"),
    "[{a:1},{a:2,b:3}]", "[{a:1},{a:2,b:3}] | [{a:1,b:},{a:2,b:3}] | [{a:1,b:},{a:2,b:3}] | [{a:1},{a:2,b:3}]"],
  ["a cell too many", () => read("a,b\n1,2,3\n"),
    "error", "[{a:1,b:2,field3:3}] | error | [{a:1,b:2}] | [{a:1,b:2,_2:3}]"],
  ["a blank behind quotes", () => read("a,b\n\"x\" ,y\n"),
    "[{a:x,b:y}]", "[{a:x,b:y}] | [{a:x,b:y}] | [{a:x,b:}] | [{a:\\x\\ ,y}]"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["csvtojson", "fast-csv", "d3-dsv", "csv-parser"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(27), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
