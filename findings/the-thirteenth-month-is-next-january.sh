#!/bin/sh
# Joi and yup (npm): days and numbers that come in as texts.
# Guess:   a day that is none is refused where ISO is asked for; 20260105 is 5 January or refused; a text stays a text;
#          a list of a number is no number, infinity neither, NaN no text.
# Happens: 2026-02-29 is 1 March for both, and a month 13 January of the next year for yup. Joi's `string().isoDate()`
#          says yes to 2026-02-31 and puts 2026-03-03T00:00:00.000Z in its place. 20260105 is 05:37 on 1 January 1970
#          for Joi. For yup [5] and "0x10" are numbers, "Infinity" too, and NaN and 5 are texts.
# Seen:    Joi 18.3.2 and 17.13.3, yup 1.7.1. `coerce` in Joi's lib/types/string.js puts the other text there.
# Matters: the day in the answer is another one than the one that was typed, and it is valid.
set -eu
version=${1:-18.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "joi@$version" yup@1.7.1
cat > validate.cjs <<'JS'
const { inspect } = require("node:util");
const Joi = require("joi");
const yup = require("yup");

const isoDay = Joi.date().iso();
const CASES = [
  // the schema, what it is, the text, the guess and what is seen
  [isoDay, "Joi.date().iso()", "2026-01-05", "2026-01-05T00:00:00.000Z", "2026-01-05T00:00:00.000Z"],
  [isoDay, "Joi.date().iso()", "2026-02-29", "refused", "2026-03-01T00:00:00.000Z"],
  [Joi.string().isoDate(), "Joi.string().isoDate()", "2026-02-31", "refused", "'2026-03-03T00:00:00.000Z'"],
  [Joi.date(), "Joi.date()", "20260105", "2026-01-05, or refused", "1970-01-01T05:37:40.105Z"],
  [yup.date(), "yup.date()", "2026-02-29", "refused", "2026-03-01T00:00:00.000Z"],
  [yup.date(), "yup.date()", "2026-13-01", "refused", "2027-01-01T00:00:00.000Z"],
  [yup.string().datetime(), "yup.string().datetime()", "2026-02-30T09:00:00Z", "refused", "'2026-02-30T09:00:00Z'"],
  [yup.number(), "yup.number()", [5], "refused", "5"],
  [yup.number(), "yup.number()", "0x10", "refused", "16"],
  [yup.number(), "yup.number()", "Infinity", "refused", "Infinity"],
  [yup.string(), "yup.string()", NaN, "refused", "'NaN'"],
];
const version = (name) => require(`./node_modules/${name}/package.json`).version;
console.log("joi", version("joi"), "yup", version("yup"));
let changed = false;
for (const [schema, words, text, guess, known] of CASES) {
  let seen = "refused";
  try {
    seen = inspect(Joi.isSchema(schema) ? Joi.attempt(text, schema) : schema.validateSync(text));
  } catch {}
  console.log(words.padEnd(23), inspect(text).padEnd(22), "guess:", guess.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node validate.cjs
