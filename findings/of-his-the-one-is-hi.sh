#!/bin/sh
# pluralize and indefinite (npm): one of many, many of one, and "a" or "an".
# Guess:   what is no plural stays as it is: his, us, basis, Thomas, canvas; abbreviations keep their small s: SLAs;
#          it is a ewe, an heirloom, an 1100.
# Happens: of "his" the one is "hi", of "us" "me", of Thomas Thoma; two bases make a basi, cookies a cooky. Many of IT
#          are ITS, of CV CVS, of I WE; of a German Germen, of a virus viri, of a passer-by passer-bies. It is an ewe,
#          a heirloom, an EU job, a 1100.
# Seen:    pluralize 8.0.0 (for 7.0.0 basis is right), indefinite 2.5.2.
# Matters: sentences put together of parts: "{n} {word}s", "within a {word}".
set -eu
version=${1:-8.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "pluralize@$version" indefinite@2.5.2
cat > words.mjs <<'JS'
import { readFileSync } from "node:fs";
import indefinite from "indefinite";
import pluralize from "pluralize";

const CASES = [ // how the word is asked for, the word, the guess, what is seen
  [pluralize.singular, "statuses", "status", "status"],
  [pluralize.singular, "virus", "virus", "virus"],
  [pluralize.singular, "his", "his", "hi"],
  [pluralize.singular, "us", "us", "me"],
  [pluralize.singular, "basis", "basis", "basi"],
  [pluralize.singular, "Thomas", "Thomas", "Thoma"],
  [pluralize.singular, "canvas", "canvas", "canva"],
  [pluralize.singular, "cookies", "cookie", "cooky"],
  [pluralize.plural, "criterion", "criteria", "criteria"],
  [pluralize.plural, "SLA", "SLAs", "SLAS"],
  [pluralize.plural, "IT", "ITs", "ITS"],
  [pluralize.plural, "I", "we", "WE"],
  [pluralize.plural, "German", "Germans", "Germen"],
  [pluralize.plural, "virus", "viruses", "viri"],
  [pluralize.plural, "passer-by", "passers-by", "passer-bies"],
  [indefinite, "hour", "an hour", "an hour"],
  [indefinite, "union", "a union", "a union"],
  [indefinite, "ewe", "a ewe", "an ewe"],
  [indefinite, "heirloom", "an heirloom", "a heirloom"],
  [indefinite, "EU job", "a EU job", "an EU job"],
  [indefinite, "1100", "an 1100", "a 1100"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("pluralize", npm("pluralize"), "indefinite", npm("indefinite"));
let changed = false;
for (const [asked, word, guess, known] of CASES) {
  const seen = asked(word);
  const question = asked === indefinite ? "a or an" : asked === pluralize.plural ? "many of" : "one of";
  console.log(`${question} ${word}`.padEnd(18), `guess: ${guess}`.padEnd(19), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node words.mjs
