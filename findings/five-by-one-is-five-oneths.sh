#!/bin/sh
# speech-rule-engine (npm): what a reader of the screen says of a formula, by the rules MathSpeak and ClearSpeak.
# Guess:   5/1 is "5 over 1" in one of the forms for it, and so are 1/32 and 2/21, as 21/22 is; one half is "one half".
# Happens: 5/1 is "five oneths" by both, 1/1 "one oneth"; by MathSpeak 1/32 is "one thirty second", 5/32 "five thirty
#          seconds" and 2/21 "two twenty firsts". 20/1 is over again.
# Why one guesses so: whoever can say "StartFraction 0 Over 2" says whatever is no word so.
# Seen:    speech-rule-engine 4.1.5.
# Matters: who hears "five thirty seconds" has heard of half a minute.
set -eu
version=${1:-4.1.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "speech-rule-engine@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const engine = createRequire(import.meta.url)("speech-rule-engine");
const part = (one, two) => `<math xmlns="http://www.w3.org/1998/Math/MathML">
  <mfrac><mn>${one}</mn><mn>${two}</mn></mfrac></math>`;
const say = async (domain, one, two) => {
  await engine.setupEngine({ locale: "en", domain });
  return engine.toSpeech(part(one, two));
};
const row = (domain, one, two, guess, known) => [`${one}/${two}, ${domain}`, () => say(domain, one, two), guess, known];
const over = (one, two) => `StartFraction ${one} Over ${two} EndFraction`;
const CASES = [ // the rules of speech, the fraction, the guess, what is said
  row("mathspeak", 1, 2, "one half", "one half"),
  row("mathspeak", 3, 4, "three fourths", "three fourths"),
  row("mathspeak", 0, 2, over(0, 2), "StartFraction 0 Over 2 EndFraction"),
  row("mathspeak", 21, 22, over(21, 22), "StartFraction 21 Over 22 EndFraction"),
  row("mathspeak", 1, 32, over(1, 32), "one thirty second"),
  row("mathspeak", 5, 32, over(5, 32), "five thirty seconds"),
  row("mathspeak", 2, 21, over(2, 21), "two twenty firsts"),
  row("mathspeak", 1, 1, over(1, 1), "one oneth"),
  row("mathspeak", 5, 1, over(5, 1), "five oneths"),
  row("mathspeak", 20, 1, over(20, 1), "StartFraction 20 Over 1 EndFraction"),
  row("clearspeak", 1, 2, "one half", "one half"),
  row("clearspeak", 5, 1, "5 over 1", "five oneths"),
  row("clearspeak", 1, 32, "1 over 32", "1 over 32"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["speech-rule-engine"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(17), `guess: ${guess}`.padEnd(44), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
