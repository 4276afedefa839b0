#!/bin/sh
# @getodk/xforms-engine (npm): the forms of XLSForm in a browser, here in jsdom.
# Guess:   from one day to the next is 1, wherever the form is filled in; day 20458 is 5 January 2026; of 1, 5 and an
#          empty answer the greatest is 5; `number('0x10')` is none, for XPath has no such numbers.
# Happens: where the clocks go forward, from Sunday to Monday, it is 0.958, and two days are not equal to 2. Day 20458
#          is the 4th, seven in the evening, in New York. The greatest, with an empty answer, is nothing. 0x10 is 16,
#          and 1e3 a thousand within quotes.
# Seen:    @getodk/xforms-engine 0.22.0 and 0.11.0, where the greatest is NaN, jsdom 26.1.0.
# Matters: how many days have gone since an interview is asked in such forms, and compared with 2 or 10.
set -eu
version=${1:-0.22.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@getodk/xforms-engine@$version" jsdom@26.1.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM();
const { Attr, document, Document, DOMParser, Element, Node, Text, XMLSerializer } = window;
Object.assign(globalThis, { Attr, document, Document, DOMParser, Element, Node, Text, window, XMLSerializer });
globalThis.__dirname = process.cwd(); // the engine takes Node for a page
const { loadForm } = await import("@getodk/xforms-engine");
const NAMES = [
  'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"',
  'xmlns:orx="http://openrosa.org/xforms"',
].join(" ");
const calculated = (formula) => async () => {
  const bind = `<bind nodeset="/data/r" type="string" calculate="${formula.replaceAll("<", "&lt;")}"/>`;
  const data = '<data id="f"><orx:meta><orx:instanceID/></orx:meta><r/></data>';
  const model = `<model><instance>${data}</instance>${bind}</model>`;
  const form = await loadForm(`<h:html ${NAMES}><h:head><h:title>F</h:title>${model}</h:head><h:body/></h:html>`);
  const { children } = form.createInstance().root.currentState;
  return children.at(-1).currentState.value || "nothing";
};
const CASES = [ // the formula, the guess, what is seen
  ["10 - 4 - 3", "3", "3"],
  ["date('2026-03-08') - date('2026-03-07')", "1", "1"],
  ["date('2026-03-09') - date('2026-03-08')", "1", "0.9583333333357587"],
  ["date('2026-03-10') - date('2026-03-08') = 2", "true", "false"],
  ["string(date(20458))", "2026-01-05", "2026-01-04T19:00:00.000-05:00"],
  ["max(1, 5)", "5", "5"],
  ["max(1, 5, '')", "5", "nothing"],
  ["number('0x10')", "nothing", "16"],
].map(([formula, guess, known]) => [formula, calculated(formula), guess, known]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@getodk/xforms-engine", "jsdom"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(44), `guess: ${guess}`.padEnd(22), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=America/New_York timeout 60 node look.mjs
