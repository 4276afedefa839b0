#!/bin/sh
# vcf beside ical.js (npm): the card of a person as jCard, the form of it in JSON.
# Guess:   the jCard that one makes of a card is, for the other, the card: jCard has values without the backslashes of
#          the text, each value of several on its own, and names in small letters.
# Happens: a note gets backslashes, and a line end in it is a backslash and an n. Two categories are one with a comma,
#          a family name with a semicolon ends there, X-REASON is XREASON, a parameter in quotes that has a colon ends
#          there, and an empty note is gone. ical.js alone gives each line back as it was.
# Seen:    vcf 2.1.2 and 2.0.6, ical.js 2.2.1.
# Matters: the people of an interview go from one program to the other in this form.
set -eu
version=${1:-2.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "vcf@$version" ical.js@2.2.1
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import { createRequire } from "node:module";
const vCard = createRequire(import.meta.url)("vcf");
const card = (line) => ["BEGIN:VCARD", "VERSION:4.0", "FN:Jo", line, "END:VCARD", ""].join("\r\n");
const last = (component) => component.toString().split("\r\n").at(-2);
const both = (line) => () => {
  const own = new ICAL.Component(ICAL.parse(card(line)));
  const passed = new ICAL.Component(JSON.parse(JSON.stringify(new vCard().parse(card(line)))));
  return `${last(own)} | ${last(passed)}`;
};
const CASES = [ // the line of the card, what ical.js has of it by itself, and by way of vcf
  ["NOTE:Call", "NOTE:Call"],
  ["NOTE:a\\nb\\, c", "NOTE:a\\\\nb\\\\\\, c"],
  ["CATEGORIES:a,b", "CATEGORIES:a\\,b"],
  ["N:O\\;D;Jo;;;", "N:O\\\\;D;Jo;;;"],
  ["X-REASON:late", "XREASON;VALUE=TEXT:late"],
  ['NOTE;X-BY="A: B":d', "NOTE;XBY=^'A: B\":d"],
  ["NOTE:", "FN:Jo"],
].map(([line, passed]) => [line, both(line), `${line} twice`, `${line} | ${passed}`]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["vcf", "ical.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(32), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
