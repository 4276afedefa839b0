#!/bin/sh
# accounting (npm): sums read, rounded and shown.
# Guess:   "2 for 5", "1e3" and "soon" are no sums; 1.005 is rounded to 1.01, as its manual promises better rounding,
#          and a debt as a sum is; what is less than a penny below nothing is 0.00; 1e21 is a one with 21 noughts, or
#          refused.
# Happens: 25, 13 and, shown, $0.00; 45k is 45. 1.005 is 1.00, -2.5 is -2 and 2.5 is 3; less than nothing is $-0.00;
#          1e21 is shown as 999,999,999,999,999,900,000.00.
# Seen:    0.4.1.
# Matters: an offer, as it is typed, is compared with another one.
set -eu
version=${1:-0.4.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "accounting@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { formatMoney, toFixed, unformat } = createRequire(import.meta.url)("accounting");
const CASES = [ // what is asked, how, the guess, what is seen
  ["£45,000.50", () => unformat("£45,000.50"), "45000.5", "45000.5"],
  ["(5.00)", () => unformat("(5.00)"), "-5", "-5"],
  ["1.500,50 €", () => unformat("1.500,50 €", ","), "1500.5", "1500.5"],
  ["2 for 5", () => unformat("2 for 5"), "NaN", "25"],
  ["1e3", () => unformat("1e3"), "1000", "13"],
  ["£45k", () => unformat("£45k"), "45000", "45"],
  ["soon, shown", () => formatMoney("soon"), "NaN", "$0.00"],
  ["0.615", () => toFixed(0.615, 2), "0.62", "0.62"],
  ["1.005", () => toFixed(1.005, 2), "1.01", "1.00"],
  ["2.5", () => toFixed(2.5, 0), "3", "3"],
  ["-2.5", () => toFixed(-2.5, 0), "-3", "-2"],
  ["-0.004", () => formatMoney(-0.004), "$0.00", "$-0.00"],
  ["1e21", () => formatMoney(1e21), "$1,000,000,000,000,000,000,000.00", "$999,999,999,999,999,900,000.00"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["accounting"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(12), `guess: ${guess}`.padEnd(41), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
