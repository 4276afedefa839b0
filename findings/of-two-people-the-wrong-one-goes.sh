#!/bin/sh
# node-diff3 (npm): what has changed between two lists, and three lists merged.
# Guess:   two records differ where they are different objects, or say something else; so do 1 and "1".
# Happens: an item is looked up by its text, and each record has the text "[object Object]": a raise is no change, and
#          is lost when lists are merged, without a conflict; of Jo and Sam, of whom Jo has gone, the patch takes Sam
#          away. 1 and "1" are the same, as are true and "true". Lists of texts are merged as guessed.
# Seen:    node-diff3 3.2.1 and 3.1.2.
# Source:  its README says of what it takes: "The buffers may be arrays or strings."
# Matters: two people edit one table of people at once: whose change it was cannot be told, and one is gone.
set -eu
version=${1:-3.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "node-diff3@$version"
cat > ask.cjs <<'JS'
const { diffPatch, merge, patch } = require("node-diff3");
const jo = { name: "Jo", pay: 100 };
const raised = { name: "Jo", pay: 120 };
const sam = { name: "Sam", pay: 90 };
const show = (value) => JSON.stringify(value).replace(/"(\w+)":/g, "$1: ");
const patched = (before, after) => show(patch(before, diffPatch(before, after)));
const merged = (...three) => {
  const { conflict, result } = merge(...three);
  return conflict ? "a conflict" : show(result);
};
const cases = [ // what is asked, what is seen, the guess, and what is known
  ["a patch from a, b to b", patched(["a", "b"], ["b"]), '["b"]', '["b"]'],
  ["a merge of a B c and a b C", merged(["a", "B", "-", "c"], ["a", "b", "-", "c"], ["a", "b", "-", "C"]),
    '["a","B","-","C"]', '["a","B","-","C"]'],
  ["a patch from Jo, Sam to Sam", patched([jo, sam], [sam]), show([sam]), show([jo])],
  ["a patch that raises Jo's pay", patched([jo, sam], [raised, sam]), show([raised, sam]), show([jo, sam])],
  ["a merge where one raises it", merged([raised, sam], [jo, sam], [jo, sam]), show([raised, sam]), show([jo, sam])],
  ["a merge where one makes \"5\" 5", merged([5], ["5"], ["5"]), "[5]", '["5"]'],
];
console.log("node-diff3", JSON.parse(require("fs").readFileSync("node_modules/node-diff3/package.json")).version);
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(`${asked}\n  guess: ${guess}\n  seen:  ${seen}`);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
