#!/bin/sh
# cql-execution (npm): dates and lengths of time of CQL, the language of clinical rules.
# Guess:   decimals are cut off, as of a day and a half: of 1.9 months a month is added, of half a month nothing; an
#          hour 24 is refused, as hour 25 is; whether an interval whose end is not known contains what is after its
#          start is not known, whatever bracket is written.
# Happens: a month and nine tenths are 58 days, half a month 15, half a year 182, while a day and a half are a day.
#          24:00 is a moment, and not the next day's. An interval with an end that is not known contains 5 behind "]",
#          and behind ")" it is not known.
# Seen:    cql-execution 3.3.2 and 2.4.3.
# Matters: the words of time limits in rules, and what they do with what nobody knows.
set -eu
version=${1:-3.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "cql-execution@$version"
cat > add.mjs <<'JS'
import { readFileSync } from "node:fs";
import cql from "cql-execution";

const day = (text) => cql.Date.parse(text);
const CASES = [ // what is asked, in words, the answer, the guess, what is seen
  ["31 January and 1 month", day("2026-01-31").add(1, "month"), "2026-02-28", "2026-02-28"],
  ["5 January and 1.5 days", day("2026-01-05").add(1.5, "day"), "2026-01-06", "2026-01-06"],
  ["5 January and 1.9 months", day("2026-01-05").add(1.9, "month"), "2026-02-05", "2026-03-04"],
  ["5 January and 0.5 months", day("2026-01-05").add(0.5, "month"), "2026-01-05", "2026-01-20"],
  ["5 January and 0.5 years", day("2026-01-05").add(0.5, "year"), "2026-01-05", "2026-07-06"],
  ["some day of 2026 and 400 days", day("2026").add(400, "day"), "2027", "2027"],
  ["30 February", day("2026-02-30"), "null", "null"],
  ["25:00", cql.DateTime.parse("2026-01-05T25:00:00.000Z"), "null", "null"],
  ["24:00", cql.DateTime.parse("2026-01-05T24:00:00.000Z"), "null", "2026-01-05T24:00:00.000+00:00"],
  ["5 in [1, null)", new cql.Interval(1, null, true, false).contains(5), "null", "null"],
  ["5 in [1, null]", new cql.Interval(1, null, true, true).contains(5), "null", "true"],
];
console.log("cql-execution", JSON.parse(readFileSync("node_modules/cql-execution/package.json")).version);
let changed = false;
for (const [words, answer, guess, known] of CASES) {
  const seen = String(answer);
  console.log(words.padEnd(30), `guess: ${guess}`.padEnd(18), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node add.mjs
