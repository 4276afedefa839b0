#!/bin/sh
# juration, enhanced-ms and itty-time (npm): lengths of time as people write them, in seconds.
# Guess:   "2 1/2 hours" are 9000, "5 working days" are not understood, -2 days are minus two; "1,5 hours" are 5400 or
#          not understood, 1:30 is an hour and a half, or minutes; "24 h" and "1m" are read; 31 days said again are 31
#          days.
# Happens: "5 working days" are five weeks for enhanced-ms, which reads the w; 2 1/2 hours are two, and for juration
#          two hours and three seconds. -2 days are two in both. For juration 1,5 hours are five hours and a second,
#          1:30 are 31 seconds. For itty-time "24 h" are 24 thousandths of a second, and two units are no number.
#          juration says 31 days as "1 mth 14 hrs", five seconds ago as minus a year, a month, a day and more.
# Seen:    juration 0.1.1, enhanced-ms 5.0.0, itty-time 2.0.2.
# Matters: "within 5 working days" is what people are told.
set -eu
version=${1:-5.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit juration@0.1.1 "enhanced-ms@$version" itty-time@2.0.2
cat > seconds.mjs <<'JS'
import { readFileSync } from "node:fs";
import { ms } from "enhanced-ms";
import { seconds } from "itty-time";
import juration from "juration";

const thousandths = (value) => (typeof value === "number" ? value / 1000 : value);
const WAYS = [(text) => juration.parse(text), (text) => thousandths(ms(text)), seconds];
const DAY = 86400;
const CASES = [ // the text, the guess, what juration, enhanced-ms and itty-time make of it
  ["2 hours", 7200, 7200, 7200, 7200],
  ["1 hour 30 minutes", 5400, 5400, 5400, NaN],
  ["soon", null, "refused", null, NaN],
  ["5 working days", null, "refused", 35 * DAY, NaN],
  ["2 1/2 hours", 9000, 7203, 7200, NaN],
  ["-2 days", -2 * DAY, 2 * DAY, 2 * DAY, -2 * DAY],
  ["1,5 hours", 5400, 18001, NaN, NaN],
  ["1:30", 5400, 31, null, NaN],
  ["2 days ago", null, "refused", 2 * DAY, NaN],
  ["24 h", DAY, DAY, DAY, 0.024],
  ["1m", 60, 60, 60, NaN],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["juration", "enhanced-ms", "itty-time"].map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [text, guess, ...known] of CASES) {
  const seen = WAYS.map((way) => {
    try {
      return way(text);
    } catch {
      return "refused";
    }
  });
  console.log(text.padEnd(17), `guess: ${guess}`.padEnd(15), `seen: ${seen.map(String).join(" | ")}`);
  changed ||= seen.map(String).join() !== known.map(String).join();
}
const said = [31 * DAY, -5].map((value) => juration.stringify(value));
console.log("juration says 31 days and -5 seconds:", said);
changed ||= said.join() !== "1 mth 14 hrs,-1 yrs -1 mths -1 days -1 hrs -1 mins -5 secs";
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node seconds.mjs
