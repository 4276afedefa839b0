#!/bin/sh
# validatorjs (npm): rules for the answers of a form.
# Guess:   `after:2026-01-05` holds for the 6th, for the field "must be after the given date"; "Room 5" is no date;
#          `required_if:late,true` asks for a reason if late is true; the numbers 1 and 2 are in 1, 2.
# Happens: after and before a day never hold: what stands there is the name of another answer, and there is none. "Room
#          5" is a date. A reason is not asked for if late is true, nor if 1 is asked for and is there, nor with days
#          that are 0. The list 1, 2 is not in 1, 2, and of 1, 3 none is in it either; 0012 is no whole number.
# Seen:    3.22.1.
# Source:  its README, "after:date".
# Matters: a form refuses every day that is right, and takes a room for a day.
set -eu
version=${1:-3.22.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "validatorjs@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import Validator from "validatorjs";
console.log("validatorjs", JSON.parse(readFileSync("node_modules/validatorjs/package.json")).version);
const cases = [ // the answers, the rule for a, the guess, what is seen
  [{ a: "2026-01-06" }, "date", "passes", "passes"],
  [{ a: "2026-02-29" }, "date", "fails", "fails"],
  [{ a: "2026-01-06", b: "2026-01-05" }, "after:b", "passes", "passes"],
  [{ a: "2026-01-06" }, "after:2026-01-05", "passes", "fails"],
  [{ a: "2026-01-04" }, "before:2026-01-05", "passes", "fails"],
  [{ a: "Room 5" }, "date", "fails", "passes"],
  [{ late: "yes" }, "required_if:late,yes", "fails", "fails"],
  [{ late: true }, "required_if:late,true", "fails", "passes"],
  [{ days: 1 }, "required_if:days,1", "fails", "passes"],
  [{ days: 0 }, "required_with:days", "fails", "passes"],
  [{ a: 1 }, "in:1,2", "passes", "passes"],
  [{ a: [1, 2] }, "in:1,2", "passes", "fails"],
  [{ a: [1, 3] }, "not_in:1,2", "fails", "passes"],
  [{ a: "12" }, "integer", "passes", "passes"],
  [{ a: "0012" }, "integer", "passes", "fails"],
].map(([answers, rule, ...rest]) => [`${JSON.stringify(answers)} ${rule}`, ...rest,
  () => new Validator(answers, { a: rule }).passes() ? "passes" : "fails"]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(54), "guess:", guess.padEnd(6), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
