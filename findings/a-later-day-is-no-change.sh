#!/bin/sh
# Seven libraries of npm that tell what has changed between two records.
# Guess:   another day is a change, as is another set, or a list in the place of a record; NaN is what it was.
# Happens: rfc6902 sees no change from one day to another, just-diff none within a second; no one sees one in a Set or a
#          Map; for deep-object-diff the list [1, 2] is the record {0: 1, 1: 2}. For five NaN has changed.
#          fast-json-patch sees the other day as letters added to the first one, and its patch leaves it as it was.
# Seen:    just-diff 6.0.2, rfc6902 5.4.0, fast-json-patch 3.1.1, microdiff 1.6.0, deep-diff 1.0.2, deep-object-diff
#          1.1.9, recursive-diff 1.0.9. What comes out of JSON has no days; what YAML gives, has.
# Matters: "nothing has changed" is the answer for a deadline that has.
set -eu
version=${1:-6.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "just-diff@$version" rfc6902@5.4.0 fast-json-patch@3.1.1 microdiff@1.6.0 \
  deep-diff@1.0.2 deep-object-diff@1.1.9 recursive-diff@1.0.9
cat > compare.mjs <<'JS'
import { readFileSync } from "node:fs";
import deepDiff from "deep-diff";
import * as deepObjectDiff from "deep-object-diff";
import fastJsonPatch from "fast-json-patch";
import * as justDiff from "just-diff";
import microdiff from "microdiff";
import recursiveDiff from "recursive-diff";
import * as rfc6902 from "rfc6902";

const LIBRARIES = {
  "just-diff": justDiff.diff,
  rfc6902: rfc6902.createPatch,
  "deep-object-diff": deepObjectDiff.diff,
  "fast-json-patch": fastJsonPatch.compare,
  microdiff: (before, after) => (microdiff.default ?? microdiff)(before, after),
  "deep-diff": deepDiff.diff,
  "recursive-diff": recursiveDiff.getDiff,
};
const NAMES = Object.keys(LIBRARIES);
const CASES = [
  // what it is, before, after; who sees a change, as guessed and as seen
  ["another number", 1, 2, NAMES, NAMES],
  ["another day", new Date("2026-01-05"), new Date("2026-02-05"), NAMES, NAMES.filter((name) => name !== "rfc6902")],
  ["half a second", new Date(0), new Date(500), NAMES, NAMES.slice(2)],
  ["another set", new Set([1]), new Set([2]), NAMES, []],
  ["another map", new Map([[1, 2]]), new Map([[1, 3]]), NAMES, []],
  ["a list to a record", [1, 2], { 0: 1, 1: 2 }, NAMES, NAMES.filter((name) => name !== "deep-object-diff")],
  ["NaN to NaN", NaN, NaN, [], NAMES.filter((name) => !["microdiff", "deep-diff"].includes(name))],
];
for (const name of NAMES) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [words, before, after, guess, known] of CASES) {
  const seen = NAMES.filter((name) => Object.keys(LIBRARIES[name]({ x: before }, { x: after }) ?? {}).length);
  const told = (names) => (names.length === NAMES.length ? "all" : names.join(", ") || "nobody");
  console.log(`${words}, a change for\n    guess: ${told(guess)}\n    seen:  ${told(seen)}`);
  changed ||= told(seen) !== told(known);
}
const day = { x: new Date("2026-01-05") };
fastJsonPatch.applyPatch(day, fastJsonPatch.compare(day, { x: new Date("2026-02-05") }));
console.log("the day patched by fast-json-patch\n    guess: 2026-02-05\n    seen: ", day.x.toISOString().slice(0, 10));
changed ||= day.x.getMonth() !== 0;
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node compare.mjs
