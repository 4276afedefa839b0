#!/bin/sh
# python-docx, docx2txt and docx2python: the text of a letter from Word.
# Guess:   all three have the same words: what was put in while changes are tracked is there, what was taken out is not; a
#          dash that does not break is a dash; what was chosen in a field is there; hidden words are left out.
# Happens: for python-docx what was put in is not there either: "is not due" is "is due"; nor is
#          what stands in a field of a form. For the two others 45-50 is 4550. Hidden words are read by all three, and a pay that
#          is struck out stands beside the new one.
# Seen:    python-docx 1.2.0, docx2txt 0.9, docx2python 3.7.1. Line ends, what was taken out, & and < are right in all three.
# Matters: answers come as letters of Word; the word "not" is the one that is put in last.
set -eu
version=${1:-1.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "python-docx==$version" docx2txt==0.9 docx2python==3.7.1
cat > ask.py <<'PY'
import io
import sys
from importlib.metadata import version

import docx
import docx2txt
from docx.oxml import parse_xml
from docx2python import docx2python

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def letter(*parts):
    """The bytes of a letter with one paragraph: words, or what stands between two of them as XML."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in parts:
        if part.startswith("<w:r>"):
            paragraph._p.append(parse_xml(part.replace("<w:r>", f"<w:r {WORD}>")))
        elif part.startswith("<"):
            name = part[1 : part.index(">")]
            paragraph._p.append(parse_xml(part.replace(f"<{name}>", f"<{name} {WORD}>", 1)))
        else:
            paragraph.add_run(part)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def texts(*parts):
    """What python-docx, docx2txt and docx2python read."""
    data = letter(*parts)
    first = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    with docx2python(io.BytesIO(data)) as read:
        third = read.text
    return f"{first!r} {docx2txt.process(io.BytesIO(data))!r} {third!r}"


INSERTED = '<w:ins><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'
DELETED = '<w:del><w:r><w:delText xml:space="preserve">not </w:delText></w:r></w:del>'
FIELD = "<w:sdt><w:sdtContent><w:r><w:t>50</w:t></w:r></w:sdtContent></w:sdt>"
HIDDEN = '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">not </w:t></w:r>'
STRUCK = '<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">45 </w:t></w:r>'
DASH = "<w:r><w:noBreakHyphen/></w:r>"
BREAK = "<w:r><w:br/></w:r>"


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("a line end", lambda: texts("9", BREAK, "10"), "'9\\n10' '9\\n10' '9\\n10'", "'9\\n10' '9\\n10' '9\\n10'"),
    ("taken out", lambda: texts("is ", DELETED, "due"), "'is due' 'is due' 'is due'", "'is due' 'is due' 'is due'"),
    ("put in", lambda: texts("is ", INSERTED, "due"), "'is not due' 'is not due' 'is not due'", "'is due' 'is not due' 'is not due'"),
    ("a field of a form", lambda: texts("pay ", FIELD), "'pay 50' 'pay 50' 'pay 50'", "'pay ' 'pay 50' 'pay 50'"),
    ("a dash that does not break", lambda: texts("45", DASH, "50"), "'45-50' '45-50' '45-50'", "'45-50' '4550' '4550'"),
    ("hidden", lambda: texts("is ", HIDDEN, "due"), "'is due' 'is due' 'is due'", "'is not due' 'is not due' 'is not due'"),
    ("struck out", lambda: texts("from ", STRUCK, "50"), "marked, or left out", "'from 45 50' 'from 45 50' 'from 45 50'"),
    ("< and &", lambda: texts("a < b & c"), "'a < b & c' 'a < b & c' 'a < b & c'", "'a < b & c' 'a < b & c' 'a < b & c'"),
]
print(*(f"{name} {version(name)}" for name in ["python-docx", "docx2txt", "docx2python"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
