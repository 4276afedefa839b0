#!/bin/sh
# to-json-schema (npm): a JSON Schema made of an example.
# Guess:   it describes the example, and the same one in the same way each time: a text is a text, with a format only
#          where it is clear; a list of whole numbers and texts has these as its items.
# Happens: "12:30" has the format `style` (of CSS) the first time, none the second, and so on. "5" is a number of
#          milliseconds since 1970, "red" and "abc" are colours: formats that a validator does not know. 30 February
#          is a date, which the example is not. A day of JavaScript has the type `date`, which JSON Schema does not
#          have; a list of 1 and "a" says nothing of its items.
# Seen:    to-json-schema 0.2.5 and 0.2.0, ajv 8.20.0 with ajv-formats 3.0.1.
# Source:  lib/jsonSchemaHelpers.js of 0.2.5, lines 46 to 70: `style` is a pattern with the flag g, which goes on
#          behind its last match.
# Matters: two runs over the same answers ask for different things.
set -eu
version=${1:-0.2.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "to-json-schema@$version" ajv@8.20.0 ajv-formats@3.0.1
cat > make.cjs <<'JS'
const Ajv = require("ajv");
const formats = require("ajv-formats");
const made = require("to-json-schema");
const passes = (schema, example) => {
  try {
    return formats(new Ajv()).validate(schema, example) ? "passes" : "fails";
  } catch {
    return "no schema for a validator";
  }
};
const UNKNOWN = "no schema for a validator";
const format = (name) => ({ type: "string", format: name });
const CASES = [ // the example, the guess, the schema, what a validator says of the example
  ["5 days", { type: "string" }, { type: "string" }, "passes"],
  ["2026-01-05", format("date"), format("date"), "passes"],
  [[1, 2.5], { type: "array", items: { type: "number" } }, { type: "array", items: { type: "number" } }, "passes"],
  ["12:30", { type: "string" }, format("style"), UNKNOWN],
  ["12:30", { type: "string" }, { type: "string" }, "passes"],
  ["12:30", { type: "string" }, format("style"), UNKNOWN],
  ["5", { type: "string" }, format("utc-millisec"), UNKNOWN],
  ["red", { type: "string" }, format("color"), UNKNOWN],
  ["abc", { type: "string" }, format("color"), UNKNOWN],
  ["2026-02-30", { type: "string" }, format("date"), "fails"],
  [new Date(0), "refused", { type: "date" }, UNKNOWN],
  [[1, "a"], { type: "array", items: { type: ["integer", "string"] } }, { type: "array" }, "passes"],
];
const npm = (name) => require(`${name}/package.json`).version;
console.log("to-json-schema", npm("to-json-schema"), "ajv", npm("ajv"));
let changed = false;
for (const [example, guess, known, said] of CASES) {
  const schema = made(example);
  const seen = JSON.stringify(schema);
  const sees = passes(schema, example);
  console.log(`${JSON.stringify(example)}\n  guess: ${JSON.stringify(guess)}\n  seen:  ${seen}, ${sees}`);
  changed ||= seen !== JSON.stringify(known) || sees !== said;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node make.cjs
