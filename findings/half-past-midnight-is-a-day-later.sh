#!/bin/sh
# @bufbuild/cel (npm): the Common Expression Language, "CEL".
# Guess:   23:30 on the 5th in UTC is half past midnight on the 6th in Berlin, a Tuesday; a name that is stated as null
#          is in its map; "soon" as a number is an error, as it is as a whole number.
# Happens: it is the 7th, a Wednesday: where the day in the zone is another one than in UTC to the east, one more is
#          added; hour, month and year are right. To the west it is right, too. The year 1 is 1901. A name with null
#          is not there; "soon" is no number without an error, and nothing is 0.
# Seen:    @bufbuild/cel 0.6.1, @bufbuild/protobuf 2.17.0.
# Source:  the specification of CEL, "getDate": the day of the month in the time zone.
# Matters: a rule "not on a Wednesday" is decided for another day, each night between midnight and one.
set -eu
version=${1:-0.6.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@bufbuild/cel@$version" @bufbuild/protobuf@2.17.0
cat > ask.mjs <<'JS'
import { isCelError, run } from "@bufbuild/cel";
import { readFileSync } from "node:fs";
console.log("@bufbuild/cel", JSON.parse(readFileSync("node_modules/@bufbuild/cel/package.json")).version);
const value = (expression) => {
  const found = run(expression);
  if (isCelError(found)) throw new Error(expression);
  return found;
};
const at = (moment, part, zone) => `timestamp('${moment}').${part}('${zone}')`;
const [noon, night] = ["2026-01-05T12:00:00Z", "2026-01-05T23:30:00Z"];
const cases = [ // the expression, the guess, what is seen
  [at(noon, "getDate", "Europe/Berlin"), "5", "5"],
  [at(night, "getDate", "UTC"), "5", "5"],
  [at(night, "getHours", "Europe/Berlin"), "0", "0"],
  [at(night, "getDate", "Europe/Berlin"), "6", "7"],
  [at(night, "getDayOfWeek", "Europe/Berlin"), "2", "3"],
  [at("2026-01-31T23:30:00Z", "getDate", "Europe/Berlin"), "1", "2"],
  [at("2025-12-31T23:30:00Z", "getFullYear", "Europe/Berlin"), "2026", "2026"],
  [at("2026-01-05T00:30:00Z", "getDate", "America/New_York"), "4", "4"],
  [at("0001-01-01T00:00:00Z", "getFullYear", "UTC"), "1", "1901"],
  ["'day' in {'day': 5}", "true", "true"],
  ["'day' in {'day': null}", "true", "false"],
  ["has({'day': null}.day)", "true", "false"],
  ["int('soon')", "refused", "refused"],
  ["double('soon')", "refused", "NaN"],
  ["double('')", "refused", "0"],
].map((kase) => [...kase, () => value(kase[0])]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(64), "guess:", guess.padEnd(8), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
