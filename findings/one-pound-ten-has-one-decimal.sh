#!/bin/sh
# @vinejs/vine (npm): answers of a form, checked.
# Guess:   "1.10" has the two decimals asked for; ten o'clock is before noon of that day, and is not midnight; nothing,
#          true and ["5"] are no numbers; what is `distinct` in a field is so where the field is null; two equal
#          records are not distinct.
# Happens: "1.10" has one decimal and is refused, 10:00 is not before 12:00, and equals 0:00. Nothing is 0, true is 1,
#          ["5"] is 5, 0x10 is 16. Two records whose field is null are not distinct by it, two equal ones are distinct.
# Seen:    4.4.0.
# Matters: a pay as a form writes it is refused, and a day's first and second meeting cannot be put in order.
set -eu
version=${1:-4.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@vinejs/vine@$version"
cat > ask.mjs <<'JS'
import vine from "@vinejs/vine";
import { readFileSync } from "node:fs";
console.log("@vinejs/vine", JSON.parse(readFileSync("node_modules/@vinejs/vine/package.json")).version);
const moment = () => vine.date({ formats: ["YYYY-MM-DD HH:mm"] });
const noon = "2026-01-05 12:00";
const distinct = (field) => vine.array(vine.any()).distinct(field);
const checked = async (rule, value) => {
  const { a } = await vine.validate({ schema: vine.object({ a: rule }), data: { a: value } });
  return a instanceof Date ? "passes" : JSON.stringify(a);
};
const cases = [ // what is asked, the guess, what is seen
  ["1.25 has two decimals", "1.25", "1.25", () => checked(vine.number().decimal(2), "1.25")],
  ["1.10 has two decimals", "1.1", "refused", () => checked(vine.number().decimal(2), "1.10")],
  ["the 4th is before the 5th", "passes", "passes", () => checked(moment().before(noon), "2026-01-04 10:00")],
  ["ten is before noon", "passes", "refused", () => checked(moment().before(noon), "2026-01-05 10:00")],
  ["ten is noon", "refused", "passes", () => checked(moment().equals(noon), "2026-01-05 10:00")],
  ["soon is a number", "refused", "refused", () => checked(vine.number(), "soon")],
  ["nothing is a number", "refused", "0", () => checked(vine.number(), "")],
  ["true is a number", "refused", "1", () => checked(vine.number(), true)],
  ["[5] is a number", "refused", "5", () => checked(vine.number(), ["5"])],
  ["1 and 1 are distinct", "refused", "refused", () => checked(distinct(), [1, 1])],
  ["{n:1} and {n:1} are distinct", "refused", '[{"n":1},{"n":1}]', () => checked(distinct(), [{ n: 1 }, { n: 1 }])],
  ["null and null, by n", "passes", "refused", () => checked(distinct("n"), [{ n: null }, { n: null }])],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(30), "guess:", guess.padEnd(8), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
