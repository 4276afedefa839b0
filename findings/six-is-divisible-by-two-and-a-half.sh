#!/bin/sh
# validator (npm): texts that are tested, the one library of its kind that nearly all others use.
# Guess:   5 is divisible by 2.5 and 6 is not; "Room 5" is after no day; 30 February is no moment of RFC 3339 and not
#          after the 28th, as it is no `isDate` and no `isISO8601` in its strict way; a number is in a list if it is
#          one of its items.
# Happens: 5 is not divisible by 2.5, and 6 is, as the divisor loses what is behind its point. "Room 5" is after 2000.
#          30 February is a moment of RFC 3339, and after the 28th. 12 is in "123".
# Seen:    validator 13.15.35 and 13.7.0.
# Matters: answers are tested by this library, or one on top of it, before any rule sees them.
set -eu
version=${1:-13.15.35}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "validator@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import validator from "validator";
const is = (name, ...given) => () => validator[name](...given);
const CASES = [ // what is tested, how, the guess, what is seen
  ["5 divisible by 2.5", is("isDivisibleBy", "5", "2.5"), true, false],
  ["6 divisible by 2.5", is("isDivisibleBy", "6", "2.5"), false, true],
  ["7.5 divisible by 2", is("isDivisibleBy", "7.5", "2"), false, false],
  ["30 February a day", is("isDate", "2026-02-30"), false, false],
  ["strictly of ISO 8601", is("isISO8601", "2026-02-30", { strict: true }), false, false],
  ["of RFC 3339", is("isRFC3339", "2026-02-30T09:00:00Z"), false, true],
  ["month 13 of RFC 3339", is("isRFC3339", "2026-13-01T09:00:00Z"), false, false],
  ["after 28 February", is("isAfter", "2026-02-30", "2026-02-28"), false, true],
  ["soon after 2000", is("isAfter", "soon", "2000-01-01"), false, false],
  ["Room 5 after 2000", is("isAfter", "Room 5", "2000-01-01"), false, true],
  ["12 in [1, 2]", is("isIn", "12", [1, 2]), false, false],
  ["12 in 123", is("isIn", "12", "123"), false, true],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("validator", npm("validator"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(14), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
