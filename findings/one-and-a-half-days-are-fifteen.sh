#!/bin/sh
# rivescript (npm): a dialogue written as what is said and what is answered.
# Guess:   a number is the number that was said, or nothing matches: 1.5 days, -5 days, 2-3 days, 1,000 days; a day and
#          an address stay what they are; 5 equals 5.0.
# Happens: 1.5 days are 15, -5 days 5, 1,000 days 1000, and of 2-3 days 23; 5 January 2026 is 20260105, jo@example.org
#          is joexampleorg, for all signs are taken out before anything is compared. With `utf8` the day stays, but 1.5
#          is 15 still, and -5 matches nothing. 5 does not equal 5.0.
# Seen:    2.2.1.
# Matters: "I wait 1.5 weeks" is an answer.
set -eu
version=${1:-2.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rivescript@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const RiveScript = createRequire(import.meta.url)("rivescript");
const heard = async (rule, said, options = {}) => {
  const bot = new RiveScript(options);
  bot.stream(`${rule}\n+ *\n- nothing`);
  bot.sortReplies();
  return bot.reply("jo", said);
};
const NUMBER = "+ i wait # days\n- <star>";
const ANY = "+ on *\n- <star>";
const CASES = [ // what is asked, how, the guess, what is seen
  ["5 days", () => heard(NUMBER, "I wait 5 days"), "5", "5"],
  ["1.5 days", () => heard(NUMBER, "I wait 1.5 days"), "1.5", "15"],
  ["-5 days", () => heard(NUMBER, "I wait -5 days"), "-5", "5"],
  ["1,000 days", () => heard(NUMBER, "I wait 1,000 days"), "1,000", "1000"],
  ["2-3 days", () => heard(NUMBER, "I wait 2-3 days"), "nothing", "23"],
  ["9:30 days", () => heard(NUMBER, "I wait 9:30 days"), "nothing", "930"],
  ["soon", () => heard(NUMBER, "I wait soon"), "nothing", "nothing"],
  ["1.5, utf8", () => heard(NUMBER, "I wait 1.5 days", { utf8: true }), "1.5", "15"],
  ["-5, utf8", () => heard(NUMBER, "I wait -5 days", { utf8: true }), "-5", "nothing"],
  ["a day", () => heard(ANY, "on 2026-01-05"), "2026-01-05", "20260105"],
  ["a day, utf8", () => heard(ANY, "on 2026-01-05", { utf8: true }), "2026-01-05", "2026-01-05"],
  ["an address", () => heard(ANY, "on jo@example.org"), "jo@example.org", "joexampleorg"],
  ["5 == 5.0", () => heard("+ say #\n* <star> == 5.0 => yes\n- no", "say 5"), "yes", "no"],
  ["9 < 10", () => heard("+ say #\n* <star> < 10 => yes\n- no", "say 9"), "yes", "yes"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["rivescript"].map((name) => `${name} ${npm(name)}`).join(", "));
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
