#!/bin/sh
# jsonld (npm): statements of RDF as JSON-LD, with `useNativeTypes`, and back.
# Guess:   a whole number that JavaScript cannot hold, or that is written with noughts or a plus, keeps its type, as a
#          number with decimals and one that is none ("soon") do.
# Happens: it is a text, without a type: 9007199254740993, 005 and +5 come back as texts in RDF. "soon", INF and 5.50
#          keep their types. A text in its turn gets the type string, said in full.
# Seen:    9.0.0.
# Source:  JSON-LD 1.1 Processing Algorithms and API, 8.6, "RDF to Object Conversion".
# Matters: an amount in cents, or a number of an account, is no number any more after one reading and writing.
set -eu
version=${1:-9.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jsonld@$version"
cat > ask.mjs <<'JS'
import jsonld from "jsonld";
import { readFileSync } from "node:fs";
console.log("jsonld", JSON.parse(readFileSync("node_modules/jsonld/package.json")).version);
const format = "application/n-quads";
const typed = (value, type) => `"${value}"^^<http://www.w3.org/2001/XMLSchema#${type}>`;
const again = async (value) => {
  const document = await jsonld.fromRDF(`<http://e/a> <http://e/b> ${value} .\n`, { format, useNativeTypes: true });
  const quads = await jsonld.toRDF(document, { format });
  return quads.trim().slice("<http://e/a> <http://e/b> ".length, -2).replace(/<.*#(.*)>/, "$1");
};
const cases = [ // the value, the guess, what is seen
  ["5", "integer", '"5"^^integer', '"5"^^integer'],
  ["1", "boolean", '"true"^^boolean', '"true"^^boolean'],
  ["5.50", "decimal", '"5.50"^^decimal', '"5.50"^^decimal'],
  ["soon", "integer", '"soon"^^integer', '"soon"^^integer'],
  ["005", "integer", '"005"^^integer', '"005"'],
  ["+5", "integer", '"+5"^^integer', '"+5"'],
  ["9007199254740993", "integer", '"9007199254740993"^^integer', '"9007199254740993"'],
].map(([value, type, guess, known]) => [`${value} ${type}`, guess, known, () => again(typed(value, type))]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(26), "guess:", guess.padEnd(28), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
