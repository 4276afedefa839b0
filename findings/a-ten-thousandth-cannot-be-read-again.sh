#!/bin/sh
# structured-headers (npm): numbers, days and lists in the headers of HTTP, as RFC 8941 has them.
# Guess:   what it writes it reads again, a number of more than three places is rounded to the even one of two as near
#          (so the RFC says), and 5.0, a Decimal, is written as a Decimal.
# Happens: 0.0001, 1.0005 and 999.9996 are written with a point and nothing behind it, which it does not
#          read again. 0.0025 is 0.003. The Decimal 5.0 comes back as the Integer 5, in a parameter and in a list too.
# Seen:    structured-headers 2.1.0 and 1.0.1.
# Matters: an answer fails now and then, by the value of a number.
set -eu
version=${1:-2.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "structured-headers@$version"
cat > ask.mjs <<'JS'
import { parseItem, parseList, serializeItem, serializeList } from "structured-headers";
import { readFileSync } from "node:fs";

const written = (value) => serializeItem([value, new Map()]);
const again = (value) => parseItem(written(value))[0];
const CASES = [ // what is asked, how, the guess, what is seen
  ["0.5 written", () => written(0.5), "0.5", "0.5"],
  ["0.0001 written", () => written(0.0001), "0.0", "0."],
  ["0.0001 read again", () => again(0.0001), "0", "error"],
  ["1.0005 written", () => written(1.0005), "1.0", "1."],
  ["999.9996 written", () => written(999.9996), "1000.0", "1000."],
  ["999.9996 read again", () => again(999.9996), "1000", "error"],
  ["0.0025 written", () => written(0.0025), "0.002", "0.003"],
  ["0.0035 written", () => written(0.0035), "0.004", "0.004"],
  ["0.10 read and written", () => serializeItem(parseItem("0.10")), "0.1", "0.1"],
  ["5.0 read and written", () => serializeItem(parseItem("5.0")), "5.0", "5"],
  ["q=1.0 read and written", () => serializeItem(parseItem("x;q=1.0")), "x;q=1.0", "x;q=1"],
  ["1.0, 2 read and written", () => serializeList(parseList("1.0, 2")), "1.0, 2", "1, 2"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["structured-headers"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(16), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
