#!/bin/sh
# schematron-runner (npm): rules of Schematron, asked of a document, beside lxml (PyPI).
# Guess:   of two rules of a pattern only the first that fits is asked; a pattern needs no id; what a `report` says is
#          told; a value may have a name (`let`).
# Happens: both rules are asked: 4 are told of where 1 is. A pattern without an id is not asked at all: no error, no
#          warning, nothing passed. What a `report` says is told nowhere. An assertion with a named value is among those
#          that were "ignored".
# Why one guesses so: plain assertions are told alike by both, and an assertion needs no id.
# Seen:    schematron-runner 1.0.0, lxml 6.1.3, which is right in all of them.
# Matters: a file of rules from elsewhere finds that everything is well.
set -eu
version=${1:-1.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install -qq lxml==6.1.3
echo '{}' > package.json
npm install --silent --no-fund --no-audit "schematron-runner@$version"
cat > ask.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const runner = createRequire(import.meta.url)("schematron-runner");
const DATA = '<r><p n="5"/><p n="10"/><p n=""/><p/></r>';
const SCRIPT = `
import sys
from lxml import etree, isoschematron
kinds = isoschematron.Schematron.ASSERTS_AND_REPORTS
rules = isoschematron.Schematron(etree.XML(sys.argv[1]), store_report=True, error_finder=kinds)
rules.validate(etree.XML(sys.argv[2]))
told = "//*[local-name()='failed-assert' or local-name()='successful-report']"
print(len(rules.validation_report.xpath(told)), end="")
`;
const theirs = (rules) => execFileSync("v/bin/python", ["-c", SCRIPT, rules, DATA]).toString();
const mine = async (rules) => {
  try {
    const { errors, warnings } = await runner.validate(DATA, rules);
    return errors.length + warnings.length;
  } catch {
    return "error";
  }
};
const both = async (patterns) => {
  const rules = `<schema xmlns="http://purl.oclc.org/dsdl/schematron">${patterns}</schema>`;
  return `${await mine(rules)} ${theirs(rules)}`;
};
const row = (what, patterns, guess, known) => [what, () => both(patterns), `${guess} ${guess}`, known];
const pattern = (rules, id = ' id="q"') => `<pattern${id}>${rules}</pattern>`;
const rule = (context, tests) => `<rule context="${context}">${tests}</rule>`;
const assert = (test, id = ' id="z"') => `<assert${id} test="${test}">no</assert>`;
const report = (test) => `<report id="z" test="${test}">yes</report>`;
const let6 = '<let name="m" value="6"/>';
const CASES = [ // the rules, the guess, how much is told by schematron-runner and by lxml
  row("n is 5", pattern(rule("p", assert("@n = 5"))), 3, "3 3"),
  row("n is less than 6", pattern(rule("p", assert("@n &lt; 6"))), 3, "3 3"),
  row("the pattern has no id", pattern(rule("p", assert("@n = 5")), ""), 3, "0 3"),
  row("the assertion has no id", pattern(rule("p", assert("@n = 5", ""))), 3, "3 3"),
  row("n is more than 4, told", pattern(rule("p", report("@n &gt; 4"))), 2, "0 2"),
  row("not n more than 4", pattern(rule("p", assert("not(@n &gt; 4)"))), 2, "2 2"),
  row("of two rules the first that fits",
    pattern(rule("p[@n]", assert("true()")) + rule("p", assert("false()", ' id="y"'))), 1, "4 1"),
  row("a value by a name", pattern(let6 + rule("p", assert("@n &lt; $m"))), 3, "0 3"),
  row("a value by a name in a rule", pattern(rule("p", let6 + assert("@n &lt; $m"))), 3, "0 3"),
  row("a rule about an attribute", pattern(rule("p/@n", assert(". != ''"))), 1, "1 1"),
  row("a rule about the whole", pattern(rule("/", assert("count(//p) = 3"))), 1, "1 1"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["schematron-runner"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(33), `guess: ${guess}`.padEnd(11), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
