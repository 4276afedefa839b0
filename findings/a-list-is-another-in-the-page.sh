#!/bin/sh
# Jinja2 (Python) and @huggingface/jinja (npm): one template, in both.
# Guess:   what the second can do, it does as Jinja2, and it refuses what it does not know, as it refuses many
#          filters: equal lists are equal, what is missing is not none, -7 % 3 is 2, none is printed as None.
# Happens: a list is equal to no list but itself; what is missing equals none; -7 % 3 is -1; 1 is not in [true]; none
#          is empty; a text and a number are joined by +, and what is in nothing is empty, not an error. "they're" as
#          a title is "They'Re", "aBC" with a capital "ABC"; a number of 16 digits is rounded. 3 > 2 == true holds,
#          which Jinja2 reads as 3 > 2 and 2 == true.
# Seen:    Jinja2 3.1.6, @huggingface/jinja 0.5.11 (in 0.3.0 it is so, too, but `//` and a float are refused).
# Matters: a letter is shown in the page by the one and sent by the other; it is what a prompt is made by, too.
set -eu
version=${1:-0.5.11}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq Jinja2==3.1.6
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@huggingface/jinja@$version"
cat > say.mjs <<'JS'
import { Template } from "@huggingface/jinja";

const [texts, facts] = JSON.parse(process.argv[2]);
const said = (text) => {
  try {
    return new Template(text).render(facts);
  } catch {
    return "refused";
  }
};
console.log(JSON.stringify(texts.map(said)));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import jinja2

FACTS = {"days": [1, 2], "ends": {"day": None}}
CASES = [  # the template, what Jinja2 prints, which is the guess, and what is seen in JavaScript
    ("{{ 7 // 2 }} {{ -7 // 2 }}", "3 -4", "3 -4"),
    ("{{ 2.5 * 2 }}", "5.0", "5.0"),
    ("{{ -7 % 3 }}", "2", "-1"),
    ("{{ 'yes' if days == [1, 2] else 'no' }}", "yes", "no"),
    ("{{ 'yes' if missing == none else 'no' }}", "no", "yes"),
    ("{{ 'yes' if 1 in [true] else 'no' }}", "yes", "no"),
    ("{{ 'yes' if 3 > 2 == true else 'no' }}", "no", "yes"),
    ("{{ ends.day }}", "None", ""),
    ("{{ 'day ' + 5 }}", "refused", "day 5"),
    ('{{ "they\'re here" | title }}', "They're Here", "They'Re Here"),
    ("{{ 'aBC' | capitalize }}", "Abc", "ABC"),
    ("{{ 9007199254740993 }}", "9007199254740993", "9007199254740992"),
    ("{{ missing.day.month }}", "refused", ""),
]


def printed(text):
    try:
        return jinja2.Template(text).render(FACTS)
    except (jinja2.TemplateError, TypeError):
        return "refused"


npm = json.load(open("node_modules/@huggingface/jinja/package.json"))["version"]
print("Jinja2", version("Jinja2"), "@huggingface/jinja", npm)
node = ["node", "say.mjs", json.dumps([[case[0] for case in CASES], FACTS])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (text, *known), other in zip(CASES, theirs):
    seen = [printed(text), other]
    print(f"{text:41} guess and Jinja2: {seen[0]:17} seen: {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
