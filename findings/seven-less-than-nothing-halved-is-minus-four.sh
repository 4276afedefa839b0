#!/bin/sh
# inkjs (npm): stories and dialogues written in ink.
# Guess:   numbers are those of ink: whole numbers are cut towards nothing, so -7 / 2 is -3 as -7 % 3 is -1, and
#          INT(-2.5) is -2, while FLOOR is -3; the text "5" is not 5; not true or true is true, written with a bar.
# Happens: -7 / 2 is -4, so 2 times it and the rest are not -7; INT(-2.5) is -3. "5" equals 5. `{not true || true}` is
#          shown as it stands, without its bars, for it is a list of variants; with `or` it is true. 45000.0 is 45000.
# Seen:    2.4.0, 2.2.4.
# Source:  the manual of ink, "Writing with Ink", part 3: INT, FLOOR, whole numbers divided, % and negative numbers.
# Matters: a dialogue written by those who do not program, asked in a page.
set -eu
version=${1:-2.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "inkjs@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { Compiler } = createRequire(import.meta.url)("inkjs/full");
const told = (text) => {
  const story = new Compiler(text).Compile();
  return story.ContinueMaximally().trim();
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["{7 / 2}", () => told("{7 / 2}"), "3", "3"],
  ["{7.0 / 2}", () => told("{7.0 / 2}"), "3.5", "3.5"],
  ["{-7 % 3}", () => told("{-7 % 3}"), "-1", "-1"],
  ["{-7 / 2}", () => told("{-7 / 2}"), "-3", "-4"],
  ["{-7 / 2 * 2 + -7 % 2}", () => told("{-7 / 2 * 2 + -7 % 2}"), "-7", "-9"],
  ["{-1 / 2}", () => told("{-1 / 2}"), "0", "-1"],
  ["{INT(2.5)}", () => told("{INT(2.5)}"), "2", "2"],
  ["{INT(-2.5)}", () => told("{INT(-2.5)}"), "-2", "-3"],
  ["{FLOOR(-2.5)}", () => told("{FLOOR(-2.5)}"), "-3", "-3"],
  ["{5 == 5.0}", () => told("{5 == 5.0}"), "true", "true"],
  ["{\"5\" == 5}", () => told("{\"5\" == 5}"), "false", "true"],
  ["{not true or true}", () => told("{not true or true}"), "true", "true"],
  ["{not true || true}", () => told("{not true || true}"), "true", "not true"],
  ["{true || false && false}", () => told("{true || false && false}"), "true", "true"],
  ["{10 - 4 - 3}", () => told("{10 - 4 - 3}"), "3", "3"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["inkjs"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(25), `guess: ${guess}`.padEnd(13), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
