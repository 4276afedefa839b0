#!/bin/sh
# write-excel-file and read-excel-file (npm), of one author: what one writes, the other reads.
# Guess:   a moment of the day, a text with blanks at its ends, an empty text and a text "_x000D_" come back as they
#          are.
# Happens: 448 of the 1440 minutes of a day come back a thousandth of a second early, so that half past nine is at
#          minute 29; openpyxl reads all 1440 right. " x " is "x" unless `trim` is false; the empty text and "_x000D_"
#          are null.
# Seen:    write-excel-file 4.1.1 and read-excel-file 9.3.17. The reader takes the fraction of a day times 86400000
#          without rounding; openpyxl rounds.
# Matters: `getUTCMinutes()` of an appointment is one less, for a third of the times.
set -eu
version=${1:-4.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "write-excel-file@$version" read-excel-file@9.3.17
python3 -m venv venv
venv/bin/pip install -qq openpyxl==3.1.5
cat > ask.cjs <<'JS'
const write = require("write-excel-file/node").default;
const read = require("read-excel-file/node").default;
const minutes = Array.from({ length: 1440 }, (_, minute) => new Date(Date.UTC(2026, 0, 5, 0, minute)));
const cases = [ // what is written, the guess, what is seen
  ["0012", '"0012"', '"0012"'],
  [" x ", '" x "', '"x"'],
  ["", '""', "null"],
  ["_x000D_", '"_x000D_"', "null"],
];
const main = async () => {
  const table = async (file, rows) => {
    await write(rows).toFile(file);
    return (await read(file))[0].data;
  };
  let changed = false;
  const texts = await table("texts.xlsx", cases.map(([value]) => [{ value }, { value: "end" }]));
  cases.forEach(([value, guess, known], index) => {
    const seen = JSON.stringify(texts[index][0]);
    console.log(JSON.stringify(value).padEnd(24), "guess:", guess.padEnd(10), "seen:", seen);
    changed ||= seen !== known;
  });
  const days = await table("days.xlsx", minutes.map((value) => [{ value, format: "yyyy-mm-dd hh:mm" }]));
  const early = minutes.filter((minute, index) => days[index][0].getTime() === minute - 1).length;
  console.log("half past nine".padEnd(24), "guess: 09:30:00  ", "seen:", days[570][0].toISOString());
  console.log("minutes that are early".padEnd(24), "guess: 0         ", "seen:", early);
  if (changed || early !== 448) {
    console.error("This has changed.");
    process.exit(1);
  }
};
main();
JS
timeout 60 node ask.cjs
timeout 60 venv/bin/python -W ignore - <<'PY'
import sys
from datetime import datetime, timedelta

import openpyxl

read = [row[0] for row in openpyxl.load_workbook("days.xlsx").active.iter_rows(values_only=True)]
right = sum(read[n] == datetime(2026, 1, 5) + timedelta(minutes=n) for n in range(1440))
print("minutes that openpyxl reads right: guess: 1440 seen:", right)
sys.exit(0 if right == 1440 else "This has changed.")
PY
