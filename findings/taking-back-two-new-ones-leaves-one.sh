#!/bin/sh
# json-diff-ts (npm): the difference of two JSON documents, applied, and taken back.
# Guess:   a change applied to the old document gives the new one, and taken back from the new one the old one again;
#          or it is refused.
# Happens: where two items were added to a list, taking back takes out the wrong ones: [1, 2] of [1, 2, 3, 4] is [1,
#          2, 4]. With items known by an `id`, or by `$value`, another order is no change, and of two items with one
#          id, none can be taken out. No error and no warning.
# Seen:    json-diff-ts 4.10.4 and 4.10.0: of 14641 pairs of short lists 1170 are taken back to something else; in
#          4.8.1 and before none are. The orders and ids are so since 4.0.1 at least. Its README on `revertChangeset`:
#          "Revert changes from an object".
# Matters: undo leaves a document that nobody ever had.
set -eu
version=${1:-4.10.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-diff-ts@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { applyChangeset, diff, revertChangeset } from "json-diff-ts";

const copy = (value) => JSON.parse(JSON.stringify(value));
const apply = (old, now, options) => applyChangeset(copy(old), diff(old, now, options)).a;
const back = (old, now, options) => revertChangeset(copy(now), diff(old, now, options)).a;
const ids = { embeddedObjKeys: { a: "id" } };
const values = { embeddedObjKeys: { a: "$value" } };
const cases = [ // what is done, from, to, the options, the guess, what is seen
  ["applied", [1, 2, 3], [3, 1, 2], {}, "[3,1,2]", "[3,1,2]"],
  ["back", [1, 2, 3], [2, 3], {}, "[1,2,3]", "[1,2,3]"],
  ["back", [1], [1, 2], {}, "[1]", "[1]"],
  ["back", [1, 2], [1, 2, 3, 4], {}, "[1,2]", "[1,2,4]"],
  ["back", [3], [1, 2, 3], {}, "[3]", "[3,3]"],
  ["applied", [{ id: 1 }, { id: 2 }], [{ id: 2 }, { id: 1 }], ids, '[{"id":2},{"id":1}]', '[{"id":1},{"id":2}]'],
  ["applied", [{ id: 1 }, { id: 1 }], [{ id: 1 }], ids, '[{"id":1}]', '[{"id":1},{"id":1}]'],
  ["applied", ["x", "y"], ["y", "x"], values, '["y","x"]', '["x","y"]'],
];
console.log("json-diff-ts", JSON.parse(readFileSync("node_modules/json-diff-ts/package.json")).version);
let changed = false;
for (const [done, from, to, options, guess, known] of cases) {
  const seen = JSON.stringify((done === "applied" ? apply : back)({ a: from }, { a: to }, options));
  const title = `${JSON.stringify(from)} to ${JSON.stringify(to)}, ${done}`;
  console.log(title.padEnd(44), "guess:", guess.padEnd(20), "seen:", seen);
  changed ||= seen !== known;
}
const lists = [[]];
for (const list of lists) if (list.length < 4) for (const item of [1, 2, 3]) lists.push([...list, item]);
const pairs = lists.flatMap((from) => lists.map((to) => [{ a: from }, { a: to }]));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const wrong = (then, wanted) => pairs.filter((pair) => !same(then(...pair), pair[wanted].a));
const [applied, undone] = [wrong(apply, 1).length, wrong(back, 0).length];
for (const [done, seen] of [["applied", applied], ["back", undone]])
  console.log(`wrong of ${pairs.length} pairs, ${done}`.padEnd(44), "guess: 0                    seen:", seen);
if (changed || applied > 0 || undone === 0) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 100 node ask.mjs
