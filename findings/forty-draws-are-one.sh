#!/bin/sh
# json-schema-faker (npm): examples drawn by a JSON Schema, for tests.
# Guess:   each call draws another example, or nearly so; each example passes the schema by which it is drawn, or
#          there is an error.
# Happens: each call of `generate` draws the same one, for it begins with seed 1 each time; a generator that is made
#          once goes on. Of 40 durations 3 are not valid (as `PT0D`), of "a whole number or a number, but not both" 23
#          are both, and of keys that begin with x none begins with it. An object with two keys that begin with a, and
#          no others, is an error. Limits, `multipleOf`, `not` and `if` are right.
# Seen:    json-schema-faker 0.6.3, ajv 8.20.0 with ajv-formats 3.0.1.
# Source:  README of 0.6.3, line 189: "Random seed (default: 1)".
# Matters: a test of a hundred drawn situations is a test of one, a hundred times.
set -eu
version=${1:-0.6.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-schema-faker@$version" ajv@8.20.0 ajv-formats@3.0.1
cat > draw.mjs <<'JS'
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import formats from "ajv-formats";
import { createGenerator, generate } from "json-schema-faker";
const ajv = formats(new Ajv({ strict: false }));
const TIMES = 40;
const X_KEYS = { type: "object", propertyNames: { pattern: "^x" }, minProperties: 2 };
const A_KEYS = { type: "object", patternProperties: { "^a": { type: "integer" } }, additionalProperties: false };
const CASES = [ // the schema, the guess, how many of the examples pass
  [{ type: "integer", minimum: 8, multipleOf: 7, maximum: 20 }, "all", "all"],
  [{ type: "string", format: "date" }, "all", "all"],
  [{ type: "integer", minimum: 0, maximum: 1, not: { const: 0 } }, "all", "all"],
  [{ if: { type: "integer" }, then: { minimum: 5 }, else: { type: "string" } }, "all", "all"],
  [{ type: "string", format: "duration" }, "all", "37 of 40"],
  [X_KEYS, "all", "none"],
  [{ oneOf: [{ type: "integer" }, { type: "number" }] }, "all", "17 of 40"],
  [{ ...A_KEYS, minProperties: 2 }, "all", "an error"],
];
const drawn = async (schema) => {
  let passed = 0;
  let last;
  const generator = createGenerator({ seed: 1 }); // another seed for each example
  try {
    for (let time = 0; time < TIMES; time += 1) {
      last = await generator.generate(structuredClone(schema));
      passed += ajv.validate(schema, last) ? 1 : 0;
    }
  } catch {
    return ["an error", ""];
  }
  return [passed === TIMES ? "all" : passed === 0 ? "none" : `${passed} of ${TIMES}`, JSON.stringify(last)];
};
console.log("json-schema-faker", JSON.parse(readFileSync("node_modules/json-schema-faker/package.json")).version);
let changed = false;
for (const [schema, guess, known] of CASES) {
  const [seen, last] = await drawn(schema);
  console.log(`${JSON.stringify(schema)}\n  pass, guess: ${guess} seen: ${seen} ${last}`);
  changed ||= seen !== known;
}
const numbers = new Set();
for (let time = 0; time < TIMES; time += 1) numbers.add(await generate({ type: "integer", minimum: 0, maximum: 1000 }));
console.log(`different numbers in ${TIMES} calls of generate, guess: about ${TIMES - 1} seen: ${numbers.size}`);
changed ||= numbers.size !== 1;
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 100 node draw.mjs
