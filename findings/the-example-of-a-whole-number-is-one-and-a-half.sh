#!/bin/sh
# openapi-sampler (npm): examples made of a schema, as pages about an interface show them.
# Guess:   an example passes the schema that it is an example of, or there is none.
# Happens: of a whole number from 1.5 on it is 1.5, of a multiple of 7 from 8 on 8, of two different numbers 0 and 0,
#          of "not 0" it is 0; of a duration, and of A123 by its pattern, it is "string".
# Seen:    openapi-sampler 1.7.10 and 1.6.1, ajv 8.20.0 with ajv-formats 3.0.1.
# Source:  README of 1.7.10, lines 13 and 14, which does not name multipleOf, uniqueItems and not; samplers/number.js,
#          line 19.
# Matters: what a page shows is what people copy, and send, and have refused.
set -eu
version=${1:-1.7.10}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "openapi-sampler@$version" ajv@8.20.0 ajv-formats@3.0.1
cat > sample.cjs <<'JS'
const { readFileSync } = require("node:fs");
const Ajv = require("ajv");
const formats = require("ajv-formats");
const { sample } = require("openapi-sampler");
const ajv = formats(new Ajv({ strict: false }));
const CASES = [ // the schema, the guess, the example
  [{ type: "integer", minimum: 5 }, 5, 5],
  [{ type: "string", maxLength: 3 }, "str", "str"],
  [{ type: "string", format: "date" }, "2019-08-24", "2019-08-24"],
  [{ type: "integer", minimum: 1.5 }, 2, 1.5],
  [{ type: "integer", minimum: 8, multipleOf: 7 }, 14, 8],
  [{ type: "array", items: { type: "integer" }, minItems: 2, uniqueItems: true }, [0, 1], [0, 0]],
  [{ type: "integer", not: { const: 0 } }, 1, 0],
  [{ type: "string", pattern: "^A[0-9]{3}$" }, "A123", "string"],
  [{ type: "string", format: "duration" }, "P3D", "string"],
];
console.log("openapi-sampler", JSON.parse(readFileSync("node_modules/openapi-sampler/package.json")).version);
let changed = false;
for (const [schema, guess, known] of CASES) {
  const seen = sample(schema);
  const passes = ajv.validate(schema, seen) ? "passes" : "fails";
  console.log(JSON.stringify(schema), `guess: ${JSON.stringify(guess)} seen: ${JSON.stringify(seen)}, which ${passes}`);
  changed ||= JSON.stringify(seen) !== JSON.stringify(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node sample.cjs
