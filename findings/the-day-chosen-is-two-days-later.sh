#!/bin/sh
# @rjsf/utils (npm): what the forms of react-jsonschema-form make of answers.
# Guess:   of three lists for year, month and day, 30 February is refused or left open, as is 31 April; a text in a
#          field for numbers is a number, or stays a text, by one rule; what has a fixed value is not filled in before
#          it is asked for; `exclusiveMinimum` is a limit of the field, or refused.
# Happens: `toDateString` makes 2 March of 30 February and next January of month 13, as do `parseDateString` and
#          `localToUTC`. "1e3" is 1000, "0x10" 16 and "007" 7, while "5.0" and "1.10" stay texts, which the schema
#          then refuses; 20 digits are rounded. A `const` is an answer from the start, an `enum` of one is not; a
#          field from "more than 0" has no least value.
# Seen:    @rjsf/utils 6.11.1, with @rjsf/validator-ajv8 of that version. asNumber.ts on 5.0: "string is returned
#          because the user may be typing number that will end in a non-zero digit".
# Matters: the day that somebody has chosen by hand is another one, and passes.
set -eu
version=${1:-6.11.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@rjsf/utils@$version" "@rjsf/validator-ajv8@$version" react@19.1.0
cat > ask.cjs <<'JS'
const { asNumber, getDefaultFormState, localToUTC, parseDateString, rangeSpec, toDateString } = require("@rjsf/utils");
const validator = require("@rjsf/validator-ajv8").default;
const day = (year, month, day) => toDateString({ year, month, day }, false);
const start = (field) => {
  const schema = { type: "object", properties: { a: field } };
  return JSON.stringify(getDefaultFormState(validator, schema, undefined, schema));
};
const cases = [ // what is asked, the answer, the guess, what is seen
  ["5 January 2026", () => day(2026, 1, 5), "2026-01-05", "2026-01-05"],
  ["30 February 2026", () => day(2026, 2, 30), "refused", "2026-03-02"],
  ["month 13", () => day(2026, 13, 1), "refused", "2027-01-01"],
  ["30 February, read", () => parseDateString("2026-02-30").day, "refused", "2"],
  ["30 February at 9:30", () => localToUTC("2026-02-30T09:30"), "refused", "2026-03-02T09:30:00.000Z"],
  ['"5" in a field for numbers', () => JSON.stringify(asNumber("5")), "5", "5"],
  ['"1e3"', () => JSON.stringify(asNumber("1e3")), '"1e3"', "1000"],
  ['"0x10"', () => JSON.stringify(asNumber("0x10")), '"0x10"', "16"],
  ['"5.0"', () => JSON.stringify(asNumber("5.0")), "5", '"5.0"'],
  ['"1.10"', () => JSON.stringify(asNumber("1.10")), "1.1", '"1.10"'],
  ["a const, at the start", () => start({ const: "yes" }), "{}", '{"a":"yes"}'],
  ["an enum of one, at the start", () => start({ enum: ["yes"] }), "{}", "{}"],
  ["more than 0, at most 5", () => JSON.stringify(rangeSpec({ exclusiveMinimum: 0, maximum: 5 })), '{"min":0,"max":5}',
    '{"max":5}'],
];
const found = (ask) => {
  try {
    return String(ask());
  } catch {
    return "refused";
  }
};
const { version } = JSON.parse(require("fs").readFileSync("node_modules/@rjsf/utils/package.json"));
console.log("@rjsf/utils", version);
let changed = false;
for (const [asked, ask, guess, known] of cases) {
  const seen = found(ask);
  console.log(asked.padEnd(30), "guess:", guess.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 env TZ=UTC node ask.cjs
