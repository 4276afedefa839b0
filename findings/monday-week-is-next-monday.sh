#!/bin/sh
# dateparser, parsedatetime and chrono-node: days as people in Britain say them in a letter.
# Guess:   the day meant, or else "not understood". Said on Wednesday 7 January 2026: "monday week"
#          is the 19th, "tomorrow week" the 15th, "a week today" the 14th, "the day after tomorrow"
#          the 9th, "sat 10th" the 10th.
# Happens: words are left out, and the rest is answered as if it were the whole: Monday, tomorrow,
#          a week ago, even with PREFER_DATES_FROM future. For dateparser "sat 10th" is 7 October.
# Seen:    dateparser 1.2.0 to 1.5.0, parsedatetime 2.6, chrono-node 2.10.3.
# Matters: a deadline read like this is a week off, or has passed, and looks certain.
set -eu
version=${1:-1.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "dateparser==$version" parsedatetime==2.6
npm install --silent --no-audit --no-fund --prefix . chrono-node@2.10.3
cat > run.mjs <<'JS'
import { en } from 'chrono-node';
for (const words of process.argv.slice(2)) {
  const day = en.GB.parseDate(words, new Date(2026, 0, 7, 10), { forwardDate: true });
  console.log(day ? [day.getFullYear(), day.getMonth() + 1, day.getDate()].join('-') : 'None');
}
JS
TZ=UTC venv/bin/python -W ignore - <<'PY'
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version

import dateparser
import parsedatetime

NOW = datetime(2026, 1, 7, 10)
SETTINGS = {"RELATIVE_BASE": NOW, "PREFER_DATES_FROM": "future"}
EXPECTED = {  # words: guess, then what dateparser, parsedatetime and chrono-node say
    "monday week": "2026-1-19 None 2026-1-12 2026-1-12",
    "tomorrow week": "2026-1-15 2026-1-8 2026-1-8 2026-1-8",
    "a week today": "2026-1-14 2025-12-31 2026-1-14 2026-1-14",
    "the day after tomorrow": "2026-1-9 2026-1-9 2026-1-8 2026-1-9",
    "sat 10th": "2026-1-10 2026-10-7 2026-1-10 2026-1-10",
}


def short(day):
    return f"{day.year}-{day.month}-{day.day}" if day else "None"


run = subprocess.run(["node", "run.mjs", *EXPECTED], capture_output=True, text=True, check=True)
print("dateparser", version("dateparser"), "parsedatetime 2.6, chrono-node 2.10.3")
changed = False
for (words, known), third in zip(EXPECTED.items(), run.stdout.split(), strict=True):
    first = dateparser.parse(words, languages=["en"], settings=SETTINGS)
    second, understood = parsedatetime.Calendar().parseDT(words, sourceTime=NOW)
    seen = f"{short(first)} {short(second if understood else None)} {third}"
    guess = known.split()[0]
    print(f"{words}: guess {guess}; seen {seen}")
    changed |= known != f"{guess} {seen}"
sys.exit("This has changed." if changed else 0)
PY
