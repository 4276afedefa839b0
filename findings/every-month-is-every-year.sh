#!/bin/sh
# @breejs/later (npm): times at which something runs, in words.
# Guess:   words that it does not know give no times; "after the 24th" begins with the 25th; every 7 days is each week.
# Happens: what it understood up to there is run: "every month" each year, "at 5pm" now and for ever, with the place of
#          the mistake in `error`, which nobody has to look at. "after 24th day of the month" begins with the 24th;
#          every 7 days is on the 1st, 8th, 15th, 22nd and 29th, and then on the 1st again, three days later.
# Seen:    @breejs/later 4.1.0 and 4.2.0. Last days of months, weekdays, and 12:00 am are right.
# Matters: a reminder for each month comes in a year.
set -eu
version=${1:-4.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@breejs/later@$version"
cat > ask.cjs <<'JS'
const { readFileSync } = require("node:fs");
const later = require("@breejs/later");
later.date.UTC();
const NOW = new Date("2026-01-23T12:00:00Z");
const cases = [ // the words, the guess of the next three times, and what they are, with the place of a mistake
  ["on the last day of the month", "01-31T00 02-28T00 03-31T00", "01-31T00 02-28T00 03-31T00"],
  ["at 12:00 am", "01-24T00 01-25T00 01-26T00", "01-24T00 01-25T00 01-26T00"],
  ["on the last friday of the month", "none", "none, mistake at 12"],
  ["every month", "02-01T00 03-01T00 04-01T00", "01-23T12 01-01T00 01-01T00, mistake at 6"],
  ["at 5pm", "01-23T17 01-24T17 01-25T17", "01-23T12 01-23T12 01-23T12, mistake at 3"],
  ["after 24th day of the month", "01-25T00 01-26T00 01-27T00", "01-24T00 01-25T00 01-26T00"],
  ["every 7 days", "01-29T00 02-05T00 02-12T00", "01-29T00 02-01T00 02-08T00"],
];
console.log("@breejs/later", JSON.parse(readFileSync("node_modules/@breejs/later/package.json")).version);
let changed = false;
for (const [words, guess, known] of cases) {
  const parsed = later.parse.text(words);
  const next = later.schedule(parsed).next(3, NOW);
  const times = Array.isArray(next) ? next.map((time) => time.toISOString().slice(5, 13)).join(" ") : "none";
  const seen = parsed.error < 0 ? times : `${times}, mistake at ${parsed.error}`;
  console.log(words.padEnd(34), "guess:", guess.padEnd(27), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
