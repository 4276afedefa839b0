#!/bin/sh
# json-2-csv (npm): records as CSV, and back.
# Guess:   what it writes it reads: each record is there, a text is that text, as one with a comma or a line end is; a
#          number in a text may become a number, as CSV has no types.
# Happens: a last record whose one answer is empty is gone, and the text of the one before it ends with a line end. The
#          text "undefined" is no answer, "[1]" a list, and "null" null. The name `a\b` comes back as `a.`, and one
#          with a quotation mark has two.
# Seen:    json-2-csv 5.6.0 and 5.0.1, where the last of these names has eight.
# Matters: answers go to a table and come back from it.
set -eu
version=${1:-5.6.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-2-csv@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { csv2json, json2csv } from "json-2-csv";
const back = (...records) => [
  JSON.stringify(records),
  () => JSON.stringify(csv2json(json2csv(records))),
  "the same",
];
const CASES = [ // the records, what is done, the guess, what comes back
  [...back({ a: "x,y\n" }, { a: "z" }), '[{"a":"x,y\\n"},{"a":"z"}]'],
  [...back({ a: "x", b: "" }), '[{"a":"x","b":""}]'],
  [...back({ a: "x" }, { a: "" }), '[{"a":"x\\n"}]'],
  [...back({ a: "" }), "[]"],
  [...back({ a: "x", b: "undefined" }), '[{"a":"x"}]'],
  [...back({ a: "x", b: "[1]" }), '[{"a":"x","b":[1]}]'],
  [...back({ a: "x", b: "null" }), '[{"a":"x","b":null}]'],
  [...back({ "a\\b": 1 }), '[{"a.":1}]'],
  [...back({ 'a"b': 1 }), '[{"a\\"\\"b":1}]'],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("json-2-csv", npm("json-2-csv"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
