#!/bin/sh
# aws-local-stepfunctions (npm): a state machine of the Amazon States Language, run at one's desk.
# Guess:   a text, null and true are neither more nor less than 4; who has no days is found by `IsPresent: false`; a
#          day alone is no moment; 1.5 is rounded before it is added; of two signs each splits a
#          text, and the item before the first is refused.
# Happens: the text 5 is more than 4, null and true are less; who has no days is not found as missing; 4 January,
#          without an hour, is before the 5th at nine, and 30 February is a moment. 1 and 1.5 added are an error; ",;"
#          splits nothing; the item -1 is null.
# Seen:    3.0.0.
# Matters: a path is tried at one's desk, and taken otherwise by the service.
set -eu
version=${1:-3.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "aws-local-stepfunctions@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { StateMachine } = createRequire(import.meta.url)("aws-local-stepfunctions");
const run = (States, input) => new StateMachine({ StartAt: "first", States }).run(input).result;
const ends = (Result) => ({ Type: "Pass", Result, End: true });
const chosen = (test, input) => {
  const Choices = [{ Variable: "$.d", ...test, Next: "yes" }];
  return run({ first: { Type: "Choice", Choices, Default: "no" }, yes: ends("yes"), no: ends("no") }, input);
};
const value = async (call) => {
  const first = { Type: "Pass", Parameters: { "v.$": call }, End: true };
  return JSON.stringify((await run({ first }, { list: [1, 2] })).v);
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["5 = 5", () => chosen({ NumericEquals: 5 }, { d: 5 }), "yes", "yes"],
  ["a text > 4", () => chosen({ NumericGreaterThan: 4 }, { d: "5" }), "no", "yes"],
  ["null < 4", () => chosen({ NumericLessThan: 4 }, { d: null }), "no", "yes"],
  ["true < 4", () => chosen({ NumericLessThan: 4 }, { d: true }), "no", "yes"],
  ["10 < a text", () => chosen({ StringLessThan: "9" }, { d: 10 }), "no", "no"],
  ["null is present", () => chosen({ IsPresent: true }, { d: null }), "yes", "yes"],
  ["none is missing", () => chosen({ IsPresent: false }, {}), "yes", "no"],
  ["two zones", () => chosen({ TimestampEquals: "2026-01-05T09:00:00Z" }, { d: "2026-01-05T10:00:00+01:00" }),
    "yes", "yes"],
  ["a day before", () => chosen({ TimestampLessThan: "2026-01-05T09:00:00Z" }, { d: "2026-01-04" }), "no", "yes"],
  ["30 February", () => chosen({ IsTimestamp: true }, { d: "2026-02-30T00:00:00Z" }), "no", "yes"],
  ["a day alone", () => chosen({ IsTimestamp: true }, { d: "2026-01-05" }), "no", "no"],
  ["1 and 1.5", () => value("States.MathAdd(1, 1.5)"), "3", "error"],
  ["split by two", () => value("States.StringSplit('a,b;c', ',;')"), "[\"a\",\"b\",\"c\"]", "[\"a,b;c\"]"],
  ["the item -1", () => value("States.ArrayGetItem($.list, -1)"), "error", "null"],
  ["the item 1", () => value("States.ArrayGetItem($.list, 1)"), "2", "2"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["aws-local-stepfunctions"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(16), `guess: ${guess}`.padEnd(21), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
