#!/bin/sh
# pygls: an editor's edit in a text that holds a line separator (U+2028), a form feed or U+0085 somewhere.
# Guess:   a server has the text that the editor has: lines end with \n, \r\n or \r, as the protocol says.
# Happens: pygls ends a line at each of these signs, too, so that the edit goes to another line; and a place behind the
#          end of the last line, which means that end, is put before its last character.
# Seen:    pygls 2.1.1.
# Matters: from that edit on, everything that the server says is about a text that nobody has. Whole texts
#          (TextDocumentSyncKind.Full) and positions of one's own keep clear of it.
set -eu
version=${1:-2.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pygls==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from lsprotocol import types as lsp
from pygls.workspace import TextDocument

# A text, a place in it by line and character, and what the text is once `X` was typed there.
EDITS = (
    ("a\nb\nc", (1, 0), "a\nXb\nc"),  # as a check: this one is right
    ("a\u2028b\nc", (1, 0), "a\u2028b\nXc"),
    ("a\x0cb\nc", (1, 0), "a\x0cb\nXc"),
    ("a\x85b\nc", (1, 0), "a\x85b\nXc"),
    ("ab", (0, 9), "abX"),
)
print("pygls", version("pygls"))
print("guess: what is typed stands where the editor has it")
wrong = []
for text, place, meant in EDITS:
    document = TextDocument("file:///a", text)
    at = lsp.Position(*place)
    document.apply_change(lsp.TextDocumentContentChangePartial(lsp.Range(at, at), "X"))
    print(f"seen:  {text!r} at {place}: {document.source!r}, meant is {meant!r}")
    wrong.append(document.source != meant)
sys.exit(0 if wrong == [False, True, True, True, True] else "This has changed.")
PY
