#!/bin/sh
# duration-fns (npm): durations of ISO 8601, their normal form, and the time between two days.
# Guess:   from New Year's Eve to New Year's Day is one day, from 31 January to 1 March a month and a day, or 29 days;
#          a month and three days are that from any day on; a duration of ISO has one sign, before the P.
# Happens: it is `P1Y-11M-30D`, a year less eleven months less 30 days, and `P2M-30D`; back it is `P-2M30D`. A month
#          and three days from 31 January are `P2M-28D`. Other readers of durations refuse all of them. Its own
#          `apply` takes them, and comes to the right day.
# Seen:    duration-fns 3.0.2 and 3.0.1; isodate 0.7.2 reads none of them. src/between.ts takes year from year, month
#          from month and day from day, each by itself.
# Matters: "a year less eleven months left" is shown, or a stored duration cannot be read any more.
set -eu
version=${1:-3.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "duration-fns@$version"
python3 -m venv venv
venv/bin/pip install -qq isodate==0.7.2
cat > ask.cjs <<'JS'
const { apply, between, normalize, toString } = require("duration-fns");
const fromTo = (from, to) => toString(between(from, to));
const cases = [ // what is asked, the answer, the guess, what is seen
  ["5 January to 6 March", fromTo("2026-01-05", "2026-03-06"), "P2M1D", "P2M1D"],
  ["New Year", fromTo("2025-12-31", "2026-01-01"), "P1D", "P1Y-11M-30D"],
  ["31 January to 1 March", fromTo("2026-01-31", "2026-03-01"), "P1M1D", "P2M-30D"],
  ["1 March to 31 January", fromTo("2026-03-01", "2026-01-31"), "-P1M1D", "P-2M30D"],
  ["P1M3D from 5 January", toString(normalize("P1M3D", "2026-01-05")), "P1M3D", "P1M3D"],
  ["P1M3D from 31 January", toString(normalize("P1M3D", "2026-01-31")), "P1M3D", "P2M-28D"],
  ["31 January and P2M-30D", apply("2026-01-31T00:00Z", "P2M-30D").toISOString(), "2026-03-01T00:00:00.000Z",
    "2026-03-01T00:00:00.000Z"],
];
const versions = JSON.parse(require("fs").readFileSync("node_modules/duration-fns/package.json"));
console.log("duration-fns", versions.version);
let changed = false;
for (const [asked, seen, guess, known] of cases) {
  console.log(asked.padEnd(24), "guess:", guess.padEnd(12), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 env TZ=UTC node ask.cjs
timeout 60 venv/bin/python - <<'PY'
import sys

import isodate


def read(text):
    try:
        return str(isodate.parse_duration(text))
    except isodate.ISO8601Error:
        return "refused"


seen = {text: read(text) for text in ("P1M1D", "P1Y-11M-30D", "P2M-30D", "P-2M30D")}
print("isodate 0.7.2 reads", *(f"{text}: {value};" for text, value in seen.items()))
sys.exit(0 if list(seen.values()) == ["1 month, 1 day, 0:00:00", *["refused"] * 3] else "This has changed.")
PY
