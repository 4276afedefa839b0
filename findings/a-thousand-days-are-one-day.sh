#!/bin/sh
# banana-i18n (npm): messages in the form of MediaWiki.
# Guess:   "1,000" is not one: 1,000 days; -1 is "-1 days" in English, as its own CLDR has it for what
#          is not 1; a name in double braces that it does not know stands there as it is.
# Happens: "1,000 day", for the number is read up to its comma, and "1 of 3 day". -1 is "-1 day". {{name}} is an error,
#          so a message that tells of double braces cannot be shown.
# Seen:    2.4.0, 1.3.1.
# Matters: numbers are written with their commas before they are put into a message.
set -eu
version=${1:-2.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "banana-i18n@$version"
cat > ask.mjs <<'JS'
import Banana from "banana-i18n";
import { readFileSync } from "node:fs";

const say = (message, ...values) => new Banana("en", { messages: { message } }).i18n("message", ...values);
const DAYS = "$1 {{PLURAL:$1|day|days}}";
const CASES = [ // what is asked, how, the guess, what is seen
  ["1", () => say(DAYS, 1), "1 day", "1 day"],
  ["0", () => say(DAYS, 0), "0 days", "0 days"],
  ["1.5", () => say(DAYS, 1.5), "1.5 days", "1.5 days"],
  ["1,000", () => say(DAYS, "1,000"), "1,000 days", "1,000 day"],
  ["1 of 3", () => say(DAYS, "1 of 3"), "1 of 3 days", "1 of 3 day"],
  ["-1", () => say(DAYS, -1), "-1 days", "-1 day"],
  ["12, named", () => say("{{PLURAL:$1|12=a dozen|$1 day|$1 days}}", 12), "a dozen", "a dozen"],
  ["nobody said", () => say(DAYS), "$1 days", "$1 days"],
  ["null", () => say("$1 left", null), "$1 left", "null left"],
  ["{{name}}", () => say("Hello {{name}}"), "Hello {{name}}", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["banana-i18n"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(12), `guess: ${guess}`.padEnd(22), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
