#!/bin/sh
# cli-table3, columnify and table (npm): values in tables for a terminal.
# Guess:   a value in a cell is shown as it is written as a text; what is too long for its column is cut between
#          words, or within one, and says what it said.
# Happens: for cli-table3 a cell with a day, or with a list, is empty, and there is no error. columnify cuts a long
#          word into pieces and puts "…" to each of them. table refuses a tab.
# Seen:    cli-table3 0.6.5 and 0.6.0, columnify 1.6.0, table 6.9.0.
# Matters: the days by which something is due are a column of such tables.
set -eu
version=${1:-0.6.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "cli-table3@$version" columnify@1.6.0 table@6.9.0
cat > cells.mjs <<'JS'
import { readFileSync } from "node:fs";
import Table from "cli-table3";
import columnify from "columnify";
import { table } from "table";

const DAY = new Date("2026-01-05T00:00:00Z");
const plain = (text) => text.replaceAll(/\u001b\[[0-9;]*m/g, "").replaceAll(/[^\w\s,.…:()+]/g, " ");
const words = (text) => plain(text).replaceAll(/\s+/g, " ").trim();
const byCli = (value, width) => {
  const made = new Table({ colWidths: [null, width ?? null], wordWrap: true });
  made.push(["a", value, "b"]);
  return made.toString();
};
const byColumnify = (value, width) => {
  const config = width ? { value: { maxWidth: width } } : {};
  return columnify([{ first: "a", value, last: "b" }], { showHeaders: false, config });
};
const byTable = (value, width) => table([["a", value, "b"]], width ? { columns: { 1: { width } } } : {});
const CASES = [ // the value, a width, the guess, what cli-table3, columnify and table show between a and b
  [5, undefined, "a 5 b", "a 5 b", "a 5 b", "a 5 b"],
  ["0012", undefined, "a 0012 b", "a 0012 b", "a 0012 b", "a 0012 b"],
  [true, undefined, "a true b", "a true b", "a true b", "a true b"],
  [[1, 2], undefined, "a 1,2 b", "a b", "a 1,2 b", "a 1,2 b"],
  [DAY, undefined, `a ${words(String(DAY))} b`, "a b", `a ${words(String(DAY))} b`, `a ${words(String(DAY))} b`],
  ["a\tb", undefined, "a a b b", "a a b b", "a a b b", "refused"],
  ["shortlisted", 6, "a shortlisted b", "a sho… b", "a short… b listed", "a shortl b isted"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["cli-table3", "columnify", "table"].map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [value, width, guess, ...known] of CASES) {
  const seen = [byCli, byColumnify, byTable].map((show) => {
    try {
      return words(show(value, width));
    } catch {
      return "refused";
    }
  });
  console.log(JSON.stringify(value), `guess: ${guess} seen: ${seen.join(" | ")}`);
  changed ||= seen.join("|") !== known.join("|");
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node cells.mjs
