#!/bin/sh
# @growthbook/growthbook (npm): conditions in MongoDB's words, for who gets what.
# Guess:   who has no age is neither more nor less than another one; "7" is not more than 5, and a truth is no number; of
#          no conditions none holds; an operator that is not known is refused.
# Happens: who has no age, or null, is more than -10 and less than 10, as who has an empty text is. "7" is more than 5
#          and "5" equals 5, true is less than 5 and equals 1, [5] is at least 5. "One of none" holds, and its opposite
#          does not. An operator that is not known is false, which its negation makes true.
# Seen:    1.8.0.
# Matters: who has not said how long it has waited is told that it has waited for less than ten days.
set -eu
version=${1:-1.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@growthbook/growthbook@$version"
cat > ask.mjs <<'JS'
import { GrowthBook } from "@growthbook/growthbook";
import { readFileSync } from "node:fs";
console.log("growthbook", JSON.parse(readFileSync("node_modules/@growthbook/growthbook/package.json")).version);
console.error = console.warn = () => {};
const holds = (condition, attributes) => {
  const features = { f: { defaultValue: false, rules: [{ condition, force: true }] } };
  return new GrowthBook({ attributes, features }).isOn("f");
};
const cases = [ // the condition, what is known, the guess, what is seen
  [{ age: { $gt: 5 } }, { age: 7 }, "true", "true"],
  [{ age: { $ne: 5 } }, {}, "true", "true"],
  [{ age: { $gt: -10, $lt: 10 } }, {}, "false", "true"],
  [{ age: { $gt: -10, $lt: 10 } }, { age: null }, "false", "true"],
  [{ age: { $lt: 5 } }, { age: "" }, "false", "true"],
  [{ age: { $lt: 5 } }, { age: "soon" }, "false", "false"],
  [{ age: { $gt: 5 } }, { age: "7" }, "false", "true"],
  [{ age: 5 }, { age: "5" }, "false", "true"],
  [{ told: 1 }, { told: true }, "false", "true"],
  [{ age: { $gte: 5 } }, { age: [5] }, "false", "true"],
  [{ $or: [] }, {}, "false", "true"],
  [{ $nor: [] }, {}, "true", "false"],
  [{ age: { $about: 5 } }, { age: 5 }, "refused", "false"],
  [{ $not: { age: { $about: 5 } } }, { age: 5 }, "refused", "true"],
].map(([condition, known, guess, seen]) =>
  [`${JSON.stringify(condition)} ${JSON.stringify(known)}`, guess, seen, () => holds(condition, known)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(46), "guess:", guess.padEnd(8), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
