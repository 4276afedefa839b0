#!/bin/sh
# jsonquery (npm): questions to data in JSON, in a small language of its own.
# Guess:   what `if` takes as true is not `not` true; the greatest of -5 and null is -5, or there is none, as where a
#          text is among them; 5 and "7" have the sum 12, or none, as they have no greatest; what is not stated is no
#          number for the mean, or there is none.
# Happens: the empty text is true for `if` and for `filter`, false for `and` and `or`, and `not` of it is true, so that
#          `filter(.d)` and `filter(not(.d))` both find it. The greatest of -5 and null is 0, the least of 5 and null,
#          too; the mean of 4 and null is 2, of nothing null. The sum of 5 and "7" is 57, their mean 28.5.
# Seen:    @jsonquerylang/jsonquery 5.1.1 and 4.1.1, where the mean of nothing is an error.
# Matters: two questions that are each other's opposite count the same person twice.
set -eu
version=${1:-5.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@jsonquerylang/jsonquery@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { jsonquery } from "@jsonquerylang/jsonquery";
const asked = (query, data = {}) => () => JSON.stringify(jsonquery(data, query));
const PEOPLE = [{ n: "a", d: "" }, { n: "b", d: "x" }, { n: "c" }];
const CASES = [ // the question, how it is asked, the guess, what is seen
  ['if("x", 1, 2)', asked('if("x", 1, 2)'), 1, 1],
  ['if("", 1, 2)', asked('if("", 1, 2)'), 2, 1],
  ['not("")', asked('not("")'), true, true],
  ['"" or false', asked('"" or false'), false, false],
  ["who has d", asked("filter(.d) | map(.n)", PEOPLE), '["b"]', '["a","b"]'],
  ["who has no d", asked("filter(not(.d)) | map(.n)", PEOPLE), '["a","c"]', '["a","c"]'],
  ["max of 5 and x", asked("max()", [5, "x"]), null, null],
  ["max of -5 and null", asked("max()", [-5, null]), -5, 0],
  ["min of 5 and null", asked("min()", [5, null]), 5, 0],
  ["average of 4 and null", asked("average()", [4, null]), 4, 2],
  ["average of nothing", asked("average()", []), null, null],
  ['sum of 5 and "7"', asked("sum()", [5, "7"]), 12, '"57"'],
  ['average of 5 and "7"', asked("average()", [5, "7"]), 6, 28.5],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("@jsonquerylang/jsonquery", npm("@jsonquerylang/jsonquery"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(20), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
