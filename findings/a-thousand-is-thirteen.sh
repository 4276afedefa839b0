#!/bin/sh
# currency.js and dinero.js (npm): sums of money, read and rounded.
# Guess:   "1e3" is 1000, or refused, as are "45k", "1.500,50" and a text with two sums; a debt is rounded as a sum
#          is, by half a penny away from zero or to the even one; a minus sign is a minus.
# Happens: what currency.js does not know it leaves out: "1e3" is 13, "$5 or $6" 56, "1,5" 15, "1.500,50" 1.5, and
#          with the minus sign of a printed text a debt is a credit; "soon" is 0. 1.005 is 1.01 and -1.005 is -1.
#          dinero.js rounds 2.505 to 2.50 and -2.505 to -2.51, away from what it is for a sum.
# Seen:    currency.js 2.0.4 and 2.0.3, dinero.js 2.0.2.
# Source:  currency.js, dist/currency.js of 2.0.4, lines 88 to 92: what is no digit, dot or minus is cut out.
# Matters: "an offer of 45k" is 45, and a refund of a penny too little.
set -eu
version=${1:-2.0.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "currency.js@$version" dinero.js@2.0.2
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import currency from "currency.js";
import { dinero, toDecimal, transformScale } from "dinero.js";
const GBP = { code: "GBP", base: 10, exponent: 2 };
const read = (value) => currency(value).value;
const pence = (thousandths) => toDecimal(transformScale(dinero({ amount: thousandths, currency: GBP, scale: 3 }), 2));
const CASES = [ // who reads, what, the guess, the sum
  [read, "£1,500.50", 1500.5, 1500.5],
  [read, "(5)", -5, -5],
  [read, "1e3", 1000, 13],
  [read, "45k", "refused", 45],
  [read, "1,5", "refused", 15],
  [read, "1.500,50", "refused", 1.5],
  [read, "$5 or $6", "refused", 56],
  [read, "\u22125", -5, 5],
  [read, "soon", "refused", 0],
  [read, 1.005, 1.01, 1.01],
  [read, -1.005, -1.01, -1],
  [pence, 2506, "2.51", "2.50"],
  [pence, -2501, "-2.50", "-2.51"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("currency.js", npm("currency.js"), "dinero.js", npm("dinero.js"));
let changed = false;
for (const [reader, value, guess, known] of CASES) {
  const seen = reader(value);
  console.log(`${reader.name} ${JSON.stringify(value)}`.padEnd(18), `guess: ${guess}`.padEnd(15), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node read.mjs
