#!/bin/sh
# json-schema-to-zod (npm): validators made of a JSON Schema, as code.
# Guess:   the validator takes what the schema takes and refuses what it refuses, or is not made, as for a part of it
#          that the tool does not know.
# Happens: where one record is asked for (`const`, `enum`), that record is refused. Who has a key that no pattern names
#          is refused, where all keys are free. What is required and has no type may be missing, a `propertyNames` and
#          the least number of keys are left out, two equal records are different if their keys stand in another order,
#          and an answer with a default may be missing though it is required.
# Seen:    json-schema-to-zod 2.8.1 and 2.6.0, zod 4.6.7.
# Matters: a situation is tested by such a validator in a browser, and by the schema behind it.
set -eu
version=${1:-2.8.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-schema-to-zod@$version" zod@4.6.7
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { jsonSchemaToZod } from "json-schema-to-zod";
import { z } from "zod";
const takes = (schema, value) => () => {
  const made = new Function("z", `return ${jsonSchemaToZod(schema)}`)(z);
  return made.safeParse(value).success ? "taken" : "refused";
};
const record = (parts) => ({ type: "object", ...parts });
const EQUAL = [{ a: 1, b: 2 }, { b: 2, a: 1 }];
const numbered = record({ patternProperties: { "^n": { type: "number" } } });
const CASES = [ // what is tested, how, the guess, what is seen
  ["5, of const 5", takes({ const: 5 }, 5), "taken", "taken"],
  ["{ a: 1 }, of const { a: 1 }", takes({ const: { a: 1 } }, { a: 1 }), "taken", "refused"],
  ["[1], one of [1] and [2]", takes({ enum: [[1], [2]] }, [1]), "taken", "refused"],
  ["a key that no pattern names", takes(numbered, { name: "Jo" }), "taken", "refused"],
  ["a required key missing", takes(record({ properties: { a: {} }, required: ["a"] }), {}), "refused", "refused"],
  ["one without properties", takes(record({ required: ["a"] }), {}), "refused", "taken"],
  ["one with a default", takes(record({ properties: { a: { default: 5 } }, required: ["a"] }), {}), "refused", "taken"],
  ["no keys, at least one", takes(record({ minProperties: 1 }), {}), "refused", "taken"],
  ["a wrong name of a key", takes(record({ propertyNames: { pattern: "^a" } }), { b: 1 }), "refused", "taken"],
  ["two equal ones, all unique", takes({ type: "array", uniqueItems: true }, EQUAL), "refused", "taken"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["json-schema-to-zod", "zod"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(30), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
