#!/bin/sh
# docxtemplater (npm): letters of Word with gaps, filled in.
# Guess:   a name that is null is empty, or "undefined" as a missing one is; blanks within the braces do not matter; a
#          section of a number says the number.
# Happens: within a list a name that is null is the name outside of the list, while an empty one is empty. "{ name }" is
#          undefined. The 5 of a section is "[object Object]", in a list of numbers it is 5.
# Seen:    3.71.0 with pizzip 3.3.0 (files made by docx 9.15.2, read by mammoth 1.13.0).
# Matters: a person whose name is not known is addressed by the name of the team.
set -eu
version=${1:-3.71.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "docxtemplater@$version" pizzip@3.3.0 docx@9.15.2 mammoth@1.13.0
cat > ask.mjs <<'JS'
import * as docx from "docx";
import Docxtemplater from "docxtemplater";
import mammoth from "mammoth";
import { readFileSync } from "node:fs";
import PizZip from "pizzip";
console.log("docxtemplater", JSON.parse(readFileSync("node_modules/docxtemplater/package.json")).version);
const filled = async (text, data) => {
  const file = new docx.Document({ sections: [{ children: [new docx.Paragraph(text)] }] });
  const letter = new Docxtemplater(new PizZip(await docx.Packer.toBuffer(file)));
  letter.render(data);
  return (await mammoth.extractRawText({ buffer: letter.toBuffer() })).value.trim();
};
const people = (name) => ({ name: "Team", people: [{ name }] });
const cases = [ // the letter, what is known, the guess, what is seen
  ["{name}", { name: "Jo" }, "Jo", "Jo"],
  ["{name}", {}, "undefined", "undefined"],
  ["{name}", { name: null }, "undefined", "undefined"],
  ["{#people}{name}{/people}", people("Jo"), "Jo", "Jo"],
  ["{#people}{name}{/people}", people(""), "", ""],
  ["{#people}{name}{/people}", people(null), "undefined", "Team"],
  ["{ name }", { name: "Jo" }, "Jo", "undefined"],
  ["{#days}{.} {/days}", { days: [0, 5] }, "0 5", "0 5"],
  ["{#days}{.}{/days}", { days: 5 }, "5", "[object Object]"],
].map(([text, data, ...rest]) => [`${text} ${JSON.stringify(data)}`, ...rest, () => filled(text, data)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(62), "guess:", guess.padEnd(10), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
