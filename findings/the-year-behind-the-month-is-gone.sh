#!/bin/sh
# tinyduration (npm): lengths of time of ISO 8601, read and written.
# Guess:   P1M1Y, which has the year last, is refused, or has it; a T with nothing behind it is refused; a ten
#          millionth of a second is that, or nothing.
# Happens: P1M1Y is a month, and the year is gone, as are the month in P3D1M, the hour in PT30M1H, and all that stands
#          behind: P1YT is a year, "P1D soon" a day. The ten millionth is PT0.000000S.
# Seen:    3.4.1.
# Matters: a deadline that is not written as it should be has to be refused, not shortened.
set -eu
version=${1:-3.4.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "tinyduration@$version"
cat > ask.mjs <<'JS'
import { parse, serialize } from "tinyduration";
import { readFileSync } from "node:fs";

const read = (text) => JSON.stringify(parse(text));
const CASES = [ // what is asked, how, the guess, what is seen
  ["P1Y2M3D", () => read("P1Y2M3D"), "{\"years\":1,\"months\":2,\"days\":3}", "{\"years\":1,\"months\":2,\"days\":3}"],
  ["PT1,5H", () => read("PT1,5H"), "{\"hours\":1.5}", "{\"hours\":1.5}"],
  ["P", () => read("P"), "error", "error"],
  ["p1d", () => read("p1d"), "error", "error"],
  ["P1M1Y", () => read("P1M1Y"), "error", "{\"months\":1}"],
  ["P3D1M", () => read("P3D1M"), "error", "{\"days\":3}"],
  ["PT30M1H", () => read("PT30M1H"), "error", "{\"minutes\":30}"],
  ["P1DT30S5M", () => read("P1DT30S5M"), "error", "{\"days\":1,\"seconds\":30}"],
  ["P1YT", () => read("P1YT"), "error", "{\"years\":1}"],
  ["P1D soon", () => read("P1D soon"), "error", "{\"days\":1}"],
  ["P1H", () => read("P1H"), "error", "error"],
  ["PT1D", () => read("PT1D"), "error", "error"],
  ["P1.5Y2M", () => read("P1.5Y2M"), "error", "{\"years\":1.5,\"months\":2}"],
  ["1e-7 s", () => serialize({ seconds: 1e-7 }), "PT0.0000001S", "PT0.000000S"],
  ["again", () => serialize(parse("-P1DT2H")), "-P1DT2H", "-P1DT2H"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["tinyduration"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(10), `guess: ${guess}`.padEnd(39), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
