#!/bin/sh
# mdformat, mistletoe and marko: Markdown read, and written as Markdown.
# Guess:   the page that is shown is the same, before and after, or a text is left as it is.
# Happens: in mdformat a block of code that goes to the end, without a line end, has three signs more, as they are set
#          behind the last word; a bar in a cell of a table loses its backslash, so the row has a cell more. In
#          mistletoe &amp;lt; is shown as <, and a link whose title has quotes is brackets. In marko the link to a page
#          with a blank is brackets, code with a sign of code in it ends there, a block of such signs is two empty ones,
#          and an address gets "mailto:".
# Seen:    mdformat 1.0.0, mistletoe 1.6.0, marko 2.2.4; the pages by markdown-it-py 4.3.0, with tables. Lists, numbers,
#          emphasis, breaks and escapes are the same.
# Matters: letters and pages are kept as Markdown, and put in order by such tools before they are sent.
set -eu
version=${1:-1.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "mdformat==$version" mistletoe==1.6.0 marko==2.2.4 markdown-it-py==4.3.0
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import marko
import mdformat
import mistletoe
from markdown_it import MarkdownIt
from marko.md_renderer import MarkdownRenderer as MarkoRenderer
from mistletoe.markdown_renderer import MarkdownRenderer

PAGES = MarkdownIt().enable("table")


def by_mistletoe(text):
    with MarkdownRenderer() as renderer:
        return renderer.render(mistletoe.Document(text))


def by_marko(text):
    return marko.Markdown(renderer=MarkoRenderer)(text)


def tell(text):
    """What each writes, if its page is another one than that of the text."""
    told = []
    for tool, write in (("mdformat", mdformat.text), ("mistletoe", by_mistletoe), ("marko", by_marko)):
        written = write(text)
        pages = [" ".join(PAGES.render(each).replace("\n</code>", "</code>").split()) for each in (text, written)]
        if pages[0] != pages[1]:
            told.append(f"{tool} {written.strip()!r}")
    return "; ".join(told) or "the same"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("a list in a list", tell("1. a\n   - b\n   - c\n2. d\n"), "the same", "the same"),
    ("a break and emphasis", tell("**a** *b*  \nc_d_e\n"), "the same", "the same"),
    ("a number with a point", tell("5\\. b\n"), "the same", "the same"),
    ("a link", tell("[a](b)\n"), "the same", "the same"),
    ("code in a block", tell("```\na\n```\n"), "the same", "the same"),
    ("an open block", tell("```\na"), "the same", "mdformat '```\\na```'"),
    ("signs of code in a block", tell("~~~\n```\n~~~\n"), "the same", "marko '```\\n```\\n```'"),
    ("a sign of code in code", tell("``a`b``\n"), "the same", "marko '`a`b`'"),
    ("a table", tell("| a | b |\n|---|---|\n| 1 | 2 |\n"), "the same", "the same"),
    (
        "a bar in a cell",
        tell("| a | b |\n|---|---|\n| 1 | 2\\|3 |\n"),
        "the same",
        "mdformat '| a | b |\\n|---|---|\\n| 1 | 2|3 |'",
    ),
    ("&amp;lt;", tell("&amp;lt;\n"), "the same", "mistletoe '&lt;'"),
    ("quotes in a title", tell("[a](b \"c\\\"d\")\n"), "the same", "mistletoe '[a](b \"c\"d\")'"),
    ("a blank in an address", tell("[a](<b c>)\n"), "the same", "marko '[a](b c)'"),
    ("an address of a letter", tell("<a@example.org>\n"), "the same", "marko '<mailto:a@example.org>'"),
]
print("mdformat", version("mdformat"), "mistletoe", version("mistletoe"), "marko", version("marko"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:24} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
