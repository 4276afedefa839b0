#!/bin/sh
# spel2js (npm): the expression language of Spring, SpEL, in JavaScript.
# Guess:   it has what the language has: 7 / 2 is 3, `not late` and `d ge 5` are read, an empty text before ?: is
#          replaced, `matches` means the whole text, two lists of the same are equal, 2 ^ 3 ^ 2 is 64, or refused.
# Happens: 7 / 2 is 3.5. `not`, `ge` and `lt` end in an error within its reader of words, `between` is not there. The
#          empty text stays. "Anna" matches "Ann", so "no, late" matches "late". Two lists of the same are not equal.
# Seen:    0.2.9.
# Source:  the reference of the Spring Framework, "Operators", for the textual ones and `between`.
# Matters: conditions of a server in Java are asked of the same form in the page.
set -eu
version=${1:-0.2.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "spel2js@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { SpelExpressionEvaluator } = createRequire(import.meta.url)("spel2js");
const FACTS = { d: 5, late: false, name: "Anna", nothing: "", list: [1, 5, 10] };
const value = (expression) => SpelExpressionEvaluator.eval(expression, FACTS);
const CASES = [ // what is asked, how, the guess, what is seen
  ["d == 5 and !late", () => value("d == 5 and !late"), "true", "true"],
  ["true or false and false", () => value("true or false and false"), "true", "true"],
  ["list.?[#this > 4]", () => value("list.?[#this > 4]"), "5,10", "5,10"],
  ["7 / 2", () => value("7 / 2"), "3", "3.5"],
  ["not late", () => value("not late"), "true", "error"],
  ["d ge 5", () => value("d ge 5"), "true", "error"],
  ["d lt 6", () => value("d lt 6"), "true", "error"],
  ["d between {1, 5}", () => value("d between {1, 5}"), "true", "error"],
  ["nothing ?: 'none'", () => value("nothing ?: 'none'"), "none", ""],
  ["name matches 'Ann'", () => value("name matches 'Ann'"), "false", "true"],
  ["name matches 'Ann.'", () => value("name matches 'Ann.'"), "true", "true"],
  ["{1, 2} == {1, 2}", () => value("{1, 2} == {1, 2}"), "true", "false"],
  ["list == list", () => value("list == list"), "true", "true"],
  ["2 ^ 3 ^ 2", () => value("2 ^ 3 ^ 2"), "error", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["spel2js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(13), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
