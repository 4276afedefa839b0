#!/bin/sh
# immutable (npm): lists and maps that are not changed in place.
# Guess:   a place before the first is refused, and so is a word as a place in a list; what is not there does not count
#          for the most and the least, or counts in both; a list cut to less than nothing is refused.
# Happens: the fifth from the end of a list of two is set, and the list has five. A word as a place changes nothing,
#          without a word. The most of 1, undefined and 3 is undefined; with null it is 3, and the least is null. A list
#          of three cut to -1 has two. A Map and an OrderedMap of the same are not equal, a Seq and a List are.
# Seen:    immutable 5.2.1 and 4.3.7.
# Matters: an answer set at a wrong place is lost, or puts empty ones between.
set -eu
version=${1:-5.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "immutable@$version"
cat > ask.mjs <<'JS'
import * as immutable from "immutable";
import { readFileSync } from "node:fs";

const { List, Map, OrderedMap, Seq, fromJS, is } = immutable;
const text = JSON.stringify;
const CASES = [ // what is asked, how, the guess, what is seen
  ["the last of two set", () => text(List([1, 2]).set(-1, 9)), "[1,9]", "[1,9]"],
  ["the fifth from the end set", () => text(List([1, 2]).set(-5, 9)), "error", "[9,null,null,1,2]"],
  ["the first of a list set", () => text(fromJS({ a: [1] }).setIn(["a", 0], 7)), "{\"a\":[7]}", "{\"a\":[7]}"],
  ["the x of a list set", () => text(fromJS({ a: [1] }).setIn(["a", "x"], 7)), "error", "{\"a\":[1]}"],
  ["the x of null set", () => text(fromJS({ a: null }).setIn(["a", "x"], 7)), "{\"a\":{\"x\":7}}", "error"],
  ["most of 1, null, 3", () => String(List([1, null, 3]).max()), "3", "3"],
  ["most of 1, undefined, 3", () => String(List([1, undefined, 3]).max()), "3", "undefined"],
  ["least of 1, null, 3", () => String(List([1, null, 3]).min()), "1", "null"],
  ["three cut to two", () => text(List([1, 2, 3]).setSize(2)), "[1,2]", "[1,2]"],
  ["three cut to -1", () => text(List([1, 2, 3]).setSize(-1)), "error", "[1,2]"],
  ["Map and OrderedMap", () => is(Map({ a: 1 }), OrderedMap({ a: 1 })), "true", "false"],
  ["Seq and List", () => is(Seq([1]), List([1])), "false", "true"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["immutable"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(27), `guess: ${guess}`.padEnd(22), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
