#!/bin/sh
# @hbtgmbh/dmn-eval-js (npm): decision tables of DMN.
# Guess:   10 - 4 - 3 is 3 and 16 / 4 / 2 is 2; a text and a number are not added; where a test
#          has no number to look at, no row is met.
# Happens: it is 9, and 8: minus and division are read from the right. A text and a number are
#          joined. For null the table is refused, for what is not there at all it is not met.
# Seen:    1.5.0.
# Source:  the grammar of FEEL in DMN 1.3, 10.3.1.2: the operators are left-associative.
# Matters: a limit of "notice - used - 3" days in a decision table is six days too long.
set -eu
version=${1:-1.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@hbtgmbh/dmn-eval-js@$version"
cat > ask.mjs <<'JS'
import dmn from "@hbtgmbh/dmn-eval-js";
import loglevel from "loglevel";
import { readFileSync } from "node:fs";
console.log("dmn-eval-js", JSON.parse(readFileSync("node_modules/@hbtgmbh/dmn-eval-js/package.json")).version);
loglevel.getLogger("dmn-eval-js").setLevel("silent");
const cell = (text) => `<text>${text.replaceAll("<", "&lt;")}</text>`;
const answer = async (test, then, facts) => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" id="d" name="d" namespace="n">
    <decision id="a" name="a"><decisionTable id="t" hitPolicy="FIRST">
    <input id="i"><inputExpression id="e">${cell("days")}</inputExpression></input><output id="o" name="o"/>
    <rule id="r"><inputEntry id="s">${cell(test)}</inputEntry><outputEntry id="u">${cell(then)}</outputEntry></rule>
    </decisionTable></decision></definitions>`;
  const row = dmn.decisionTable.evaluateDecision("a", await dmn.decisionTable.parseDmnXml(xml), facts);
  return row?.o ?? "no row";
};
const cases = [ // the test, the value of the row, the facts, the guess, what is seen
  ["-", "1 + 2 * 3", { days: 5 }, "7", "7"],
  ["-", "days - 4", { days: 10 }, "6", "6"],
  ["-", "days - 4 - 3", { days: 10 }, "3", "9"],
  ["-", "16 / 4 / 2", { days: 5 }, "2", "8"],
  ["-", '"a" + 1', { days: 5 }, "refused", "a1"],
  ["< 5", '"yes"', { days: 4 }, "yes", "yes"],
  ["< 5", '"yes"', {}, "no row", "no row"],
  ["< 5", '"yes"', { days: null }, "no row", "refused"],
].map(([test, then, facts, guess, known]) =>
  [`${test} | ${then} | ${JSON.stringify(facts)}`, guess, known, () => answer(test, then, facts)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(45), "guess:", guess.padEnd(12), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
