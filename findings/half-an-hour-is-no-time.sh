#!/bin/sh
# human-interval, parse-duration and timestring (npm): lengths of time in words.
# Guess:   the time meant, or no answer: half an hour is 30 minutes, minus two days are before now, half a day as "1/2
#          day" 12 hours; of "2-3 weeks" and "5 working days" there is no one length.
# Happens: half an hour is no time at all for human-interval, a week too, "1/2 day" a day; "2-3 weeks" are two weeks,
#          and "5 working days" five days. For parse-duration "2-3 weeks" are 23 days when it answers in days, "1/2
#          day" three days, "1,5 hours" 15 and "not 5 days" five; for timestring -2 days are two, and "1/2 day" 12
#          days.
# Seen:    human-interval 2.0.1 and 2.0.0, parse-duration 2.1.9, timestring 7.0.0.
# Source:  human-interval, index.js of 2.0.1, lines 21 and 33 to 35: "and" is cut out, and a word that is no number is
#          0.
# Matters: "ask again in half an hour" runs at once.
set -eu
version=${1:-2.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "human-interval@$version" parse-duration@2.1.9 timestring@7.0.0
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import human from "human-interval";
import parse from "parse-duration";
import timestring from "timestring";
const CASES = [ // the words, the guess, and the days of human-interval, parse-duration and timestring
  ["2 weeks", 14, [14, 14, 14]],
  ["36 hours", 1.5, [1.5, 1.5, 1.5]],
  ["soon", "none", ["none", "none", "none"]],
  ["half an hour", 0.0208, [0, "none", "none"]],
  ["a week", 7, [0, "none", "none"]],
  ["1/2 day", 0.5, [1, 3, 12]],
  ["-2 days", -2, [-2, -2, 2]],
  ["minus two days", -2, [2, "none", "none"]],
  ["2-3 weeks", "none", [14, 23, 21]],
  ["1,5 hours", 0.0625, [0.0417, 0.625, 0.625]],
  ["5 working days", "none", [5, "none", "none"]],
  ["not 5 days", "none", [0, 5, 5]],
];
const readers = [(words) => human(words) / 864e5, (words) => parse(words, "d"), (words) => timestring(words, "d")];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["human-interval", "parse-duration", "timestring"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [words, guess, known] of CASES) {
  const seen = readers.map((read) => {
    try {
      const days = read(words);
      return days === null || Number.isNaN(days) ? "none" : Math.round(days * 1e4) / 1e4;
    } catch {
      return "none";
    }
  });
  console.log(words.padEnd(15), `guess: ${guess}`.padEnd(14), `seen: ${seen.join(", ")}`);
  changed ||= String(seen) !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node read.mjs
