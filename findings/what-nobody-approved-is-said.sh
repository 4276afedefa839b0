#!/bin/sh
# polib, Babel and gettext-parser (npm): one file of translations (PO), read, written, and compiled.
# Guess:   a translation marked `fuzzy` is not in the compiled file, as with `msgfmt`, until somebody has approved it;
#          a file read and written says the same: what it was before (`#|`), what is obsolete (`#~`), and where it is
#          used.
# Happens: gettext-parser compiles what is fuzzy, and whoever reads that file says it. Babel writes `#| msgid` as a
#          remark of the translator; where an obsolete one has its former text (`#~|`), the translation before it,
#          which is in use, becomes obsolete, with a warning of a line. polib leaves that former text out. Of a file
#          with a space in its name, Babel writes "space.py:5 with".
# Seen:    polib 1.2.0, Babel 2.19.0 (2.14.0 keeps what is in use), gettext-parser 10.0.0.
# Source:  https://www.gnu.org/software/gettext/manual, "PO Files": `#| msgid previous-untranslated-string`; "msgfmt
#          Invocation": `--use-fuzzy`, "Use fuzzy entries in output", is not what is done without it.
# Matters: words for a stressful week are said that a machine has guessed, and those that were read are gone.
set -eu
version=${1:-2.19.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "babel==$version" polib==1.2.0
echo '{}' > package.json
npm install --silent --no-fund --no-audit gettext-parser@10.0.0
cat > de.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

#: with space.py:5
#, fuzzy
#| msgid "One day"
msgid "One week"
msgstr "Ein Tag"

msgid "Call them."
msgstr "Rufen Sie an."

#~| msgid "Ask"
#~ msgid "Ask them."
#~ msgstr "Fragen Sie."
PO
cat > write.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import * as gettext from "gettext-parser";
const parser = gettext.default ?? gettext;
const read = parser.po.parse(readFileSync("de.po"));
writeFileSync("js.po", parser.po.compile(read));
writeFileSync("js.mo", parser.mo.compile(read));
JS
timeout 60 node write.mjs
timeout 60 venv/bin/python - <<'PY'
import gettext
import json
import sys
from importlib.metadata import version

import polib
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

polib.pofile("de.po").save("polib.po")
polib.pofile("de.po").save_as_mofile("polib.mo")
with open("de.po", "rb") as source, open("babel.po", "wb") as po, open("babel.mo", "wb") as mo:
    catalog = read_po(source)
    write_po(po, catalog)
    write_mo(mo, catalog)
LINES = ['#| msgid "One day"', 'msgid "Call them."', '#~| msgid "Ask"', "#: with space.py:5"]
npm = json.load(open("node_modules/gettext-parser/package.json"))["version"]
print("polib", version("polib"), "Babel", version("babel"), "gettext-parser", npm)
changed = False
for name, said, lines in (
    ("polib", "One week", [True, True, False, True]),
    ("babel", "One week", [False, False, False, False]),
    ("js", "Ein Tag", [True, True, True, True]),
):
    with open(f"{name}.mo", "rb") as compiled:
        seen = gettext.GNUTranslations(compiled).gettext("One week")
    written = open(f"{name}.po", encoding="utf-8").read().splitlines()
    kept = [line in written for line in LINES]
    print(f"{name:6} says of one week, guess: One week, seen: {seen}")
    for line, there in zip(LINES, kept):
        print(f"{'':6} {line:22} guess: written, seen: {'written' if there else 'not written'}")
    changed |= (seen, kept) != (said, lines)
sys.exit("This has changed." if changed else 0)
PY
