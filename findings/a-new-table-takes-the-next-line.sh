#!/bin/sh
# tomlkit: a table set beside dotted keys, in a document that is edited and written again.
# Guess:   what is written says what the document says (its `unwrap()`), as everywhere else in it.
# Happens: the table is put right behind the first dotted key, and so the next line, `notice.paid = true`, is in it:
#          notice.paid is gone, notice.leave.notice.paid is there. Below a heading the table loses that heading's
#          name: offer.notice.leave is written as [notice.leave]. No error; it is valid TOML both times.
# Seen:    tomlkit 0.13.3 and 0.15.2.
# Matters: settings edited by a program of this kind silently apply to something else.
set -eu
version=${1:-0.15.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "tomlkit==$version"
venv/bin/python - <<'PY'
import sys
import tomllib

import tomlkit


def edited(text, *path):
    """The document with `leave.days` set at the path: what it says, and what is read from its text."""
    document = tomlkit.parse(text)
    table = document
    for key in path:
        table = table[key]
    table["leave"] = {"days": 5}
    written = tomlkit.dumps(document)
    return document.unwrap(), tomllib.loads(written), written


print("tomlkit", tomlkit.__version__)
seen = []
for text, *path in [
    ("notice.weeks = 4\nnotice.paid = true\n", "notice"),
    ("[offer]\nnotice.weeks = 4\n", "offer", "notice"),
]:
    guess, read, written = edited(text, *path)
    print(f"{written}\n  guess: {guess}\n  seen:  {read}")
    seen.append(read)
known = [
    {"notice": {"weeks": 4, "leave": {"days": 5, "notice": {"paid": True}}}},
    {"offer": {"notice": {"weeks": 4}}, "notice": {"leave": {"days": 5}}},
]
sys.exit(0 if seen == known else "This has changed.")
PY
