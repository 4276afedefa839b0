#!/bin/sh
# make-plural and intl-pluralrules (npm) beside Intl.PluralRules of Node 20: which form of a word goes with a number.
# Guess:   all three say the same: -1 is "one", a million in French, Spanish and Latvian the same form, "1.0" as a text
#          likewise.
# Happens: -1 is "other" for make-plural, in Polish "many", and "one" for both others. A million is "many" in French
#          and Spanish, "zero" in Latvian, for make-plural and Node, and "other" for intl-pluralrules. "1.0" is "other"
#          for make-plural only.
# Seen:    make-plural 8.1.0, intl-pluralrules 2.0.1, Node 20.20.2.
# Matters: "-1 day" on the server is "-1 days" in the page.
set -eu
version=${1:-8.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "make-plural@$version" intl-pluralrules@2.0.1
cat > ask.mjs <<'JS'
import PluralRules from "intl-pluralrules/plural-rules";
import * as makePlural from "make-plural";
import { readFileSync } from "node:fs";

const forms = (language, number) => {
  const three = [
    makePlural[language](number),
    new PluralRules(language).select(number),
    new Intl.PluralRules(language).select(number),
  ];
  return new Set(three).size === 1 ? three[0] : three.join(" | ");
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["en 1", () => forms("en", 1), "one", "one"],
  ["en 1.5", () => forms("en", 1.5), "other", "other"],
  ["cs 1.5", () => forms("cs", 1.5), "many", "many"],
  ["fr 1.5", () => forms("fr", 1.5), "one", "one"],
  ["pl 5", () => forms("pl", 5), "many", "many"],
  ["en -1", () => forms("en", -1), "one", "other | one | one"],
  ["de -1", () => forms("de", -1), "one", "other | one | one"],
  ["pl -1", () => forms("pl", -1), "one", "many | one | one"],
  ["fr 1000000", () => forms("fr", 1000000), "many", "many | other | many"],
  ["es 1000000", () => forms("es", 1000000), "many", "many | other | many"],
  ["lv 1000000", () => forms("lv", 1000000), "zero", "zero | other | zero"],
  ["en '1'", () => forms("en", "1"), "one", "one"],
  ["en '1.0'", () => forms("en", "1.0"), "one", "other | one | one"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["make-plural", "intl-pluralrules"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(11), `guess: ${guess}`.padEnd(13), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
