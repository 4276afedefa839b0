#!/bin/sh
# SpiffWorkflow: decision tables in DMN files, decided by its own engine.
# Guess:   the cell `1, 2` is met by 2, and `not("a")` by "b", as FEEL's unary tests say, or both are refused; two rows
#          that match break the hit policy UNIQUE; the hit policy FIRST answers with the first row.
# Happens: a cell is Python: `1, 2` is a pair, which no number equals, and `not("a")` is False, which only 0 and False
#          equal. There is no error, and no row matches. UNIQUE answers with the first of two rows.
# Seen:    SpiffWorkflow 3.2.0.
# Matters: a table drawn in a DMN editor that is right there silently falls through to its last row, or to nothing.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "SpiffWorkflow==$version"
venv/bin/python - "$version" <<'PY'
import sys
from types import SimpleNamespace

from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

SPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def decide(value, *cells, policy="UNIQUE"):
    """The output of a table with one input column, `cells`, whose rows answer 1, 2, …"""
    rows = "".join(
        f'<rule id="r{row}"><inputEntry id="i{row}"><text>{cell}</text></inputEntry>'
        f'<outputEntry id="o{row}"><text>{row}</text></outputEntry></rule>'
        for row, cell in enumerate(cells, 1)
    )
    table = (
        f'<definitions xmlns="{SPACE}" id="d" name="d" namespace="n"><decision id="wait" name="wait">'
        f'<decisionTable id="t" hitPolicy="{policy}"><input id="i"><inputExpression id="e" typeRef="number">'
        f'<text>value</text></inputExpression></input><output id="o" name="days" typeRef="number"/>{rows}'
        "</decisionTable></decision></definitions>"
    )
    parser = DMNParser(None, etree.fromstring(table), {"dmn": SPACE})
    parser.parse()
    workflow = SimpleNamespace(script_engine=PythonScriptEngine())
    task = SimpleNamespace(workflow=workflow, data={"value": value}, task_spec=SimpleNamespace(name="t", bpmn_name="t"))
    return dict(DMNEngine(parser.decision.decisionTables[0]).result(task)).get("days", "no row")


seen = [
    decide(2, "1, 2"),
    decide("b", 'not("a")'),
    decide(0, 'not("a")'),
    decide(6, "&gt; 5", "&gt;= 5"),
]
print("SpiffWorkflow", sys.argv[1])
print('guess: `1, 2` of 2: row 1; `not("a")` of "b" and of 0: row 1; two rows with UNIQUE: an error')
print("seen: ", *seen, sep="  ")
sys.exit(0 if seen == ["no row", "no row", 1, 1] else "This has changed.")
PY
