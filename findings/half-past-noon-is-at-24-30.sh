#!/bin/sh
# microformats-parser (npm) and mf2py: events that stand in a page.
# Guess:   an event in a page has one time and one name for both: half past twelve pm, in a value of its own beside the day, is
#          12:30, half past twelve am 0:30, and 9:00 p.m. 21:00; of two days the first is the day; a line end in a name keeps
#          two words apart, as a new point of a list does.
# Happens: in JavaScript 12:30pm is 24:30 and 12:30am is 12:30, 9:00 p.m. stays as it is written, a day that is written twice is
#          both days, the second first, day 005 of 2026 is no day, and 9.30 a time. There "Call" and "now" on two lines are
#          Callnow. In both two points of a list are "ab", and 9:00 is not 09:00.
# Seen:    microformats-parser 1.5.2 and 2.0.6 (npm), mf2py 2.0.2. What is struck out is a part of the name in both.
# Matters: an appointment that a company shows in its page is half a day off in one of two, and the text beside it is right.
set -eu
version=${1:-2.0.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-fund --no-audit "microformats-parser@$version"
python3 -m venv venv
venv/bin/pip install -qq mf2py==2.0.2
cat > read.mjs <<'JS'
import { readFileSync } from "fs";
import { mf2 } from "microformats-parser";

const questions = JSON.parse(readFileSync(0, "utf8"));
const answers = questions.map(([page, name]) => mf2(page, { baseUrl: "http://example.org/" }).items[0].properties[name]?.[0]);
console.log(JSON.stringify(answers));
JS
cat > ask.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import mf2py


def at(*values):
    return "dt-start", "".join(f'<span class="value">{each}</span> ' for each in values)


CASES = [  # the class and what stands in it, the guess for both, what is seen in JavaScript and in Python
    (*at("2026-01-05", "9:30pm"), "2026-01-05 21:30", "2026-01-05 21:30", "2026-01-05 21:30"),
    (*at("2026-01-05", "12:30pm"), "2026-01-05 12:30", "2026-01-05 24:30", "2026-01-05 12:30"),
    (*at("2026-01-05", "12:30am"), "2026-01-05 00:30", "2026-01-05 12:30", "2026-01-05 00:30"),
    (*at("2026-01-05", "9:00 p.m."), "2026-01-05 21:00", "2026-01-05 9:00 P.M.", "2026-01-05 21:00"),
    (*at("2026-01-05", "9:00"), "2026-01-05 09:00", "2026-01-05 9:00", "2026-01-05 9:00"),
    (*at("2026-01-05", "9.30"), "2026-01-05", "2026-01-05 9.30", "2026-01-05"),
    (*at("2026-005", "9:00"), "2026-01-05 09:00", "2026-005 9:00", "2026-01-05 9:00"),
    (*at("2026-01-05", "2026-01-06"), "2026-01-05", "2026-01-06 2026-01-05", "2026-01-05"),
    ("p-name", "<del>Call</del> Interview", "Call Interview", "Call Interview", "Call Interview"),
    ("p-name", "Call<br>now", "Call\nnow", "Callnow", "Call\nnow"),
    ("p-name", "<ul><li>a</li><li>b</li></ul>", "a\nb", "ab", "ab"),
]
pages = [f'<div class="h-event"><div class="{name}">{content}</div></div>' for name, content, *_ in CASES]
names = [name.split("-", 1)[1] for name, *_ in CASES]
told = subprocess.run(
    ["node", "read.mjs"],
    input=json.dumps(list(zip(pages, names, strict=True))),
    capture_output=True,
    text=True,
    timeout=60,
    check=True,
)
print("microformats-parser", json.load(open("node_modules/microformats-parser/package.json"))["version"], "mf2py", version("mf2py"))
changed = False
for page, name, in_javascript, (_, content, guess, *known) in zip(pages, names, json.loads(told.stdout), CASES, strict=True):
    in_python = mf2py.parse(doc=page, url="http://example.org/")["items"][0]["properties"].get(name, [None])[0]
    print(f"{content}\n  guess: {guess!r}, seen: {in_javascript!r} in JavaScript, {in_python!r} in Python")
    changed |= [in_javascript, in_python] != known
sys.exit("This has changed." if changed else 0)
PY
timeout 90 venv/bin/python -W ignore ask.py
