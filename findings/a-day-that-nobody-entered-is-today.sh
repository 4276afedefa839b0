#!/bin/sh
# @jsonforms/core (npm): forms made of a JSON Schema: what a new row of a table has, and which questions are shown.
# Guess:   what nobody has entered is not there: a new row has the defaults that the schema states, and no others. A
#          question that is shown "if the wait is 5 or more" is not shown while nothing is said of the wait.
# Happens: a new row has today as its day, now as its moment, 0 for a number (also where null may stand) and false for
#          yes or no; of a choice it has "", which is none of it, and `const: 5` is an object. Who says nothing of the
#          wait sees the question, for `minimum` and `pattern` hold of what is missing; `const`, `enum` and `type` do
#          not.
# Seen:    3.8.0 and 3.3.0.
# Source:  src/mappers/renderer.ts of 3.8.0, lines 195 to 210: a day is `new Date()`, a number 0.
# Matters: a row that is added and sent says that the interview was today and the notice 0 days.
set -eu
version=${1:-3.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@jsonforms/core@$version"
cat > ask.cjs <<'JS'
const { createAjv, createDefaultValue, isVisible } = require("@jsonforms/core");
const ajv = createAjv();
const TODAY = new Date().toISOString().slice(0, 10);
const NEW = [ // the schema of a cell, the guess, what a new row has
  [{ type: "integer", default: 5 }, 5, 5],
  [{ type: "string", format: "date" }, undefined, TODAY],
  [{ type: "integer" }, undefined, 0],
  [{ type: ["integer", "null"] }, undefined, 0],
  [{ type: "boolean" }, undefined, false],
  [{ enum: ["phone", "letter"] }, undefined, ""],
  [{ const: 5 }, 5, {}],
];
const SHOWN = [ // the condition, the answers, the guess, whether the question is shown
  [{ minimum: 5 }, { wait: 4 }, false, false],
  [{ const: 5 }, {}, false, false],
  [{ type: "integer" }, {}, false, false],
  [{ minimum: 5 }, {}, false, true],
  [{ pattern: "^yes" }, {}, false, true],
  [{ minimum: 5 }, { wait: "4" }, false, true],
];
const ruled = (schema) => ({ effect: "SHOW", condition: { scope: "#/properties/wait", schema } });
const question = (schema) => ({ type: "Control", scope: "#/properties/more", rule: ruled(schema) });
console.log("@jsonforms/core", require("@jsonforms/core/package.json").version);
let changed = false;
const hold = (what, guess, seen, known) => {
  console.log(what.padEnd(36), `guess: ${JSON.stringify(guess)}`.padEnd(17), "seen:", JSON.stringify(seen));
  changed ||= JSON.stringify(seen) !== JSON.stringify(known);
};
for (const [schema, guess, known] of NEW) {
  hold(JSON.stringify(schema), guess, createDefaultValue(schema, schema), known);
}
for (const [schema, answers, guess, known] of SHOWN) {
  const seen = isVisible(question(schema), answers, "", ajv);
  hold(`${JSON.stringify(schema)} of ${JSON.stringify(answers)}`, guess, seen, known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.cjs
