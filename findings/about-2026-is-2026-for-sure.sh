#!/bin/sh
# @citation-js/plugin-bibtex with @citation-js/core (npm): lists of books, BibTeX and BibLaTeX, as CSL data.
# Guess:   what is about 2026 stays so, for CSL has a place for that and for seasons; a day and a month joined by #
#          are a day; a fourteenth month is left out; what is open at its end can be written again. `and others`
#          is a word, and no person with a family.
# Happens: 2026~ and 2026? are 2026 for sure, and the spring of 2026 is the year. 5 January (`"5 " # jan`) is the year
#          alone. Month 14 is the month 14. A date without an end is read, and is an error to the writer. `and others`
#          is an author or editor of the family "others".
# Seen:    both 0.9.0, and both 0.7.21.
# Matters: the sources of an advice lose their doubts and their days, and gain an author.
set -eu
version=${1:-0.9.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@citation-js/plugin-bibtex@$version" "@citation-js/core@$version"
cat > ask.mjs <<'JS'
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { readFileSync } from "node:fs";

const book = (fields) => new Cite(`@book{a, title={x}, ${fields}}`);
const field = (fields, name) => JSON.stringify(book(fields).data[0][name]);
const parts = (person) => Object.entries(person).map((part) => part.join(": ")).join(", ");
const people = (fields, name) => book(fields).data[0][name].map(parts).join(" / ");
const CASES = [ // what is asked, how, the guess, what is seen
  ["Lee, Ann", () => people("author={Lee, Ann}", "author"), "given: Ann, family: Lee", "given: Ann, family: Lee"],
  ["Lee, Ann and others", () => people("author={Lee, Ann and others}", "author"),
    "given: Ann, family: Lee / literal: others", "given: Ann, family: Lee / family: others"],
  ["edited by Lee and others", () => people("editor={Lee, Ann and others}", "editor"),
    "given: Ann, family: Lee / literal: others", "given: Ann, family: Lee / family: others"],
  ["January 2026", () => field("year={2026}, month=jan", "issued"),
    "{\"date-parts\":[[2026,1]]}", "{\"date-parts\":[[2026,1]]}"],
  ["5 January 2026", () => field('year={2026}, month="5 " # jan', "issued"),
    "{\"date-parts\":[[2026,1,5]]}", "{\"date-parts\":[[2026]]}"],
  ["January 5, 2026", () => field('year={2026}, month=jan # "~5"', "issued"),
    "{\"date-parts\":[[2026,1,5]]}", "{\"date-parts\":[[2026]]}"],
  ["month 14", () => field("year={2026}, month={14}", "issued"),
    "{\"date-parts\":[[2026]]}", "{\"date-parts\":[[2026,14]]}"],
  ["about 2026", () => field("date={2026~}", "issued"),
    "{\"date-parts\":[[2026]],\"circa\":true}", "{\"date-parts\":[[2026]]}"],
  ["perhaps 2026", () => field("date={2026?}", "issued"),
    "{\"date-parts\":[[2026]],\"circa\":true}", "{\"date-parts\":[[2026]]}"],
  ["spring of 2026", () => field("date={2026-21}", "issued"),
    "{\"date-parts\":[[2026]],\"season\":1}", "{\"date-parts\":[[2026]]}"],
  ["two days", () => field("date={2026-01-05/2026-02-03}", "issued"),
    "{\"date-parts\":[[2026,1,5],[2026,2,3]]}", "{\"date-parts\":[[2026,1,5],[2026,2,3]]}"],
  ["two days written", () => book("date={2026-01-05/2026-02-03}").format("biblatex").match(/date = .(.*).,/)[1],
    "2026-01-05/2026-02-03", "2026-01-05/2026-02-03"],
  ["since 2026 written", () => book("date={2026/}").format("biblatex").match(/date = .(.*).,/)[1], "2026/", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@citation-js/plugin-bibtex", "@citation-js/core"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(25), `guess: ${guess}`.padEnd(50), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
