#!/bin/sh
# texttable, beautifultable and tabulate: tables for a terminal, of rows of texts.
# Guess:   a text is shown as it is; 17 digits are 17 digits.
# Happens: what can be read as a number is one: 0012 is 12 and 1_000 is 1000 in all three, 12E4 is 120000. Numbers are
#          shown with three digits behind the point by texttable, and from 10000000 on with four digits in all: the
#          account 123456789012 is 1.235e+11. By tabulate it is so once one cell of the column has a point or an E.
# Seen:    texttable 1.7.0 and 1.7.2, beautifultable 1.1.0, tabulate 0.10.0; prettytable 3.18.0 leaves all as it is.
#          texttable says of its `set_cols_dtype` that columns are "a", automatic, by default.
# Matters: identifiers, telephone numbers and codes of rows are what such tables show.
set -eu
version=${1:-1.7.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "texttable==$version" beautifultable==1.1.0 tabulate==0.10.0 prettytable==3.18.0
timeout 120 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import beautifultable
import prettytable
import tabulate
import texttable

COLUMN = ["0012", "123456789012", "12E4", "2.50", "1_000", "room 12"]
EXPECTED = {
    "texttable": ["12", "1.235e+11", "120000", "2.500", "1000", "room 12"],
    "beautifultable": ["12", "123456789012", "120000.0", "2.5", "1000", "room 12"],
    "tabulate, of texts": COLUMN,
    "tabulate, of numbers": ["12", "1.23457e+11", "120000", "2.5", "1000"],
    "prettytable": COLUMN,
}


def cells(drawn):
    """What stands in the lines of a table, without its frame."""
    lines = [line.strip("|+ ").strip() for line in str(drawn).splitlines()]
    return [line for line in lines if line.strip("-=+ ")]


def beautiful():
    table = beautifultable.BeautifulTable()
    for cell in COLUMN:
        table.rows.append([cell])
    return table


def pretty():
    table = prettytable.PrettyTable(["x"], header=False)
    table.add_rows([[cell] for cell in COLUMN])
    return table


text = texttable.Texttable()
text.add_rows([[cell] for cell in COLUMN], header=False)
SEEN = {
    "texttable": cells(text.draw()),
    "beautifultable": cells(beautiful()),
    "tabulate, of texts": cells(tabulate.tabulate([[cell] for cell in COLUMN])),
    "tabulate, of numbers": cells(tabulate.tabulate([[cell] for cell in COLUMN[:-1]])),
    "prettytable": cells(pretty()),
}
print(*(f"{name} {version(name)}" for name in ("texttable", "beautifultable", "tabulate", "prettytable")))
print(f"{'guess':21}", COLUMN)
for name, seen in SEEN.items():
    print(f"{name:21}", seen)
sys.exit(0 if SEEN == EXPECTED else "This has changed.")
PY
