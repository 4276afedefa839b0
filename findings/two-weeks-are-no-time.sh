#!/bin/sh
# date-fns and iso8601-duration: durations written as ISO 8601, and read.
# Guess:   two weeks are written P2W or P14D, or refused; -P3D, three days back, is read so, or refused; a month after
#          31 January is 28 February.
# Happens: date-fns leaves the weeks out and writes a duration of nothing, P0Y0M0DT0H0M0S. iso8601-duration reads -P3D
#          as three days forward, and a month after 31 January is 3 March.
# Seen:    date-fns 2.30.0 to 4.4.0, iso8601-duration 2.1.4. date-fns itself adds two weeks rightly.
# Matters: "within two weeks" goes to the next program as "now", and "three days before" as "three days after".
set -eu
version=${1:-4.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "date-fns@$version" iso8601-duration@2.1.4
cat > check.mjs <<'JS'
import { add, formatDuration, formatISODuration } from "date-fns";
import { end, parse } from "iso8601-duration";
const day = (date) => date.toISOString().slice(0, 10);
const start = (text) => new Date(`${text}T00:00:00Z`);
const CASES = [
  ["2 weeks, written", "P2W, or P14D", "P0Y0M0DT0H0M0S", () => formatISODuration({ weeks: 2 })],
  ["2 weeks, 1 day", "P15D, or so", "P0Y0M1DT0H0M0S", () => formatISODuration({ weeks: 2, days: 1 })],
  ["2 weeks, in words", "2 weeks", "2 weeks", () => formatDuration({ weeks: 2 })],
  ["10 January + 2 weeks", "2026-01-24", "2026-01-24", () => day(add(start("2026-01-10"), { weeks: 2 }))],
  ["10 January and -P3D", "2026-01-07", "2026-01-13", () => day(end(parse("-P3D"), start("2026-01-10")))],
  ["31 January and P1M", "2026-02-28", "2026-03-03", () => day(end(parse("P1M"), start("2026-01-31")))],
];
console.log(`date-fns ${process.argv[2]} and iso8601-duration 2.1.4`);
let changed = false;
for (const [text, guess, known, run] of CASES) {
  let seen;
  try {
    seen = run();
  } catch {
    seen = "refused";
  }
  console.log(`${text.padEnd(21)} guess: ${guess.padEnd(13)} seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node check.mjs "$version"
