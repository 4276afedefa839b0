#!/bin/sh
# @internationalized/number (npm): numbers as people type them, by the customs of a country.
# Guess:   1,5 is no number in English and 1.5 none in German, or a warning; 1,500 is fifteen hundred; 1e3 and 1 500
#          are refused; 12.5% is an eighth.
# Happens: 1,5 is 15 and 1,2,3 is 123; in German 1.5 is 15 and the day 05.01 is 501; 1 500 is 1500. 12.5% is 0.13, if
#          no digits are named. 1e3 is 1000.
# Seen:    3.6.9.
# Matters: a field for a pay or a number of days takes what is typed.
set -eu
version=${1:-3.6.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@internationalized/number@$version"
cat > ask.mjs <<'JS'
import { NumberParser } from "@internationalized/number";
import { readFileSync } from "node:fs";

const number = (locale, text, options) => new NumberParser(locale, options).parse(text);
const percent = { style: "percent" };
const CASES = [ // what is asked, how, the guess, what is seen
  ["en 1,500", () => number("en-GB", "1,500"), "1500", "1500"],
  ["en 1,5", () => number("en-GB", "1,5"), "NaN", "15"],
  ["en 1,2,3", () => number("en-GB", "1,2,3"), "NaN", "123"],
  ["en 12,50", () => number("en-GB", "12,50"), "NaN", "1250"],
  ["de 1,5", () => number("de-DE", "1,5"), "1.5", "1.5"],
  ["de 1.5", () => number("de-DE", "1.5"), "NaN", "15"],
  ["de 05.01", () => number("de-DE", "05.01"), "NaN", "501"],
  ["de 1 500", () => number("de-DE", "1 500"), "NaN", "1500"],
  ["en 1e3", () => number("en-GB", "1e3"), "NaN", "1000"],
  ["en 5-3", () => number("en-GB", "5-3"), "NaN", "NaN"],
  ["en 5%", () => number("en-GB", "5%", percent), "0.05", "0.05"],
  ["en 12.5%", () => number("en-GB", "12.5%", percent), "0.125", "0.13"],
  ["en 2 days", () => number("en-GB", "2 days", { style: "unit", unit: "day", unitDisplay: "long" }), "2", "2"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@internationalized/number"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(10), `guess: ${guess}`.padEnd(13), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
