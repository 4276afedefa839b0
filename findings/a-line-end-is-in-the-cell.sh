#!/bin/sh
# uDSV (npm): a CSV read, with the types of its columns guessed.
# Guess:   a row that lacks its last cell is a row without it, or refused; of two columns of one name both stay, or it
#          is refused; 0012 and +44… are texts, 30 February is no day; "null" in a column of numbers is null or a text.
# Happens: the row goes on into the next line: "1", a line end and "2" are one cell, a row is gone. Of two columns of
#          one name the last is left. 0012 is 12, +4420 is 4420, 30 February is 2 March, "null" in a column of numbers
#          NaN; of 20 digits 17 or so. A column that has "y" or "yes" for one of its first two values is a truth: "x"
#          and "maybe" are false.
# Seen:    0.7.3.
# Matters: tables of answers come with rows that end early.
set -eu
version=${1:-0.7.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "udsv@$version"
cat > ask.mjs <<'JS'
import { inferSchema, initParser } from "udsv";
import { readFileSync } from "node:fs";

const read = (text) => JSON.stringify(initParser(inferSchema(text)).typedObjs(text), (_, value) =>
  Number.isNaN(value) ? "NaN" : value);
const CASES = [ // what is asked, how, the guess, what is seen
  ["two rows", () => read("a,b\n1,x\n2,y\n"),
    "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]", "[{\"a\":1,\"b\":false},{\"a\":2,\"b\":true}]"],
  ["maybe first", () => read("a\nmaybe\nyes\n"),
    "[{\"a\":\"maybe\"},{\"a\":\"yes\"}]", "[{\"a\":false},{\"a\":true}]"],
  ["yes first", () => read("a\nyes\nmaybe\nmaybe\n"),
    "[{\"a\":\"yes\"},{\"a\":\"maybe\"},{\"a\":\"maybe\"}]", "[{\"a\":\"yes\"},{\"a\":\"maybe\"},{\"a\":\"maybe\"}]"],
  ["days", () => read("a\n2026-01-05\n"),
    "[{\"a\":\"2026-01-05T00:00:00.000Z\"}]", "[{\"a\":\"2026-01-05T00:00:00.000Z\"}]"],
  ["a day and a text", () => read("a\n2026-01-05\nsoon\n"),
    "[{\"a\":\"2026-01-05\"},{\"a\":\"soon\"}]", "[{\"a\":\"2026-01-05\"},{\"a\":\"soon\"}]"],
  ["a short row", () => read("a,b\n1\n2,3\n"),
    "[{\"a\":1,\"b\":null},{\"a\":2,\"b\":3}]", "[{\"a\":\"1\\n2\",\"b\":3}]"],
  ["one name twice", () => read("a,a\n1,2\n"), "[{\"a\":1,\"a_2\":2}]", "[{\"a\":2}]"],
  ["0012", () => read("a\n0012\n"), "[{\"a\":\"0012\"}]", "[{\"a\":12}]"],
  ["a telephone number", () => read("a\n+4420\n"), "[{\"a\":\"+4420\"}]", "[{\"a\":4420}]"],
  ["30 February", () => read("a\n2026-02-30\n"), "[{\"a\":\"2026-02-30\"}]", "[{\"a\":\"2026-03-02T00:00:00.000Z\"}]"],
  ["null", () => read("a\n5\nnull\n"), "[{\"a\":5},{\"a\":null}]", "[{\"a\":5},{\"a\":\"NaN\"}]"],
  ["20 digits", () => read("a\n12345678901234567890\n"),
    "[{\"a\":\"12345678901234567890\"}]", "[{\"a\":12345678901234567000}]"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["udsv"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(19), `guess: ${guess}`.padEnd(49), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
