#!/bin/sh
# spacetime (npm): days and moments.
# Guess:   24:00 on the 5th is the start of the 6th, hour 25 is refused; "2" days are two days, or refused; a month
#          and a half is one or refused; from 31 January each month are the last days. The last day of ISO's year is
#          in week 53. Sunday of a week that begins on Monday is its last day.
# Happens: 24:00 and hour 25 are 23:00. After "2" days it is 47 days later, for "2" is put behind the day. Half a
#          month and half an hour count for nothing, half a week counts. Each month is each first. 1 January 2027 is
#          in week 1, Sunday before Monday, and a day that it does not know is a Saturday.
# Seen:    spacetime 7.15.0. In 7.4.0 24:00 is of the day on which one asks, and hour 25 is nothing.
# Matters: what a field of a form gives is a text; the end of a day is written as 24:00.
set -eu
version=${1:-7.15.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "spacetime@$version"
cat > days.mjs <<'JS'
import { readFileSync } from "node:fs";
import spacetime from "spacetime";

const at = (text) => spacetime(text, "UTC");
const five = () => at("2026-01-05T00:00:00");
const each = (unit) => at("2026-01-31").every(unit, "2026-04-15").map((day) => day.format("iso-short")).join();
const CASES = [ // what is asked, in words, the question, the guess, what is seen
  ["31 January and a month", () => at("2026-01-31").add(1, "month"), "2026-02-28T00:00", "2026-02-28T00:00"],
  ["24:00", () => at("2026-01-05T24:00:00"), "2026-01-06T00:00", "2026-01-05T23:00"],
  ["hour 25", () => five().hour(25), "refused", "2026-01-05T23:00"],
  ["minute 75", () => five().minute(75), "2026-01-05T01:15", "2026-01-05T01:15"],
  ["and 2 days", () => five().add(2, "days"), "2026-01-07T00:00", "2026-01-07T00:00"],
  ['and "2" days', () => five().add("2", "days"), "2026-01-07T00:00", "2026-02-21T00:00"],
  ["and 1.5 weeks", () => five().add(1.5, "weeks"), "2026-01-15T12:00", "2026-01-15T12:00"],
  ["and 1.5 hours", () => five().add(1.5, "hours"), "2026-01-05T01:30", "2026-01-05T01:00"],
  ["and 1.5 months", () => five().add(1.5, "months"), "refused", "2026-02-05T00:00"],
  ["each month", () => each("month"), "2026-01-31,2026-02-28,2026-03-31", "2026-02-01,2026-03-01,2026-04-01"],
  ["week of 1 January 2027", () => at("2027-01-01").week(), "53", "1"],
  ["its Monday", () => at("2026-01-07").day("monday"), "2026-01-05T00:00", "2026-01-05T00:00"],
  ["its Sunday", () => at("2026-01-07").day("sunday"), "2026-01-11T00:00", "2026-01-04T00:00"],
  ['its "soon"', () => at("2026-01-07").day("soon"), "refused", "2026-01-03T00:00"],
];
console.log("spacetime", JSON.parse(readFileSync("node_modules/spacetime/package.json")).version);
let changed = false;
for (const [words, ask, guess, known] of CASES) {
  const found = ask();
  const seen = found.format ? found.format("iso").slice(0, 16) : String(found);
  console.log(words.padEnd(22), `guess: ${guess}`.padEnd(41), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node days.mjs
