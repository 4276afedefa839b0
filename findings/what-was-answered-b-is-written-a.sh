#!/bin/sh
# fast-json-stringify (npm): values written as JSON by the JSON Schema of what is written.
# Guess:   what the schema does not allow is refused, as a text for a number is, or written as it is, as other values
#          than those of an `enum` are; a time is written so that the schema takes it.
# Happens: where a `const` is asked for, that is written, whatever was there, null too. Of an object a text is "[object
#          Object]", of an empty text a number 0, and "false" is true. A `time` has no zone, and is the time of the
#          machine.
# Seen:    fast-json-stringify 7.3.10 and 6.1.1.
# Matters: a server that answers by such schemas says what its schema says, not what was decided.
set -eu
version=${1:-7.3.10}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "fast-json-stringify@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import stringify from "fast-json-stringify";
const written = (schema, value) => () => stringify(schema)(value);
const of = (schema) => ({ type: "object", properties: { answer: schema } });
const time = new Date("2026-01-05T09:30:00Z");
const CASES = [ // what is written, how, the guess, what is seen
  ['"soon", a number', written({ type: "number" }, "soon"), "error", "error"],
  ['"b", one of [a]', written({ type: "string", enum: ["a"] }, "b"), '"b"', '"b"'],
  ['"b", const a', written(of({ const: "a" }), { answer: "b" }), "error", '{"answer":"a"}'],
  ["null, const a", written(of({ const: "a" }), { answer: null }), "error", '{"answer":"a"}'],
  ["{ a: 1 }, a text", written({ type: "string" }, { a: 1 }), "error", '"[object Object]"'],
  ["an empty text, a number", written({ type: "number" }, ""), "error", "0"],
  ['"false", yes or no', written({ type: "boolean" }, "false"), "false", "true"],
  ["9:30 UTC, a time", written({ type: "string", format: "time" }, time), '"09:30:00Z"', '"04:30:00"'],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("fast-json-stringify", npm("fast-json-stringify"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(38), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=America/New_York timeout 60 node look.mjs
