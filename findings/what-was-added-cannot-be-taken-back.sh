#!/bin/sh
# deep-diff (npm): what has changed between two records, applied and taken back.
# Guess:   what it finds can be applied to the first record, and taken back from the second one, as its manual has
#          both.
# Happens: all of these can be applied. Where a list got longer or shorter, taking back is an error; it works where the
#          list stands in a record, or where an item is another one.
# Seen:    1.0.2.
# Matters: answers are corrected, and a correction is taken back.
set -eu
version=${1:-1.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "deep-diff@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { applyChange, diff, revertChange } = createRequire(import.meta.url)("deep-diff");
const applied = (before, after) => {
  const target = structuredClone(before);
  for (const change of diff(before, after)) applyChange(target, after, change);
  return JSON.stringify(target);
};
const takenBack = (before, after) => {
  const target = structuredClone(after);
  for (const change of diff(before, after)) revertChange(target, before, change);
  return JSON.stringify(target);
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["{ a: 1 } to { a: 2 }", () => applied({ a: 1 }, { a: 2 }), "{\"a\":2}", "{\"a\":2}"],
  ["{ a: 1, b: 2 } to { a: 1 }", () => applied({ a: 1, b: 2 }, { a: 1 }), "{\"a\":1}", "{\"a\":1}"],
  ["[1, 2] to [1, 3]", () => applied([1, 2], [1, 3]), "[1,3]", "[1,3]"],
  ["[1] to [1, 2]", () => applied([1], [1, 2]), "[1,2]", "[1,2]"],
  ["[1] to [1, 2, 3]", () => applied([1], [1, 2, 3]), "[1,2,3]", "[1,2,3]"],
  ["[1, 2] to [1]", () => applied([1, 2], [1]), "[1]", "[1]"],
  ["[1, 2, 3] to [1]", () => applied([1, 2, 3], [1]), "[1]", "[1]"],
  ["{ a: [1, 2] } to { a: [1] }", () => applied({ a: [1, 2] }, { a: [1] }), "{\"a\":[1]}", "{\"a\":[1]}"],
  ["{ a: [] } to { a: [1, 2] }", () => applied({ a: [] }, { a: [1, 2] }), "{\"a\":[1,2]}", "{\"a\":[1,2]}"],
  ["{ a: [[1, 2]] } to { a: [[1]] }", () => applied({ a: [[1, 2]] }, { a: [[1]] }), "{\"a\":[[1]]}", "{\"a\":[[1]]}"],
  ["back from { a: 2 } to { a: 1 }", () => takenBack({ a: 1 }, { a: 2 }), "{\"a\":1}", "{\"a\":1}"],
  ["back from { a: 1 } to { a: 1, b: 2 }", () => takenBack({ a: 1, b: 2 }, { a: 1 }),
    "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2}"],
  ["back from [1, 3] to [1, 2]", () => takenBack([1, 2], [1, 3]), "[1,2]", "[1,2]"],
  ["back from [1, 2] to [1]", () => takenBack([1], [1, 2]), "[1]", "error"],
  ["back from [1, 2, 3] to [1]", () => takenBack([1], [1, 2, 3]), "[1]", "error"],
  ["back from [1] to [1, 2]", () => takenBack([1, 2], [1]), "[1,2]", "error"],
  ["back from [1] to [1, 2, 3]", () => takenBack([1, 2, 3], [1]), "[1,2,3]", "error"],
  ["back from { a: [1] } to { a: [1, 2] }", () => takenBack({ a: [1, 2] }, { a: [1] }),
    "{\"a\":[1,2]}", "{\"a\":[1,2]}"],
  ["back from { a: [1, 2] } to { a: [] }", () => takenBack({ a: [] }, { a: [1, 2] }), "{\"a\":[]}", "{\"a\":[]}"],
  ["back from { a: [[1]] } to { a: [[1, 2]] }", () => takenBack({ a: [[1, 2]] }, { a: [[1]] }),
    "{\"a\":[[1,2]]}", "{\"a\":[[1,2]]}"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["deep-diff"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(42), `guess: ${guess}`.padEnd(21), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
