#!/bin/sh
# ajv: properties of data that are called as something is that every object of JavaScript has.
# Guess:   {} has no property; what `required` names is missing, whatever it is called, and what is not there is of no
#          type.
# Happens: {} has a `constructor` for `required` and for `properties`: the first lets {} pass, the second refuses it,
#          as the `constructor` that nobody wrote is no text.
# Seen:    8.17.1 and 8.20.0; an option, ownProperties, mends it, and is off. (It has been reported to its makers.)
# Matters: facts have the names that advisers give them, and a schema made from their names says nonsense of such a
#          one.
set -eu
version=${1:-8.20.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ajv@$version"
cat > validate.mjs <<'JS'
import Ajv from "ajv";
const text = { type: "string" };
const CASES = [ // the schema of an object: whether {} passes, as guessed and as seen
  [{ required: ["builder"] }, false, false],
  [{ required: ["constructor"] }, false, true],
  [{ required: ["valueOf"] }, false, true],
  [{ properties: { builder: text } }, true, true],
  [{ properties: { constructor: text } }, true, false],
];
console.log(`ajv ${process.argv[2]}: does {} pass?`);
let changed = false;
for (const [rest, guess, known] of CASES) {
  const schema = { type: "object", ...rest };
  const seen = new Ajv.default().validate(schema, {});
  const mended = new Ajv.default({ ownProperties: true }).validate(schema, {});
  console.log(JSON.stringify(rest).padEnd(46), `guess: ${guess} seen: ${seen}`, `with ownProperties: ${mended}`);
  changed ||= seen !== known || mended !== guess;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node validate.mjs "$version"
