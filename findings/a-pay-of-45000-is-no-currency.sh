#!/bin/sh
# fastest-validator (npm): records checked by a schema, and converted if asked for.
# Guess:   a sum of money may be written without commas; `unique` refuses two equal records, as it refuses two equal
#          numbers; what is converted to a date is a day that there is; a text from an object is refused; a whole number
#          "equal" to 1 is no text.
# Happens: 45,000 is a currency and 45000 is not, nor 1000.00. Two equal records are unique. 30 February is 2 March, and
#          true a thousandth of a second after the beginning of 1970. An object is the text "[object Object]", "" is the
#          number 0, "1" equals 1.
# Seen:    fastest-validator 1.19.1 and 1.17.0.
# Source:  its README, `currency`: `thousandSeparator`, "Separator for thousand in currency".
# Matters: who types a pay as most people do is told that it is none.
set -eu
version=${1:-1.19.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "fastest-validator@$version"
cat > ask.cjs <<'JS'
const Validator = require("fastest-validator");
const validator = new Validator();
const cases = [ // the rule, the value, the guess ("-": refused), and what is seen
  [{ type: "currency" }, "45,000", "45,000", "45,000"],
  [{ type: "currency" }, "1,00", "-", "-"],
  [{ type: "currency" }, "45000", "45000", "-"],
  [{ type: "currency" }, "1000.00", "1000.00", "-"],
  [{ type: "currency", currencySymbol: "£" }, "£1000", "£1000", "-"],
  [{ type: "array", unique: true }, [1, 1], "-", "-"],
  [{ type: "array", unique: true }, [{ a: 1 }, { a: 1 }], "-", [{ a: 1 }, { a: 1 }]],
  [{ type: "date", convert: true }, "soon", "-", "-"],
  [{ type: "date", convert: true }, "2026-02-30", "-", new Date("2026-03-02")],
  [{ type: "date", convert: true }, true, "-", new Date(1)],
  [{ type: "string", convert: true }, { a: 1 }, "-", "[object Object]"],
  [{ type: "number", convert: true }, "", "-", 0],
  [{ type: "equal", value: 1 }, "1", "-", "1"],
];
console.log("fastest-validator", require("fastest-validator/package.json").version);
let changed = false;
for (const [rule, value, guess, known] of cases) {
  const record = { value };
  const asked = JSON.stringify(value);
  const seen = validator.compile({ value: rule })(record) === true ? record.value : "-";
  const told = `${JSON.stringify(rule)} of ${asked}`.padEnd(56);
  console.log(told, `guess: ${guess}`.padEnd(17), "seen:", JSON.stringify(seen));
  changed ||= JSON.stringify(seen) !== JSON.stringify(known);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.cjs
