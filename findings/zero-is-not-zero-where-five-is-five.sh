#!/bin/sh
# @formio/core (npm): the conditions and checks of Form.io, as its server runs them.
# Guess:   a question asked "if the number is 0" is asked at 0, as one "if it is 5" at 5, for both are stored as
#          texts; 30 February and "5" are no moments, as "soon" is none; 5.5 is no whole number; at least one of two
#          boxes means one.
# Happens: "0" is not 0, and "isNotEqual 0" holds at 0; "5" is 5. For texts "9" is not less than "10". A moment may be
#          30 February, or "5"; `integer` and `step` are not looked at, a least number of boxes not if none is ticked.
#          The required text may be false, the greatest length 0 is none. A day without its day of the month equals
#          not itself.
# Seen:    @formio/core 2.8.3 and 2.4.0.
# Matters: "how many offers do you have?" - "if 0: ..." is never asked.
set -eu
version=${1:-2.8.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@formio/core@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import core from "@formio/core";

const run = (components, data, processors, scope) => {
  const config = { server: true };
  core.processSync({ form: { components }, components, data, row: data, scope, processors, config });
  return scope;
};
const asked = (type, operator, value, answer) => {
  const conditions = [{ component: "a", operator, value }];
  const first = { input: true, type, key: "a" };
  const second = { input: true, type: "textfield", key: "b", conditional: { show: true, conjunction: "all", conditions } };
  const scope = run([first, second], { a: answer }, [core.simpleConditionProcessInfo], {});
  return scope.conditionals.find((one) => one.path === "b").conditionallyHidden ? "not asked" : "asked";
};
const checked = (component, answer) => {
  const scope = run([{ input: true, key: "a", ...component }], { a: answer }, [core.validateProcessInfo], { errors: [] });
  return scope.errors.length ? "refused" : "taken";
};
const boxes = { type: "selectboxes", values: [{ value: "a" }, { value: "b" }] };
const day = "00/00/2026";
const CASES = [ // what is done, what with, the guess, what is seen
  [asked, ["number", "isEqual", "5", 5], "asked", "asked"],
  [asked, ["number", "isEqual", "0", 0], "asked", "not asked"],
  [asked, ["number", "isNotEqual", "5", 5], "not asked", "not asked"],
  [asked, ["number", "isNotEqual", "0", 0], "not asked", "asked"],
  [asked, ["number", "lessThan", "10", 9], "asked", "asked"],
  [asked, ["number", "lessThan", "10", "9"], "asked", "not asked"],
  [asked, ["number", "lessThan", 5, undefined], "not asked", "not asked"],
  [asked, ["day", "isDateEqual", day, day], "asked", "not asked"],
  [checked, [{ type: "datetime" }, "soon"], "refused", "refused"],
  [checked, [{ type: "datetime" }, "2026-02-30"], "refused", "taken"],
  [checked, [{ type: "datetime" }, "5"], "refused", "taken"],
  [checked, [{ type: "number", validate: { min: 5 } }, 3], "refused", "refused"],
  [checked, [{ type: "number", validate: { integer: true, step: 1 } }, 5.5], "refused", "taken"],
  [checked, [{ ...boxes, validate: { minSelectedCount: 2 } }, { a: true, b: false }], "refused", "refused"],
  [checked, [{ ...boxes, validate: { minSelectedCount: 1 } }, { a: false, b: false }], "refused", "taken"],
  [checked, [{ type: "textfield", validate: { required: true } }, ""], "refused", "refused"],
  [checked, [{ type: "textfield", validate: { required: true } }, false], "refused", "taken"],
  [checked, [{ type: "textfield", validate: { maxLength: 0 } }, "a"], "refused", "taken"],
];
console.log("@formio/core", JSON.parse(readFileSync("node_modules/@formio/core/package.json")).version);
let changed = false;
for (const [work, given, guess, known] of CASES) {
  const seen = work(...given);
  console.log(JSON.stringify(given), `guess: ${guess} seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs 2> /dev/null
