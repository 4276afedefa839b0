#!/bin/sh
# xlsx-calc and hot-formula-parser (npm): the formulas of a workbook.
# Guess:   what Excel shows: of 1, x and 3 in cells the mean and the middle are 2, for a text is no number; TRUE&"" is
#          TRUE, ISNUMBER("5") false; an empty cell is 0; IFERROR has its second value; MOD(-7,3) is 2; ROUND(-2.5,0)
#          is -3.
# Happens: for xlsx-calc the mean is 1.33, the most of a text the text, TRUE&"" is 1, ISNUMBER("5") true, what is more
#          than 1 has the sum 0, and INT, MOD and COUNT are not there. For hot-formula-parser the middle is 1, IFERROR
#          has the error, an empty cell is not 0, MOD(-7,3) is 1, and the second of three letters replaced is the value
#          true. -2 is what both make of -2.5.
# Seen:    xlsx-calc 0.9.2, hot-formula-parser 4.0.0.
# Matters: a workbook with points for offers is calculated so on a server.
set -eu
version=${1:-0.9.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "xlsx-calc@$version" hot-formula-parser@4.0.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const calculate = require("xlsx-calc");
const { Parser } = require("hot-formula-parser");
const COLUMN = [1, "x", 3, null]; // B1 to B4
const first = (f) => {
  const S = { "!ref": "A1:B4", A1: { f }, B1: { v: 1, t: "n" }, B2: { v: "x", t: "s" }, B3: { v: 3, t: "n" } };
  calculate({ SheetNames: ["S"], Sheets: { S } });
  return S.A1.v;
};
const parser = new Parser();
parser.on("callCellValue", ({ row }, done) => done(COLUMN[row.index]));
parser.on("callRangeValue", (from, to, done) => done(COLUMN.slice(from.row.index, to.row.index + 1).map((v) => [v])));
const second = (formula) => {
  const { error, result } = parser.parse(formula);
  return error ?? result;
};
const short = (value) => (typeof value === "number" ? Number(value.toFixed(2)) : value);
const value = (formula) => () => [first, second].map((way) => {
  try {
    return String(short(way(formula)));
  } catch {
    return "error";
  }
}).join(" | ");
const CASES = [ // the formula, Excel, the two
  ["10-4-3", "3", "3 | 3"],
  ["SUM(B1:B3)", "4", "4 | 4"],
  ["AVERAGE(B1:B3)", "2", "1.33 | 2"],
  ["MEDIAN(B1:B3)", "2", "error | 1"],
  ['SUMIF(B1:B3,">1")', "3", "0 | #VALUE!"],
  ['TRUE&""', "TRUE", "1 | true"],
  ['ISNUMBER("5")', "false", "true | false"],
  ["IFERROR(1/0,5)", "5", "5 | #DIV/0!"],
  ["B4=0", "true", "true | false"],
  ["MOD(-7,3)", "2", "error | 1"],
  ["ROUND(-2.5,0)", "-3", "-2 | -2"],
  ['SUBSTITUTE("aaa","a","b",2)', "aba", "undefined | true"],
].map(([formula, guess, known]) => [formula, value(formula), guess, known]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["xlsx-calc", "hot-formula-parser"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(30), `guess: ${guess}`.padEnd(14), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
