#!/bin/sh
# vobject: cards of people (vCard) read and written again.
# Guess:   what is read is written so: an address on the web is the whole address, and both nicknames are there;
#          or what it does not know is refused.
# Happens: of every property that it does not know, all behind the first comma is gone: of an address on the web, of
#          two nicknames, of a picture that stands in the card itself, of a title. What has a semicolon is written with
#          a backslash before it, also where that is a part of an address. No error.
# Seen:    vobject 0.9.9. Names, organizations and categories, which it knows, stay whole.
# Matters: a list of contacts that passes through a program of this kind loses addresses, and nothing tells.
set -eu
version=${1:-0.9.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "vobject==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import vobject

CASES = [  # the version of the format, the line, and how it is written
    ("4.0", "CATEGORIES:school,work", "CATEGORIES:school,work"),
    ("4.0", "ORG:Acme;Sales", "ORG:Acme;Sales"),
    ("4.0", "URL:https://example.org/?days=5,6", "URL:https://example.org/?days=5"),
    ("3.0", "NICKNAME:Jo,Joey", "NICKNAME:Jo"),
    ("4.0", "PHOTO:data:image/gif;base64,R0lGODlhAQAB", "PHOTO:data:image/gif\\;base64"),
    ("4.0", "TEL;VALUE=uri:tel:+1-201-555-0123;ext=5", "TEL;VALUE=uri:tel:+1-201-555-0123\\;ext=5"),
    ("2.1", "TITLE:Head of Sales, Europe", "TITLE:Head of Sales"),
]
print("vobject", version("vobject"))
changed = False
for format, line, known in CASES:
    card = f"BEGIN:VCARD\r\nVERSION:{format}\r\nFN:Jo Doe\r\nN:Doe;Jo;;;\r\n{line}\r\nEND:VCARD\r\n"
    name = line.split(":")[0]
    written = vobject.readOne(card).serialize().replace("\r\n ", "").splitlines()
    seen = next(text for text in written if text.startswith(name))
    print(f"{format}  guess: {line:45} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
