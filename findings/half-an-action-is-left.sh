#!/bin/sh
# lsprotocol: what a language server answers, as another program in Python reads it and hands it on.
# Guess:   a code action with an edit and a command to be run after it is a CodeAction, and is handed on as it came; a
#          colour provider keeps the files it is for; a selector of notebooks by their cells, as the protocol has it,
#          is read.
# Happens: whatever has a `command` is taken for a Command: the edit, the kind and the diagnostics are gone, and the
#          command's name is the text "{'title': …}", a dict as Python prints it. No error. The files are lost, too;
#          the selector is refused.
# Seen:    lsprotocol 2025.0.0 with cattrs 26.2.1.
# Matters: a test client, or a server that stands before another one, sees a quick fix that fixes nothing.
set -eu
version=${1:-2025.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "lsprotocol==$version" cattrs==26.2.1
venv/bin/python - <<'PY'
import json
import sys
from importlib.metadata import version

from cattrs.errors import ClassValidationError
from lsprotocol import converters, types

CONVERTER = converters.get_converter()
NOTEBOOK = {"notebookSelector": [{"cells": [{"language": "yaml"}]}]}
COMMAND = {"title": "t", "command": "run"}
WITH_EDIT = {"title": "t", "kind": "quickfix", "edit": {"changes": {}}}
CASES = [  # the type of the answer, the answer, what comes of it; the guess is the same again
    (types.CodeActionResponse, [WITH_EDIT], [WITH_EDIT]),
    (types.CodeActionResponse, [COMMAND], [COMMAND]),
    (types.CodeActionResponse, [{**WITH_EDIT, "command": COMMAND}],
     [{"title": "t", "command": "{'title': 't', 'command': 'run'}"}]),
    (types.InitializeResponse, {"capabilities": {"colorProvider": {"documentSelector": [{"language": "yaml"}]}}},
     {"capabilities": {"colorProvider": {}}}),
    (types.InitializeResponse, {"capabilities": {"notebookDocumentSync": NOTEBOOK}}, "refused"),
]


def through(kind, result):
    try:
        message = CONVERTER.structure({"id": 1, "jsonrpc": "2.0", "result": result}, kind)
    except ClassValidationError:
        return "refused"
    return CONVERTER.unstructure(message, kind)["result"]


print("lsprotocol", version("lsprotocol"), "cattrs", version("cattrs"))
changed = False
for kind, result, known in CASES:
    seen = through(kind, result)
    print("guess:", json.dumps(result))
    print("seen: ", json.dumps(seen))
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
