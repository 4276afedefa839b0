#!/bin/sh
# bson (npm): documents of a database as text, in its Extended JSON.
# Guess:   a date that is none is refused, both ways; a whole number of 64 bits keeps its digits, for the text has room
#          for them; a number with a point that came as such is written as such.
# Happens: a date that is none is written as {"$numberLong":"NaN"}; "soon" as a date is a date that is none, and 30
#          February is 2 March. 9007199254740993 is written as ...992, as a Long and as a BigInt, unless one asks for
#          the canonical form. 5.0, stated to be a double and read without that form, is written in it as a whole
#          number of 32 bits. What is not there is null.
# Seen:    bson 7.3.4 and 6.10.4.
# Matters: a value written by one and read by another has changed its kind, or its last digit.
set -eu
version=${1:-7.3.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "bson@$version"
cat > ask.mjs <<'JS'
import { EJSON, Long } from "bson";
import { readFileSync } from "node:fs";

const written = (a, options) => EJSON.stringify({ a }, options);
const read = (text, options) => EJSON.parse(`{"a":${text}}`, options).a;
const CASES = [ // what is asked, how, the guess, what is seen
  ["5 January", () => written(new Date("2026-01-05T00:00:00Z")),
    "{\"a\":{\"$date\":\"2026-01-05T00:00:00Z\"}}", "{\"a\":{\"$date\":\"2026-01-05T00:00:00Z\"}}"],
  ["a date that is none", () => written(new Date(NaN)), "error", "{\"a\":{\"$date\":{\"$numberLong\":\"NaN\"}}}"],
  ["soon as a date", () => String(read('{"$date":"soon"}')), "error", "Invalid Date"],
  ["30 February", () => read('{"$date":"2026-02-30T00:00:00Z"}').toISOString().slice(0, 10), "error", "2026-03-02"],
  ["a Long", () => written(Long.fromString("9007199254740993")),
    "{\"a\":9007199254740993}", "{\"a\":9007199254740992}"],
  ["a BigInt", () => written(9007199254740993n), "{\"a\":9007199254740993}", "{\"a\":9007199254740992}"],
  ["a Long, canonical", () => written(Long.fromString("9007199254740993"), { relaxed: false }),
    "{\"a\":{\"$numberLong\":\"9007199254740993\"}}", "{\"a\":{\"$numberLong\":\"9007199254740993\"}}"],
  ["5.0 read and written", () => written(read('{"$numberDouble":"5.0"}'), { relaxed: false }),
    "{\"a\":{\"$numberDouble\":\"5.0\"}}", "{\"a\":{\"$numberInt\":\"5\"}}"],
  ["5.0, canonical both ways", () => written(read('{"$numberDouble":"5.0"}', { relaxed: false }), { relaxed: false }),
    "{\"a\":{\"$numberDouble\":\"5.0\"}}", "{\"a\":{\"$numberDouble\":\"5.0\"}}"],
  ["what is not there", () => written(undefined), "{}", "{\"a\":null}"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["bson"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(25), `guess: ${guess}`.padEnd(49), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
