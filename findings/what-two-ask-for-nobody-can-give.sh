#!/bin/sh
# json-schema-merge-allof (npm): the parts of an `allOf` made into one schema, as forms and documentation need it.
# Guess:   what passes all parts passes the one schema, and what does not, does not.
# Happens: an a somewhere and a b somewhere become `(?=a)(?=b)`, an a that is a b: nothing passes. A whole number or
#          null, and a number or null, become null; without the null they are said to be incompatible. A list that has a
#          1 and a text must have a 1 that is a text. Of two lists of what must come along with `a`, the second is gone.
# Seen:    json-schema-merge-allof 0.8.1, beside ajv 8.20.0, draft-07. Limits, enumerations, `not` and `oneOf` are
#          right.
# Matters: a schema made of layers is shown merged, and a form refuses what the server takes.
set -eu
version=${1:-0.8.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json-schema-merge-allof@$version" ajv@8.20.0
cat > ask.cjs <<'JS'
const Ajv = require("ajv");
const merge = require("json-schema-merge-allof");
const ajv = new Ajv({ strict: false });
const one = { const: 1 };
const text = { type: "string" };
const cases = [ // the parts, a value, whether it passes them, as we guess of the one schema, and whether it passes that
  [[{ minimum: 1 }, { minimum: 5 }], 4, false, false],
  [[{ enum: [1, "a"] }, { enum: ["a", 5] }], "a", true, true],
  [[{ not: text }, { not: { type: "null" } }], null, false, false],
  [[{ multipleOf: 4 }, { multipleOf: 6 }], 12, true, true],
  [[{ pattern: "a" }, { pattern: "b" }], "ab", true, false],
  [[{ type: ["integer", "null"] }, { type: ["number", "null"] }], 4, true, false],
  [[{ type: "integer" }, { type: "number" }], 4, true, "refused"],
  [[{ contains: one }, { contains: text }], [1, "a"], true, false],
  [[{ dependencies: { a: ["b"] } }, { dependencies: { a: ["c"] } }], { a: 1, b: 1 }, false, true],
];
const passes = (schema, value) => {
  try {
    return ajv.compile(merge(schema))(value);
  } catch {
    return "refused";
  }
};
console.log("json-schema-merge-allof", require("json-schema-merge-allof/package.json").version);
let changed = false;
for (const [parts, value, guess, known] of cases) {
  const all = ajv.compile({ allOf: parts })(value);
  const seen = passes({ allOf: parts }, value);
  console.log(JSON.stringify(parts), "of", JSON.stringify(value), "guess:", guess, "all parts:", all, "merged:", seen);
  changed ||= all !== guess || seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
