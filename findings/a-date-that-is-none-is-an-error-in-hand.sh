#!/bin/sh
# js-feel (npm): FEEL, the language of decision tables (DMN).
# Guess:   what the standard says: substring("abc", 2) is "bc", not(true) is false, true and null is null, half to even
#          in decimal(2.5, 0); a month and a day lie between 31 January and 1 March; 30 February is null, or refused.
# Happens: substring gives the empty text, not(true) a function, true and null false, decimal 3, the months between the
#          two days P0D. 30 February is an object of the error, as if it were the answer.
# Seen:    js-feel 1.4.7; 1.4.4 refuses substring and decimal. False and null, null = null, 0.1 + 0.2 = 0.3 and dates
#          that are compared are right.
# Matters: a table is taken from one engine to another because the language has a standard.
set -eu
version=${1:-1.4.7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "js-feel@$version"
cat > ask.cjs <<'JS'
const { feel } = require("js-feel")();
const cases = [ // the expression, the guess, what is seen
  ['date("2026-01-05") < date("2026-01-06")', "true", "true"],
  ["false and null", "false", "false"],
  ["0.1 + 0.2 = 0.3", "true", "true"],
  ["2 ** 3 ** 2", "64", "64"],
  ["x = null", "true", "true"],
  ["true and null", "null", "false"],
  ["not(true)", "false", "a function"],
  ['substring("abc", 2)', "bc", ""],
  ["decimal(2.5, 0)", "2", "3"],
  ['years and months duration(date("2026-01-31"), date("2026-03-01"))', "P1M", "P0D"],
  ['date("2026-02-30")', "null", "an error"],
];
const evaluated = async (expression) => {
  try {
    const value = await feel.parse(expression).build({ x: null });
    if (value instanceof Error) return "an error";
    if (typeof value === "function") return "a function";
    return value?.toISOString ? value.toISOString() : String(value);
  } catch {
    return "refused";
  }
};
const main = async () => {
  console.log("js-feel", require("js-feel/package.json").version);
  let changed = false;
  for (const [expression, guess, known] of cases) {
    const seen = await evaluated(expression);
    console.log(expression.padEnd(66), "guess:", guess.padEnd(6), "seen:", seen);
    changed ||= seen !== known;
  }
  if (changed) {
    console.error("This has changed.");
    process.exit(1);
  }
};
main();
JS
node ask.cjs
