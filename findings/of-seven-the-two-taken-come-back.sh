#!/bin/sh
# oxigraph (npm): a database for RDF that is asked in SPARQL.
# Guess:   10 - 4 - 3 is 3 and 12 / 2 / 3 is 2; 10 - 4 + 3 is 9; a number in a text is as it was written, so that 1 and
#          01 are two terms.
# Happens: 10 - 4 - 3 is 9, 10 - 4 + 3 is 3, 12 / 2 / 3 is 18: each sign takes all to its right. With brackets, or one
#          sign, it is right. 01 is 1 and 1.50 is 1.5 as soon as they are read, and thirty-six hours are `P1DT12H`;
#          sameTerm(1, 01) is true.
# Seen:    oxigraph 0.5.11 and 0.4.9.
# Matters: days that are left, and sums, are such a row of differences.
set -eu
version=${1:-0.5.11}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "oxigraph@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import oxigraph from "oxigraph";
const PREFIX = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>";
const value = (expression) => () => {
  const [row] = new oxigraph.Store().query(`${PREFIX} SELECT (STR(${expression}) AS ?value) {}`);
  return row.get("value")?.value;
};
const CASES = [ // the expression, the guess, what is seen
  ["10 - 4", "6", "6"],
  ["10 - 4 - 3", "3", "9"],
  ["(10 - 4) - 3", "3", "3"],
  ["10 - 4 + 3", "9", "3"],
  ["20 - 1 - 1 - 1", "17", "19"],
  ["12.0 / 2.0 * 3.0", "18", "2"],
  ["2 * 3 - 1", "5", "5"],
  ["01", "01", "1"],
  ["1.50", "1.50", "1.5"],
  ["'PT36H'^^xsd:dayTimeDuration", "PT36H", "P1DT12H"],
  ["sameTerm(1, 01)", "false", "true"],
].map(([expression, guess, known]) => [expression, value(expression), guess, known]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("oxigraph", npm("oxigraph"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(30), `guess: ${guess}`.padEnd(16), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
