#!/bin/sh
# markdownify and html-to-markdown: HTML as Markdown, read again by markdown-it-py.
# Guess:   a text read again is the same text: its signs are escaped where they mean something in Markdown.
# Happens: markdownify escapes stars and underscores only, unless one asks for `escape_misc`: "- 5 is less" comes back
#          as a point of a list, "# 1" as a heading, "2026. A year" as point 2026, "> 5 days" as a quotation. With
#          both "&lt;" written out is "<", "[a](b)" a link, a word between backticks code; html-to-markdown takes a
#          hidden paragraph out, the other shows it.
# Seen:    markdownify 1.2.3 (0.13.1 escapes all of them), html-to-markdown 3.21.2, markdown-it-py 4.3.0.
# Matters: a letter that came in HTML is kept as Markdown, and shown again.
set -eu
version=${1:-1.2.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "markdownify==$version" html-to-markdown==3.21.2 markdown-it-py==4.3.0
venv/bin/python - <<'PY'
import sys
from html import escape
from importlib.metadata import version

import html_to_markdown
from markdown_it import MarkdownIt
from markdownify import markdownify

read = MarkdownIt("commonmark", {"html": False}).enable("table")


def converted(html):
    result = html_to_markdown.convert(html)
    return result if isinstance(result, str) else result.content


CASES = [  # the text of a paragraph, and whether it is the same after markdownify and after html-to-markdown
    ("5 * 3 * 2 = 30", True, True),
    ("snake_case_name", True, True),
    ("1 < 2 > 0", True, True),
    ("- 5 is less", False, True),
    ("# 1 of all", False, True),
    ("2026. A good year", False, True),
    ("> 5 days", False, True),
    ("&lt; is a sign", False, False),
    ("call [Ann](today)", False, False),
    ("the `key`", False, False),
    ("a\\*b", True, True),
]
print(*(f"{name} {version(name)}" for name in ("markdownify", "html-to-markdown", "markdown-it-py")))
changed = False
for text, *known in CASES:
    html = f"<p>{escape(text, quote=False)}</p>"
    ways = [read.render(way(html)).strip() for way in (markdownify, converted)]
    seen = [way.replace("&quot;", '"') == html for way in ways]
    print(f"{text:18} guess: the same  seen: {' | '.join('the same' if way == html else way for way in ways)!r}")
    changed |= seen != known
hidden = [way("<p>5</p><p hidden>7</p>").split() for way in (markdownify, converted)]
print("what is hidden     guess: not there seen:", hidden)
changed |= hidden != [["5", "7"], ["5"]]
sys.exit("This has changed." if changed else 0)
PY
