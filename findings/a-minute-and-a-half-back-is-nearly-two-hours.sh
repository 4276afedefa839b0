#!/bin/sh
# numeral and numbro (npm): numbers as texts, and back.
# Guess:   -90 seconds as a time are -0:01:30; 3599.6 seconds are 1:00:00; what is written is read again; what is no
#          number has none.
# Happens: both write -1:58:30 and 0:59:60, and read -1:30:00 as minus half an hour. numeral reads 1/2 as 12, "5-3" as
#          -53 and "1e3" as 13; numbro reads "2k5" as 25000.
# Seen:    numeral 2.0.6, numbro 2.5.0.
# Matters: a meeting that is over by a minute and a half is shown as two hours away from that.
set -eu
version=${1:-2.0.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "numeral@$version" numbro@2.5.0
cat > ask.mjs <<'JS'
import numbro from "numbro";
import numeral from "numeral";
import { readFileSync } from "node:fs";
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("numeral", version("numeral"), "numbro", version("numbro"));
const time = "00:00:00";
const written = (seconds) => `${numeral(seconds).format(time)} ${numbro(seconds).format(time)}`;
const read = (text) => `${numeral(text).value()} ${numbro.unformat(text) ?? null}`;
const cases = [ // what is asked, the guess, what is seen: numeral, numbro
  ["write 90 seconds", "0:01:30 0:01:30", "0:01:30 0:01:30", () => written(90)],
  ["write -90 seconds", "-0:01:30 -0:01:30", "-1:58:30 -1:58:30", () => written(-90)],
  ["write -3600 seconds", "-1:00:00 -1:00:00", "-1:00:00 -1:00:00", () => written(-3600)],
  ["write 3599.6 seconds", "1:00:00 1:00:00", "0:59:60 0:59:60", () => written(3599.6)],
  ["read 1:30:00", "5400 5400", "5400 5400", () => read("1:30:00")],
  ["read -1:30:00", "-5400 -5400", "-1800 -1800", () => read("-1:30:00")],
  ["read soon", "null null", "null null", () => read("soon")],
  ["read 1/2", "null null", "12 null", () => read("1/2")],
  ["read 5-3", "null null", "-53 null", () => read("5-3")],
  ["read 1e3", "1000 1000", "13 1000", () => read("1e3")],
  ["read 2k5", "null null", "25 25000", () => read("2k5")],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(22), "guess:", guess.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
