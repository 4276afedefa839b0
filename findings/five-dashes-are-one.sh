#!/bin/sh
# pyte: a terminal in memory, with which tests of programs in a terminal look at the screen, beside xterm's own.
# Guess:   what xterm shows is on the screen: a sign repeated four times (REP), a colour or an underline written with
#          colons, a line drawn with the signs for lines.
# Happens: the sign is there once; of a colour with colons "2::1:2:3m" stands in the text, of a curly underline "3m"; a
#          line is the letter q; after the second screen is left, the first does not come back; a cursor that was kept
#          is not taken up again.
# Seen:    pyte 0.8.1 and 0.8.2 beside @xterm/headless 6.0.0.
# Matters: curses repeats signs so where the terminal is said to be xterm; the test then holds a screen that nobody has.
set -eu
version=${1:-0.8.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyte==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit @xterm/headless@6.0.0
cat > show.cjs <<'JS'
const { Terminal } = require("@xterm/headless");
const shown = (text) =>
  new Promise((resolve) => {
    const terminal = new Terminal({ cols: 12, rows: 1, allowProposedApi: true });
    terminal.write(text, () => resolve(terminal.buffer.active.getLine(0).translateToString(true)));
  });
Promise.all(JSON.parse(process.argv[2]).map(shown)).then((lines) => console.log(JSON.stringify(lines)));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

import pyte

CASES = [  # what it is, what is written, the guess, which xterm shows, and what pyte shows
    ("a link", "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link", "link"),
    ("a colour with semicolons", "\x1b[38;2;1;2;3mx\x1b[m", "x", "x"),
    ("one sign, four times more", "-\x1b[4b", "-----", "-"),
    ("a colour with colons", "\x1b[38:2::1:2:3mx\x1b[m", "x", "2::1:2:3mx"),
    ("a curly underline", "\x1b[4:3mx\x1b[m", "x", "3mx"),
    ("a line", "\x1b(0qq\x1b(B", "──", "qq"),
    ("to the place that was kept", "\x1b[sab\x1b[uc", "cb", "abc"),
    ("the second screen left", "a\x1b[?1049h\x1b[Hb\x1b[?1049l", "a", "b"),
]


def shown(text):
    """The only line of a screen of 12 columns."""
    screen = pyte.Screen(12, 1)
    pyte.Stream(screen).feed(text)
    return screen.display[0].rstrip()


node = ["node", "show.cjs", json.dumps([text for _, text, _, _ in CASES])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
npm = json.load(open("node_modules/@xterm/headless/package.json"))["version"]
print("pyte", version("pyte"), "@xterm/headless", npm)
changed = False
for (words, text, guess, known), xterm in zip(CASES, theirs):
    seen = shown(text)
    print(f"{words:27} guess: {guess:6} xterm: {xterm:6} pyte: {seen}")
    changed |= (xterm, seen) != (guess, known)
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
