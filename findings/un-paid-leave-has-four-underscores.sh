#!/bin/sh
# mammoth: documents of Word as Markdown; the result read by markdown-it-py.
# Guess:   what is bold is bold when it is read again; a table of two rows stays one, or its cells stay in their rows;
#          what is hidden is left out; 45 struck out is marked, ten cubed is not 103; what is no Markdown stays what it
#          is.
# Happens: a part of a word, or a word with a blank at its end, is no longer bold and has four underscores around it. A
#          table is a paragraph for each cell, hidden words stand there, 45 is not struck out, ten cubed is 103; "<5 &
#          6>" and "- 5 is less" are as they were.
# Seen:    mammoth 1.13.0 and 1.6.0, python-docx 1.2.0, markdown-it-py 4.3.0. A whole word is bold.
# Matters: "You have <b>not</b> been rejected" is a letter where the bold matters.
set -eu
version=${1:-1.13.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "mammoth==$version" python-docx==1.2.0 markdown-it-py==4.3.0
cat > ask.py <<'PY'
import io
import re
import sys
from importlib.metadata import version

import docx
import mammoth
from markdown_it import MarkdownIt


def read(fill):
    """The HTML of the Markdown of a document, in one line and without the paragraph around it."""
    document, file = docx.Document(), io.BytesIO()
    fill(document)
    document.save(file)
    file.seek(0)
    html = MarkdownIt().render(mammoth.convert_to_markdown(file).value).strip().replace("\n", "")
    return re.sub(r"^<p>(.*?)</p>$", r"\1", html)


def runs(*parts, **marks):
    """A line of which the second part is marked, as with bold=True."""

    def fill(document):
        line = document.add_paragraph()
        for i, part in enumerate(parts):
            for mark, value in marks.items() if i == 1 else ():
                setattr(line.add_run(part).font, mark, value)
            if i != 1:
                line.add_run(part)

    return read(fill)


def table(document):
    cells = document.add_table(2, 2)
    for i, text in enumerate(["day", "pay", "5 Jan", "45"]):
        cells.cell(i // 2, i % 2).text = text


CASES = [  # what is asked, what is seen, the guess, and what is known
    (
        "a whole word in bold",
        runs("leave is ", "paid", " here", bold=True),
        "leave is <strong>paid</strong> here",
        "leave is <strong>paid</strong> here",
    ),
    (
        "a part of a word in bold",
        runs("leave is un", "paid", " here", bold=True),
        "leave is un<strong>paid</strong> here",
        "leave is un__paid__ here",
    ),
    (
        "a word and a blank in bold",
        runs("leave is ", "paid ", "here", bold=True),
        "leave is <strong>paid</strong> here",
        "leave is __paid __here",
    ),
    ("5 in angles", runs("a <5 & 6>"), "a &lt;5 &amp; 6&gt;", "a &lt;5 &amp; 6&gt;"),
    ("a dash and 5", runs("- 5 is less"), "- 5 is less", "- 5 is less"),
    ("hidden words", runs("yes", " no", hidden=True), "yes", "yes no"),
    ("45 struck out, 50", runs("", "45", " 50", strike=True), "<s>45</s> 50", "45 50"),
    ("ten cubed", runs("10", "3", superscript=True), "10<sup>3</sup>", "103"),
    ("a table", read(table), "<table>day pay 5 Jan 45</table>", "day</p><p>pay</p><p>5 Jan</p><p>45"),
]
print("mammoth", version("mammoth"), "python-docx", version("python-docx"), "markdown-it-py", version("markdown-it-py"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:26} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
