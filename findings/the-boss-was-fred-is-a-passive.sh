#!/bin/sh
# write-good (npm): remarks on English prose, among them on the passive.
# Guess:   what is remarked on as passive is a form of be and a participle, with not, n't or an adverb between them too;
#          a name, a day of the week and a colour are none.
# Happens: "was Fred", "was Alfred", "is Wed", "is red" and "are hundred" are passives, by their last two
#          letters. "was not sent", "isn't sent", "was quickly sent" and "Was the letter sent" are none.
# Seen:    write-good 1.0.8 and 1.0.4.
# Matters: texts of advice are mended where they are well, and an author writes "was not sent" in peace.
set -eu
version=${1:-1.0.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "write-good@$version"
cat > ask.mjs <<'JS'
import writeGood from "write-good";
import { readFileSync } from "node:fs";

const OTHERS = ["weasel", "illusion", "so", "thereIs", "adverb", "tooWordy", "cliches", "eprime"];
const OFF = Object.fromEntries(OTHERS.map((name) => [name, false]));
const found = (text) => writeGood(text, OFF)
  .map(({ index, offset }) => text.slice(index, index + offset)).join("/");
const CASES = [ // what is asked, how, the guess, what is seen
  ["The letter was sent by Ann.", () => found("The letter was sent by Ann."), "was sent", "was sent"],
  ["The letter will be sent.", () => found("The letter will be sent."), "be sent", "be sent"],
  ["The boss was Fred.", () => found("The boss was Fred."), "", "was Fred"],
  ["The boss was Alfred.", () => found("The boss was Alfred."), "", "was Alfred"],
  ["They were Ed and Ann.", () => found("They were Ed and Ann."), "", ""],
  ["The day is Wed 5 May.", () => found("The day is Wed 5 May."), "", "is Wed"],
  ["The letter is red.", () => found("The letter is red."), "", "is red"],
  ["They are hundred.", () => found("They are hundred."), "", "are hundred"],
  ["The letter was not sent.", () => found("The letter was not sent."), "was not sent", ""],
  ["The letter isn't sent.", () => found("The letter isn't sent."), "isn't sent", ""],
  ["The letter was quickly sent.", () => found("The letter was quickly sent."), "was quickly sent", ""],
  ["Was the letter sent?", () => found("Was the letter sent?"), "Was the letter sent", ""],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["write-good"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(29), `guess: ${guess}`.padEnd(28), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
