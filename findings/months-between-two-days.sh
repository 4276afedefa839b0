#!/bin/sh
# feelin and pySFeel: FEEL's `years and months duration(from, to)`, with days in shorter months.
# Guess:   whole months only, and the same number whichever day comes first:
#          15 January to 14 February is P0M, 31 January to 28 February P0M, and back again P0M.
# Happens: feelin gives P30D and P28D, days in a kind of duration that has none, and so they are
#          not equal to P0M. pySFeel gives 0 months there, but -2 from 28 February to 31 January.
# Seen:    feelin since 8.0.0 (up to 7.0.2 it was P0.967…M and P1M), pySFeel 1.4.2.
# Matters: "more than a month has passed" depends on the engine and on the order of the two days.
set -eu
version=${1:-8.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --prefix . "feelin@$version"
python3 -m venv venv
venv/bin/pip install -qq pySFeel==1.4.2
cat > run.mjs <<'JS'
import { evaluate } from 'feelin';
for (const text of process.argv.slice(2)) {
  const result = evaluate(text, {});
  const wrapped = result !== null && typeof result === 'object' && 'value' in result;
  console.log(String(wrapped ? result.value : result));
}
JS
venv/bin/python - <<'PY'
import subprocess
import sys

import pySFeel

DAYS = [("2026-01-15", "2026-02-14"), ("2026-01-31", "2026-02-28"), ("2026-02-28", "2026-01-31")]
texts = [f'years and months duration(date("{a}"), date("{b}"))' for a, b in DAYS]
run = ["node", "run.mjs", *texts, f'{texts[0]} = duration("P0M")']
first = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
parser = pySFeel.SFeelParser()
second = [parser.sFeelParse(text)[1] for text in texts]
print("guess: P0M, 0 months, for all three; the first is equal to P0M")
print(f"seen:  feelin {first[:3]}, equal to P0M: {first[3]}; pySFeel {second} months")
known = first == ["P30D", "P28D", "-P28D", "false"] and second == [0, 0, -2]
sys.exit(0 if known else "This has changed.")
PY
echo "(feelin $version, pySFeel 1.4.2)"
