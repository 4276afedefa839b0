#!/bin/sh
# openrosa-xpath-evaluator (npm): the conditions of XLSForm and ODK, in a page (here in jsdom).
# Guess:   times are compared as days are; 30 February and "5" are no days, as "soon" is none; half past six as a part
#          of the day is a number; XPath's numbers are digits with a point, so "0x10" and "1e3" are none.
# Happens: half past nine is neither before ten nor after eight, while 5 January is before the 6th. 30 February is 2
#          March, and equals it; "5" is 6 January 1970. `decimal-time` knows no time that ends with Z or with nothing,
#          only with an offset. "0x10" is 16, "1e3" 1000. `once(5)` is all the answers in one. An empty choice is
#          selected where two blanks are between two.
# Seen:    openrosa-xpath-evaluator 2.0.13 (2.0.0 has a day where it has the number of one), jsdom 29.1.1.
# Matters: "if you are called before ten" is asked of nobody.
set -eu
version=${1:-2.0.13}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "openrosa-xpath-evaluator@$version" jsdom@29.1.1
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
for (const name of ["document", "Node", "XPathResult", "XPathEvaluator"]) global[name] = window[name];
global.window = window;
const { default: makeEvaluator } = await import("openrosa-xpath-evaluator");
const answers = "<data><day>2026-01-05</day><time>09:30</time><choice>a  b</choice><empty/></data>";
const page = new window.DOMParser().parseFromString(answers, "application/xml");
const evaluator = makeEvaluator();
const STRING = 2;
const CASES = [ // the expression, the guess, what is seen
  ["/data/day < '2026-01-06'", "true", "true"],
  ["/data/time < '10:00'", "true", "false"],
  ["/data/time > '08:00'", "true", "false"],
  ["'09:30' < '10:00'", "true", "false"],
  ["date('2026-01-05') + 1", "20459", "20459"],
  ["date('soon')", "Invalid Date", "Invalid Date"],
  ["date('2026-02-30')", "Invalid Date", "2026-03-02"],
  ["date('2026-02-30') = date('2026-03-02')", "false", "true"],
  ["date('5')", "Invalid Date", "1970-01-06"],
  ["decimal-time('06:00:00.000+00:00')", "0.25", "0.25"],
  ["decimal-time('06:00:00.000Z')", "0.25", "NaN"],
  ["decimal-time('06:00')", "0.25", "NaN"],
  ["number('5 days')", "NaN", "NaN"],
  ["number('0x10')", "NaN", "16"],
  ["number('1e3')", "NaN", "1000"],
  ["selected(/data/choice, 'b')", "true", "true"],
  ["selected(/data/choice, '')", "false", "true"],
  ["once(5)", "5", "2026-01-0509:30a  b"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("openrosa-xpath-evaluator", npm("openrosa-xpath-evaluator"), "jsdom", npm("jsdom"));
let changed = false;
for (const [text, guess, known] of CASES) {
  let seen;
  try {
    seen = evaluator.evaluate(text, page, null, STRING, null).stringValue;
  } catch {
    seen = "refused";
  }
  console.log(text.padEnd(40), `guess: ${guess}`.padEnd(20), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
