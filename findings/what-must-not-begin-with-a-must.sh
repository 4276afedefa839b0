#!/bin/sh
# joi-to-json, @sodaru/yup-to-json-schema and zod (npm) write their rules as JSON Schemas, ajv reads them.
# Guess:   a schema made of rules lets through what the rules do, or it is not made: of a pattern that must not be met,
#          of small letters or capitals alike, of days, of what is not allowed at all.
# Happens: what must not match must match in the schema of joi-to-json, "capitals or not" is a part of its pattern,
#          which nothing meets, and left out by the two others. A day is a whole number for joi-to-json, and "at least 6,
#          or 1" is 1 and at least 6. Keys that are not known, and an empty text where one is required, pass by the
#          schema of yup, as what another answer calls for may be missing.
# Seen:    joi-to-json 5.0.5, @sodaru/yup-to-json-schema 2.0.1, zod 4.6.7, with joi 18.3.2, yup 1.7.1, ajv 8.20.0.
# Matters: a form in the browser and the server behind it let different answers through.
set -eu
version=${1:-5.0.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "joi-to-json@$version" joi@18.3.2 yup@1.7.1 @sodaru/yup-to-json-schema@2.0.1 zod@4.6.7 ajv@8.20.0 ajv-formats@3.0.1
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import Joi from "joi";
import * as yup from "yup";
import { z } from "zod";
const require = createRequire(import.meta.url);
const version = (name) => `${name} ${require(`./node_modules/${name}/package.json`).version}`;
console.log(["joi-to-json", "@sodaru/yup-to-json-schema", "zod"].map(version).join(" "));
const [Ajv, formats, joiToJson] = ["ajv", "ajv-formats", "joi-to-json"].map(require).map((it) => it.default ?? it);
const { convertSchema } = require("@sodaru/yup-to-json-schema");
const both = (own, { $schema, ...schema }, value) => {
  const ajv = new Ajv({ strict: false });
  formats(ajv);
  return `${own ? "passes" : "fails"}, ${ajv.validate(schema, value) ? "passes" : "fails"}`;
};
const byJoi = (rule, value) => both(!rule.validate(value, { convert: false }).error, joiToJson(rule), value);
const byYup = (rule, value) => both(rule.isValidSync(value, { strict: true }), convertSchema(rule), value);
const byZod = (rule, value) => both(rule.safeParse(value).success, z.toJSONSchema(rule), value);
const [P, F, PF, FP] = ["passes, passes", "fails, fails", "passes, fails", "fails, passes"];
const text = () => Joi.string().required();
const late = { late: yup.boolean(), why: yup.string().when("late", { is: true, then: (why) => why.required() }) };
const cases = [ // what is asked, the guess, and what is seen: by the rules, by the schema
  ["joi: begins with a; ab", P, P, () => byJoi(text().pattern(/^a/), "ab")],
  ["joi: does not begin with a; ab", F, FP, () => byJoi(text().pattern(/^a/, { invert: true }), "ab")],
  ["joi: does not begin with a; b", P, PF, () => byJoi(text().pattern(/^a/, { invert: true }), "b")],
  ["joi: begins with a or A; ab", P, PF, () => byJoi(text().pattern(/^a/i), "ab")],
  ["joi: a text; nothing in it", F, FP, () => byJoi(text(), "")],
  ["joi: at least 6, or 1; 1", P, PF, () => byJoi(Joi.number().min(6).valid(1).required(), 1)],
  ["joi: a day; 5", F, FP, () => byJoi(Joi.date().required(), 5)],
  ["yup: at least 6; 5", F, F, () => byYup(yup.number().min(6).required(), 5)],
  ["yup: begins with a or A; Ab", P, PF, () => byYup(yup.string().matches(/^a/i).required(), "Ab")],
  ["yup: a text; nothing in it", F, FP, () => byYup(yup.string().required(), "")],
  ["yup: no other keys; another", F, FP, () => byYup(yup.object({ a: yup.number() }).noUnknown().required(), { b: 1 })],
  ["yup: why, if late; late", F, FP, () => byYup(yup.object(late).required(), { late: true })],
  ["zod: begins with a; ab", P, P, () => byZod(z.string().regex(/^a/), "ab")],
  ["zod: begins with a or A; Ab", P, PF, () => byZod(z.string().regex(/^a/i), "Ab")],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(34), "guess:", guess.padEnd(14), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
