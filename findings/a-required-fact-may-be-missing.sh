#!/bin/sh
# zod (npm): a validator made from a JSON Schema by z.fromJSONSchema.
# Guess:   it decides as the schema says, or the schema is refused, as it is for `not`, `if` and `unevaluatedProperties`.
# Happens: what `required` names and `properties` does not may be missing, and so may what has a default; what has no
#          `type` takes everything, whatever else it asks for, also within `allOf` and `anyOf`; beside `$ref`, `enum`
#          and `anyOf` nothing counts. A `const` that is an object takes not even that object. No error, no warning.
# Seen:    zod 4.6.7; ajv 8.20.0 beside it. (Its guide calls the function experimental.)
# Matters: forms whose checks were made from the schema of the facts take what the server refuses.
set -eu
version=${1:-4.6.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "zod@$version" ajv@8.20.0
cat > ask.mjs <<'JS'
import Ajv from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { z } from "zod";
const text = { $defs: { text: { type: "string" } } };
const cases = [ // a schema, data, and what zod says; ajv says no but where the data are the const
  [{ type: "object", required: ["day"] }, {}, true],
  [{ type: "object", properties: { day: { default: 1 } }, required: ["day"] }, {}, true],
  [{ type: "object", properties: { day: { type: "string" } }, required: ["day"] }, {}, false],
  [{ minimum: 5 }, 3, true],
  [{ properties: { day: { type: "number" } } }, { day: "x" }, true],
  [{ type: "string", allOf: [{ pattern: "^a" }] }, "b", true],
  [{ type: "string", anyOf: [{ minLength: 3 }, { pattern: "^a" }] }, "b", true],
  [{ enum: ["a", "bc"], minLength: 2 }, "a", true],
  [{ $ref: "#/$defs/text", minLength: 2, ...text }, "a", true],
  [{ const: { day: 1 } }, { day: 1 }, false],
  [{ type: "number", not: { const: 5 } }, 5, "refused"],
];
console.log("zod", JSON.parse(readFileSync("node_modules/zod/package.json")).version);
let changed = false;
for (const [schema, data, known] of cases) {
  const guess = new Ajv({ strict: false }).validate(schema, data);
  let seen;
  try {
    seen = z.fromJSONSchema(schema).safeParse(data).success;
  } catch {
    seen = "refused";
  }
  console.log(JSON.stringify(schema).padEnd(84), JSON.stringify(data).padEnd(12), `guess: ${guess} seen: ${seen}`);
  changed ||= seen !== known || guess !== ("const" in schema);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
