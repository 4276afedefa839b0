#!/bin/sh
# six validators of JSON Schema (npm): what is a date, a moment, a time and a length of time.
# Guess:   with formats switched on they agree, for draft 2020-12 names the grammar: RFC 3339, in which a second 60 can
#          be, a time has a zone, a day has no 30 February, and a length of time that has years and days has months
#          between them.
# Happens: a year and two days are a length for four of six, weeks with days for two, half a day for one. A time
#          without a zone passes for two, a blank in place of the T for four. jsonschema takes 30 February, 24:00, and
#          -P1D. Only z-schema has all as the grammar has it.
# Seen:    ajv 8.20.0 with ajv-formats 3.0.1, @cfworker/json-schema 4.1.6, @exodus/schemasafe 1.3.0,
#          json-schema-library 11.6.2, z-schema 12.5.0, jsonschema 1.5.0.
# Matters: a waiting time of a year and two days is right or wrong by the tool that an editor uses.
set -eu
version=${1:-8.20.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ajv@$version" ajv-formats@3.0.1 @cfworker/json-schema@4.1.6 \
  @exodus/schemasafe@1.3.0 json-schema-library@11.6.2 z-schema@12.5.0 jsonschema@1.5.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { Validator } from "@cfworker/json-schema";
import { validator } from "@exodus/schemasafe";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { compileSchema } from "json-schema-library";
import jsonschema from "jsonschema";
import * as zSchema from "z-schema";
const ajv = new (Ajv.default ?? Ajv)();
(addFormats.default ?? addFormats)(ajv);
const ZSchema = zSchema.default ?? zSchema.ZSchema;
const z = ZSchema.create ? ZSchema.create({}) : new ZSchema();
const zTakes = (schema, value) => {
  try {
    return z.validate(value, schema) === true;
  } catch {
    return false;
  }
};
const WAYS = [
  (schema, value) => ajv.validate(schema, value),
  (schema, value) => new Validator(schema, "2020-12").validate(value).valid,
  (schema, value) => validator(schema)(value),
  (schema, value) => compileSchema(schema).validate(value).valid,
  zTakes,
  (schema, value) => jsonschema.validate(value, schema).valid,
];
const $schema = "https://json-schema.org/draft/2020-12/schema";
const CASES = [ // the format, the text, the guess, who of the six takes it
  ["date", "2026-02-30", "......", ".....x"],
  ["date-time", "2026-06-30T23:59:60Z", "xxxxxx", "xxxxxx"],
  ["date-time", "2026-01-05T24:00:00Z", "......", ".....x"],
  ["date-time", "2026-01-05 09:00:00Z", "......", "xxx..x"],
  ["time", "09:30:00", "......", "..x..x"],
  ["duration", "P1Y2M3D", "xxxxxx", "xxxxxx"],
  ["duration", "P1Y2D", "......", "x.xx.x"],
  ["duration", "P1W2D", "......", "...x.x"],
  ["duration", "P0.5D", "......", "..x..."],
  ["duration", "-P1D", "......", ".....x"],
].map(([format, text, guess, known]) => [
  `${format} ${text}`,
  () => WAYS.map((takes) => (takes({ $schema, type: "string", format }, text) ? "x" : ".")).join(""),
  guess,
  known,
]);
const PACKAGES = ["ajv", "ajv-formats", "@cfworker/json-schema", "@exodus/schemasafe", "json-schema-library",
  "z-schema", "jsonschema"];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(32), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
