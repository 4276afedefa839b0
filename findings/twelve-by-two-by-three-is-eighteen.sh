#!/bin/sh
# jspath (npm): conditions on records, and sums in them.
# Guess:   12 / 2 / 3 is 2, as 12 - 2 - 3 is 7; what is null is not there, and not less than 6; 12 / 2 * 3 is 18.
# Happens: it is 18, and 12 / 2 * 3 is 2: division, the rest of one and times are read from the right, plus and minus
#          from the left. Null is less than 6, as true and an empty text are, and it is "there", as the empty text is.
# Seen:    0.4.0 (its last version).
# Matters: of a pay of 12 for two people in three parts, each gets 18.
set -eu
version=${1:-0.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jspath@$version"
cat > ask.mjs <<'JS'
import JSPath from "jspath";
import { readFileSync } from "node:fs";
console.log("jspath", JSON.parse(readFileSync("node_modules/jspath/package.json")).version);
const records = Object.entries({ five: 5, ten: 10, none: undefined, null: null, text: "", true: true, list: [5] })
  .map(([name, d]) => d === undefined ? { name } : { name, d });
const holds = (condition) => JSPath.apply(`.{${condition}}`, { one: 1 }).length > 0;
const found = (condition) => JSPath.apply(`.{${condition}}.name`, records).join(" ");
const cases = [ // the condition, the guess, what is seen
  ["12 - 2 - 3 == 7", "true", "true", holds],
  ["12 - 2 + 3 == 13", "true", "true", holds],
  ["1 + 2 * 3 == 7", "true", "true", holds],
  ["12 / 2 / 3 == 2", "true", "false", holds],
  ["12 / 2 / 3 == 18", "false", "true", holds],
  ["12 / 2 * 3 == 18", "true", "false", holds],
  ["12 / 2 * 3 == 2", "false", "true", holds],
  [".d === 5", "five list", "five list", found],
  [".d < 6", "five list", "five null text true list", found],
  ["!.d", "none null text", "none", found],
].map(([condition, guess, known, ask]) => [condition, guess, known, () => ask(condition)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(18), "guess:", guess.padEnd(14), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
