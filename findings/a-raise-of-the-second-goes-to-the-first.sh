#!/bin/sh
# jsondiffpatch (npm): a change of one version of a record, applied to a version that somebody else has changed.
# Guess:   it does not apply where what was there is not there; of a list whose items are known by `objectHash` it finds
#          the item by that; a field may have any name.
# Happens: a change from 100 to 120 makes 120 of 90, and of nothing; the change of the second person is made to whoever
#          stands second, and what is taken out of a list is what stands at its place. A field `_t` in a record (`_t` is
#          "a" in a delta of a list) is lost when a change of it is applied, and is not taken back.
# Seen:    jsondiffpatch 0.7.3 and 0.7.7. The README: "to match objects inside an array you must provide an objectHash".
# Matters: `objectHash` is what the README asks for so that items are matched; they are, but in `diff` only.
set -eu
version=${1:-0.7.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jsondiffpatch@$version"
cat > apply.mjs <<'JS'
import { readFileSync } from "node:fs";
import { create } from "jsondiffpatch";

const tool = create({ objectHash: (person) => person.name });
const ANN = { name: "Ann", pay: 1 };
const BOB = { name: "Bob", pay: 2 };
const RICH_BOB = { name: "Bob", pay: 5 };
const CYD = { name: "Cyd", pay: 3 };
const CASES = [
  // what it is, before, after, what somebody else has; the guess and what is seen
  ["another sum", { pay: 100 }, { pay: 120 }, { pay: 90 }, "refused", { pay: 120 }],
  ["no sum", { pay: 100 }, { pay: 120 }, {}, "refused", { pay: 120 }],
  ["the second", [ANN, BOB], [ANN, RICH_BOB], [CYD, ANN, BOB], [CYD, ANN, RICH_BOB], [CYD, { ...ANN, pay: 5 }, BOB]],
  ["without the second", [ANN, BOB], [ANN], [CYD, ANN, BOB], [CYD, ANN], [CYD, BOB]],
  ["a field t", { in: { t: "x" } }, { in: { t: "y" } }, { in: { t: "x" } }, { in: { t: "y" } }, { in: { t: "y" } }],
  ["a field _t", { in: { _t: "x" } }, { in: { _t: "y" } }, { in: { _t: "x" } }, { in: { _t: "y" } }, {}],
];
const text = JSON.stringify;
console.log("jsondiffpatch", JSON.parse(readFileSync("node_modules/jsondiffpatch/package.json")).version);
let changed = false;
for (const [words, before, after, other, guess, known] of CASES) {
  const delta = structuredClone(tool.diff(before, after));
  const seen = tool.patch(structuredClone(other), delta);
  console.log(words.padEnd(18), "to:", text(other), "\n    guess:", text(guess), "\n    seen: ", text(seen));
  changed ||= text(seen) !== text(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node apply.mjs
