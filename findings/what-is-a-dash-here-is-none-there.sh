#!/bin/sh
# prettytable: tables for a terminal, and in other forms.
# Guess:   the sign for nothing (`none_format`) stands in each form; a cell with a bar, an ampersand or two lines is one
#          cell; what a table writes as HTML, CSV and MediaWiki it reads, and it is the same.
# Happens: "-" is for the terminal only, "None" stands in HTML, CSV and MediaWiki; in Markdown "x|y" is two cells, and a
#          second line a row of its own; in LaTeX "5 & 6" is two cells; of two lines HTML, read again, makes one word,
#          and CSV keeps them, but loses the blanks in front; MediaWiki with two lines in a cell is a ValueError when it
#          is read.
# Seen:    prettytable 3.18.0, markdown-it-py 4.3.0. "<b>" and "5 & 6" come back from HTML.
# Matters: a table of advice is shown in a terminal, and pasted into a page.
set -eu
version=${1:-3.18.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "prettytable==$version" markdown-it-py==4.3.0
cat > ask.py <<'PY'
import io
import re
import sys
from importlib.metadata import version

import markdown_it
import prettytable


def table(cell):
    made = prettytable.PrettyTable(["a", "n"], none_format="-")
    made.add_row([cell, 1])
    return made


def terminal(cell):
    return table(cell).get_string().split("\n")[3].split("|")[1].strip()


def html(cell):
    return repr(prettytable.from_html_one(table(cell).get_html_string()).rows[0][0])


def csv(cell):
    return repr(prettytable.from_csv(io.StringIO(table(cell).get_csv_string()), delimiter=",").rows[0][0])


def wiki(cell):
    try:
        return repr(prettytable.from_mediawiki(table(cell).get_mediawiki_string()).rows[0][0])
    except ValueError:
        return "an error"


def markdown(cell):
    made = table(cell)
    made.set_style(prettytable.TableStyle.MARKDOWN)
    page = markdown_it.MarkdownIt().enable("table").render(made.get_string())
    rows = page.split("<tbody>")[1].split("<tr>")[1:]
    return "; ".join(", ".join(re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in rows)


def latex(cell):
    return table(cell).get_latex_string().splitlines()[2].strip(" \\")


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("nothing, in a terminal", terminal(None), "-", "-"),
    ("nothing, in HTML", html(None), "'-'", "'None'"),
    ("nothing, in CSV", csv(None), "'-'", "'None'"),
    ("nothing, in MediaWiki", wiki(None), "'-'", "'None'"),
    ("<b>, in HTML", html("<b>"), "'<b>'", "'<b>'"),
    ("two lines, in HTML", html("call\nnow"), "'call\\nnow'", "'callnow'"),
    ("two lines, in CSV", csv("call\nnow"), "'call\\nnow'", "'call\\nnow'"),
    ("two lines, in MediaWiki", wiki("call\nnow"), "'call\\nnow'", "an error"),
    ("two blanks and 5, in CSV", csv("  5"), "'  5'", "'5'"),
    ("5, in Markdown", markdown("5"), "5, 1", "5, 1"),
    ("x|y, in Markdown", markdown("x|y"), "x|y, 1", "x, y"),
    ("two lines, in Markdown", markdown("call\nnow"), "call now, 1", "call, 1; now, "),
    ("5 & 6, in LaTeX", latex("5 & 6"), "5 \\& 6 & 1", "5 & 6 & 1"),
]
print("prettytable", version("prettytable"), "markdown-it-py", version("markdown-it-py"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:24} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
