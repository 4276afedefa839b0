#!/bin/sh
# yamlfix: texts of several lines, and texts in quotation marks, after it has put a file in order.
# Guess:   it changes how a file looks, and what PyYAML reads from it stays the same.
# Happens: a line `answer: yes` inside a text becomes `answer: true`; the break between two paragraphs goes, and so
#          does the last line's end; '12:30' loses its marks and is the number 750 from then on; of a list of `yes`
#          and "no" the first becomes true and the second loses its marks, so that it is false.
# Seen:    1.19.1. (The blank lines have been reported to its makers.)
# Matters: advice is paragraphs in YAML; whoever runs a formatter of this kind over rule files changes their words.
set -eu
version=${1:-1.19.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "yamlfix==$version" PyYAML==6.0.3
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import yaml
from yamlfix import fix_code

KNOWN = {
    "k: |\n  Write:\n  answer: yes\n": "Write:\nanswer: true",
    "k: |-\n  First.\n\n  Second.\n": "First.\nSecond.",
    "k: |\n  One line.\n": "One line.",
    'k: "12:30"\n': 750,
    'k:\n  - yes\n  - "no"\n': [True, False],
    'k: "no"\n': "no",
}
print("yamlfix", version("yamlfix"), "read by PyYAML", yaml.__version__)
changed = False
for text, known in KNOWN.items():
    before = yaml.safe_load(text)["k"]
    after = yaml.safe_load(fix_code(f"---\n{text}"))["k"]
    print(f"guess: {before!r:28} seen: {after!r}")
    changed |= after != known or type(after) is not type(known)
sys.exit("This has changed." if changed else 0)
PY
