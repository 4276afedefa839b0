#!/bin/sh
# jora (npm): questions to data in JSON.
# Guess:   the mean of 5, 5 and 8 is 6, however it is asked for; what is null is no number, for the mean, the least and
#          the greatest and for `<` alike.
# Happens: `.d.avg()` is 6.5, for `.d` makes one of equal values, and `avg(=> d)` is 6. null has no part in the least
#          and is the greatest; it is a 0 for the mean and for `<`, and not for `=`. Who has no d at all is not less
#          than 5.
# Seen:    jora 1.0.0-beta.16 and 1.0.0-beta.8.
# Matters: a report on a batch is made by such questions, and the mean that it names is of the different answers.
set -eu
version=${1:-1.0.0-beta.16}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jora@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import jora from "jora";
const asked = (query, data) => () => JSON.stringify(jora(query)(data));
const DAYS = [{ d: 5 }, { d: 5 }, { d: 8 }];
const PEOPLE = [{ n: "a", d: 3 }, { n: "b", d: null }, { n: "c", d: 9 }, { n: "e" }];
const CASES = [ // the question, how it is asked, the guess, what is seen
  ["mean, as avg(=> d)", asked("avg(=> d)", DAYS), 6, 6],
  ["mean, as .d.avg()", asked(".d.avg()", DAYS), 6, 6.5],
  ["number, as .d.size()", asked(".d.size()", DAYS), 3, 2],
  ["mean of 4 and null", asked("avg()", [4, null]), 4, 2],
  ["least of 4 and null", asked("min()", [4, null]), 4, 4],
  ["most of 4 and null", asked("max()", [4, null]), 4, null],
  ["who has most", asked("max(=> d).n", PEOPLE), '"c"', '"b"'],
  ["who has less than 5", asked(".[d < 5].n", PEOPLE), '["a"]', '["a","b"]'],
  ["who has none, as = 0", asked(".[d = 0].n", PEOPLE), "[]", "[]"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("jora", npm("jora"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(14), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
