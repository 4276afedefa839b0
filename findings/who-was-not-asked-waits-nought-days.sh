#!/bin/sh
# json-schema-library (npm): JSON Schema, with `getData`, which fills in what a form starts from.
# Guess:   defaults are filled in, and what is given stays as it is, to be judged by `validate`; a field that is
#          required, without a default and not given, stays away, as does what may be null.
# Happens: who was not asked has said false, the first of the choices, and nought days, also where the least is five:
#          its own result does not pass. What may be null is nought. The text "false" becomes false and "5", where a
#          list is asked for, an empty list. A default of a field that is not required is left out. As to `validate`:
#          an empty text is a date, a duration of a week and a day is one, and of a listed object the order of its
#          keys counts.
# Seen:    json-schema-library 11.6.2 and 10.5.4.
# Matters: a draft of a questionnaire answers for the one who has not begun.
set -eu
version=${1:-11.6.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-schema-library@$version"
cat > ask.mjs <<'JS'
import { compileSchema } from "json-schema-library";
import { readFileSync } from "node:fs";

const filled = (schema, data) => JSON.stringify(compileSchema(schema).getData(data));
const asked = (a) => filled({ type: "object", required: ["a"], properties: { a } }, {});
const valid = (schema, data) => compileSchema(schema).validate(data).valid;
const LEAST = { type: "object", required: ["a"], properties: { a: { type: "number", minimum: 5 } } };
const CASES = [ // what is asked, how, the guess, what is seen
  ["yes or no, required", () => asked({ type: "boolean" }), "{}", "{\"a\":false}"],
  ["x or y, required", () => asked({ enum: ["x", "y"] }), "{}", "{\"a\":\"x\"}"],
  ["at least five, required", () => filled(LEAST, {}), "{}", "{\"a\":0}"],
  ["is that valid", () => valid(LEAST, compileSchema(LEAST).getData({})), "false", "false"],
  ["a number or null", () => filled({ type: ["number", "null"] }), "undefined", "0"],
  ["a default, not required", () => filled({ type: "object", properties: { a: { type: "number", default: 5 } } }),
    "{\"a\":5}", "{}"],
  ["the text false", () => filled({ type: "boolean" }, "false"), "\"false\"", "false"],
  ["soon as a number", () => filled({ type: "number" }, "soon"), "\"soon\"", "\"soon\""],
  ["5, a list asked for", () => filled({ type: "array", items: { type: "string" } }, "5"), "\"5\"", "[]"],
  ["30 February, a date", () => valid({ format: "date" }, "2026-02-30"), "false", "false"],
  ["nothing, a date", () => valid({ format: "date" }, ""), "false", "true"],
  ["P1W1D, a duration", () => valid({ format: "duration" }, "P1W1D"), "false", "true"],
  ["keys in another order, a choice", () => valid({ enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }), "true", "false"],
  ["keys in another order, unique", () => valid({ uniqueItems: true }, [{ a: 1, b: 2 }, { b: 2, a: 1 }]),
    "false", "false"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["json-schema-library"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(32), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
