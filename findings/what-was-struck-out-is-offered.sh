#!/bin/sh
# html2text, inscriptis, turndown and html-to-text (npm): a letter in HTML as text.
# Guess:   what is struck out is marked, or left out; ten cubed is not 103; a list that begins with 3 does, and a point
#          that says it is the fifth is; a term and what it means are apart.
# Happens: "45 50" for a 45 struck out, but in html2text; 103 in all four; the list begins with 1 in inscriptis, the
#          fifth is the first in the three others; a list counted down is counted up by all; in two of them the term
#          runs into its meaning: "Pay50".
# Seen:    html2text 2025.4.15, inscriptis 2.7.6, turndown 7.2.5, html-to-text 10.0.1.
# Matters: the text beside the HTML of a mail is made so, and a changed offer says both sums.
set -eu
version=${1:-2025.4.15}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "html2text==$version" inscriptis==2.7.6
echo '{}' > package.json
npm install --silent --no-fund --no-audit turndown@7.2.5 html-to-text@10.0.1
cat > convert.mjs <<'JS'
import { convert } from "html-to-text";
import Turndown from "turndown";
const turndown = new Turndown();
console.log(JSON.stringify(process.argv.slice(2).map((html) => [turndown.turndown(html), convert(html)])));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import html2text
import inscriptis

CASES = [  # the HTML, the guess, and the words of html2text, inscriptis, turndown and html-to-text
    ("<p>5 &lt; 6</p>", "5 < 6", ("5 < 6",) * 4),
    ("<ol><li>a</li><li>b</li></ol>", "1. a 2. b", ("1. a 2. b",) * 4),
    ("<s>45</s> 50", "~~45~~ 50", ("~~45~~ 50", "45 50", "45 50", "45 50")),
    ("10<sup>3</sup>", "10^3", ("103",) * 4),
    ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a 4. b", ("3. a 4. b", "1. a 2. b", "3. a 4. b", "3. a 4. b")),
    ('<ol><li value="5">a</li></ol>', "5. a", ("1. a", "5. a", "1. a", "1. a")),
    ("<ol reversed><li>a</li><li>b</li></ol>", "2. a 1. b", ("1. a 2. b",) * 4),
    ("<dl><dt>Pay</dt><dd>50</dd></dl>", "Pay 50", ("Pay 50", "Pay50", "Pay 50", "Pay50")),
]
print("html2text", version("html2text"), "inscriptis", version("inscriptis"))
for name in ("turndown", "html-to-text"):
    print(name, json.load(open(f"node_modules/{name}/package.json"))["version"])
node = ["node", "convert.mjs", *[case[0] for case in CASES]]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
changed = False
for (html, guess, known), others in zip(CASES, theirs):
    texts = html2text.html2text(html), inscriptis.get_text(html), *others
    seen = tuple(" ".join(text.split()) for text in texts)
    print(f"{html:40} guess: {guess:10} seen: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
