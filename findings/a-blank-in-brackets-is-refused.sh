#!/bin/sh
# ajv (npm): JSON read by a parser made for a schema (JSON Type Definition), beside JSON.parse and the same schema.
# Guess:   `compileParser` reads what JSON.parse reads and `validate` lets pass, except that a leap second is
#          no moment of JavaScript: a blank in brackets means nothing, 5.0 and 1e2 are whole numbers, \u0061 is a.
# Happens: it refuses an empty list or record with a blank in it ("[ ]", "{ }"), 5.0 and 1e2 as whole numbers, and a
#          word of an enumeration that is written with \u; a leap second it reads.
# Why one guesses so: one schema and one library; " 5 ", "[1, 2]" and "\u00e9" in a text are read by both.
# Source:  the notes on ajv 7.2.1: compiled parsers are "consistent with JSON.parse in case of invalid JSON".
# Seen:    ajv 8.20.0 and 8.12.0.
# Matters: whoever sends lists from Python sends them with other blanks than whoever wrote the tests.
set -eu
version=${1:-8.20.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ajv@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const Ajv = createRequire(import.meta.url)("ajv/dist/jtd").default;
const ajv = new Ajv();
const read = (schema, text) => {
  const parse = ajv.compileParser(schema);
  const value = parse(text);
  return value === undefined ? "refused" : JSON.stringify(value);
};
const checked = (schema, text) => {
  try {
    const value = JSON.parse(text);
    return new Ajv().validate(schema, value) ? JSON.stringify(value) : "refused";
  } catch {
    return "refused";
  }
};
const some = { optionalProperties: { a: { type: "int32" } }, additionalProperties: true };
const row = (schema, text, guess, known) => {
  const work = () => `${checked(schema, text)} ${read(schema, text)}`;
  return [`${JSON.stringify(schema)} ${text}`, work, guess, known];
};
const CASES = [ // the schema, the text, the guess, what is seen by validate and by compileParser
  row({ type: "int32" }, "5", "5 5", "5 5"),
  row({ type: "int32" }, " 5 ", "5 5", "5 5"),
  row({ type: "int32" }, "5.0", "5 5", "5 refused"),
  row({ type: "int32" }, "1e2", "100 100", "100 refused"),
  row({ type: "int32" }, "-0", "0 0", "0 0"),
  row({ type: "int32" }, "05", "refused refused", "refused refused"),
  row({ type: "int32" }, "3000000000", "refused refused", "refused refused"),
  row({ type: "float64" }, "1e3", "1000 1000", "1000 1000"),
  row({ type: "string" }, '"a\\u00e9\\n"', '"aé\\n" "aé\\n"', '"aé\\n" "aé\\n"'),
  row({ type: "timestamp" }, '"2026-01-05T09:00:00Z"', '"2026-01-05T09:00:00Z" "2026-01-05T09:00:00.000Z"',
    '"2026-01-05T09:00:00Z" "2026-01-05T09:00:00Z"'),
  row({ type: "timestamp" }, '"1990-12-31T23:59:60Z"', '"1990-12-31T23:59:60Z" refused',
    '"1990-12-31T23:59:60Z" "1990-12-31T23:59:60Z"'),
  row({ enum: ["a", "ab"] }, '"ab"', '"ab" "ab"', '"ab" "ab"'),
  row({ enum: ["a", "ab"] }, '"\\u0061b"', '"ab" "ab"', '"ab" refused'),
  row({ elements: { type: "int32" } }, "[1, 2]", "[1,2] [1,2]", "[1,2] [1,2]"),
  row({ elements: { type: "int32" } }, "[ ]", "[] []", "[] refused"),
  row({ elements: { type: "int32" } }, "[1,]", "refused refused", "refused refused"),
  row({ values: { type: "int32" } }, '{ }', '{} {}', "{} refused"),
  row(some, '{"a": 1, "c": [1, {"d": "}"}]}', '{"a":1,"c":[1,{"d":"}"}]} {"a":1,"c":[1,{"d":"}"}]}',
    '{"a":1,"c":[1,{"d":"}"}]} {"a":1,"c":[1,{"d":"}"}]}'),
  row(some, '{"\\u0061": 1}', '{"a":1} {"a":1}', '{"a":1} {"a":1}'),
  row({}, '{"a": [1, null, "x]"]}', '{"a":[1,null,"x]"]} {"a":[1,null,"x]"]}',
    '{"a":[1,null,"x]"]} {"a":[1,null,"x]"]}'),
  row({ type: "string", nullable: true }, "null", "null null", "null null"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["ajv"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(105), `guess: ${guess}`.padEnd(59), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
