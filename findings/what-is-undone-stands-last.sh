#!/bin/sh
# immer (npm): changes of a state, the patches that it makes of them, and their undoing.
# Guess:   the patches make of the old state the new one, the others of the new one the old one; a state that says what
#          it said is the same one, and a draft leaves the old state as it is.
# Happens: what is taken out and put in again stands last in the new state, and there is no patch of it, for a Set, a
#          Map and an object; what was taken out comes back last when it is undone; a field set and set back makes
#          another state without a patch; a list cut to one item is cut by two items elsewhere; a Date changed in a
#          draft is changed in the old state, without a patch.
# Seen:    immer 10.1.1 and 11.2.13.
# Matters: undo and redo are what the patches are for; questions in a list come back in another order.
set -eu
version=${1:-11.2.13}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "immer@$version"
cat > undo.cjs <<'JS'
const { applyPatches, enableMapSet, enablePatches, produceWithPatches } = require("immer");
enableMapSet();
enablePatches();

const again = (state) => (state.delete("a"), state.add("a"), undefined);
const CASES = [
  // what is changed; the old state, the change; the new state, that made by the patches, and the old one by undoing
  ["a set, a out and in", new Set("abc"), again, ["bca", "bca", "abc"], ["bca", "abc", "bca"]],
  ["an object, a out", { a: 1, b: 2 }, (o) => void delete o.a, ["b", "b", "ab"], ["b", "b", "ba"]],
  ["a set, a out", new Set("abc"), (s) => void s.delete("a"), ["bc", "bc", "abc"], ["bc", "bc", "bca"]],
];
const told = (state) => (state instanceof Set ? [...state] : Object.keys(state)).join("");
console.log("immer", require("./node_modules/immer/package.json").version);
let changed = false;
for (const [words, old, change, guess, known] of CASES) {
  const [next, patches, inverse] = produceWithPatches(old, change);
  const seen = [told(next), told(applyPatches(old, patches)), told(applyPatches(next, inverse))];
  console.log(words.padEnd(21), "guess:", guess.join(", ").padEnd(13), "seen:", seen.join(", "));
  changed ||= seen.join() !== known.join();
}
const state = { n: 1, day: new Date("2026-01-05T00:00:00Z") };
const [same, none] = produceWithPatches(state, (draft) => void ((draft.n = 2), (draft.n = 1)));
console.log("set and set back      guess: the same state       seen:", same === state, none.length, "patches");
const [, patches] = produceWithPatches(state, (draft) => void draft.day.setUTCMonth(1));
const day = state.day.toISOString().slice(0, 10);
console.log("a day changed         guess: 2026-01-05, a patch  seen:", `${day},`, patches.length, "patches");
const [, cut] = produceWithPatches([1, 2, 3], (list) => void (list.length = 1));
const other = applyPatches([1, 2, 3, 4], cut).join();
console.log("cut to one, elsewhere guess: 1                    seen:", other);
changed ||= same === state || none.length > 0 || day !== "2026-02-05" || patches.length > 0 || other !== "1,4";
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node undo.cjs
