#!/bin/sh
# lucene and lucene-query-parser (npm): queries in Lucene's words, read.
# Guess:   a AND b OR c is both a and b, or c, in any order, as in SQL and in the query language of Kibana; what is
#          read and written again is the same: a~0.5 is as near as that.
# Happens: the one on the right is always closer: a AND (b OR c), and of two such pairs a AND (b OR (c AND d)). a~0.5
#          is written as a~.
# Seen:    lucene 2.1.1, lucene-query-parser 1.2.0.
# Matters: cases are looked for by such queries: who is late and waits, or is new.
set -eu
version=${1:-2.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "lucene@$version" lucene-query-parser@1.2.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const lucene = require("lucene");
const older = require("lucene-query-parser");
const shown = (node) => {
  if (node.term !== undefined) return node.term;
  return node.operator ? `(${shown(node.left)} ${node.operator} ${shown(node.right)})` : shown(node.left);
};
const both = (text) => {
  const [first, second] = [lucene, older].map(({ parse }) => shown(parse(text)));
  return first === second ? first : `${first} | ${second}`;
};
const again = (text) => lucene.toString(lucene.parse(text));
const CASES = [ // what is asked, how, the guess, what is seen
  ["a OR b", () => both("a OR b"), "(a OR b)", "(a OR b)"],
  ["a OR b AND c", () => both("a OR b AND c"), "(a OR (b AND c))", "(a OR (b AND c))"],
  ["(a AND b) OR c", () => both("(a AND b) OR c"), "((a AND b) OR c)", "((a AND b) OR c)"],
  ["a AND b OR c", () => both("a AND b OR c"), "((a AND b) OR c)", "(a AND (b OR c))"],
  ["a AND b OR c AND d", () => both("a AND b OR c AND d"), "((a AND b) OR (c AND d))", "(a AND (b OR (c AND d)))"],
  ["a:[1 TO 5}, again", () => again("a:[1 TO 5}"), "a:[1 TO 5}", "a:[1 TO 5}"],
  ["a^2, again", () => again("a^2"), "a^2", "a^2"],
  ["a~0.8, again", () => again("a~0.8"), "a~0.8", "a~0.8"],
  ["a~0.5, again", () => again("a~0.5"), "a~0.5", "a~"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["lucene", "lucene-query-parser"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(19), `guess: ${guess}`.padEnd(32), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
