#!/bin/sh
# pyshacl and rdf-validate-shacl (npm): one shape of SHACL and one graph, by two validators.
# Guess:   both say the same; 1 and 01 are two values, so that there is more than one; 30 February is no date, 25:00
#          no time, 24:00 one; a month is neither more nor less than 30 days, and not a number is not at most 5.
# Happens: for pyshacl 1 and 01 are one, a month is at most 30 days, NaN at most 5, 26 a year, P1W a duration, 24:00
#          no time. For rdf-validate-shacl 30 February is a date and 25:00 a time, a month is at most 30 days, and a
#          moment is compared with a day.
# Seen:    pyshacl 0.40.1 and 0.30.1 (rdflib 7.6.0), rdf-validate-shacl 0.6.5, n3 2.13.12.
# Source:  https://www.w3.org/TR/shacl/, sections 4.1.2, 4.2.2 and 4.3; rdflib/__init__.py of 7.6.0,
#          `NORMALIZE_LITERALS = True`.
# Matters: a form's answers are checked in the browser and again on the server.
set -eu
version=${1:-0.40.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyshacl==$version" rdflib==7.6.0
echo '{}' > package.json
npm install --silent --no-fund --no-audit rdf-validate-shacl@0.6.5 n3@2.13.12 @rdfjs/dataset@2.0.3
cat > validate.mjs <<'JS'
import { readFileSync } from "node:fs";
import dataset from "@rdfjs/dataset";
import { Parser } from "n3";
import Validator from "rdf-validate-shacl";
const graph = (text) => dataset.dataset(new Parser().parse(text));
const passed = [];
for (const [shape, data] of JSON.parse(readFileSync("cases.json"))) {
  passed.push((await new Validator(graph(shape)).validate(graph(data))).conforms);
}
console.log(JSON.stringify(passed));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from pyshacl import validate

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> ."""
CASES = [  # what the shape asks, the value, the guess, whether pyshacl and rdf-validate-shacl let it pass
    ("sh:minInclusive 5", "4", False, False, False),
    ("sh:lessThan :q", "5 ; :q 5.0", False, False, False),
    ("sh:maxCount 1", '1, "01"^^xsd:integer', False, True, False),
    ("sh:in (1 2)", '"01"^^xsd:integer', False, True, False),
    ('sh:maxInclusive "P30D"^^xsd:duration', '"P1M"^^xsd:duration', False, True, True),
    ("sh:maxInclusive 5", '"NaN"^^xsd:double', False, True, False),
    ('sh:minInclusive "2026-01-05"^^xsd:date', '"2026-01-06T10:00:00"^^xsd:dateTime', False, False, True),
    ("sh:datatype xsd:date", '"2026-02-30"^^xsd:date', False, False, True),
    ("sh:datatype xsd:time", '"25:00:00"^^xsd:time', False, False, True),
    ("sh:datatype xsd:time", '"24:00:00"^^xsd:time', True, False, True),
    ("sh:datatype xsd:gYear", '"26"^^xsd:gYear', False, True, False),
    ("sh:datatype xsd:duration", '"P1W"^^xsd:duration', False, True, False),
]
SHAPE = f"{PREFIXES} :s a sh:NodeShape ; sh:targetNode :x ; sh:property [ sh:path :p ; %s ] ."
graphs = [(SHAPE % asked, f"{PREFIXES} :x :p {value} .") for asked, value, *_ in CASES]
with open("cases.json", "w") as file:
    json.dump(graphs, file)
turtle = {"data_graph_format": "turtle", "shacl_graph_format": "turtle"}
ours = [validate(data, shacl_graph=shape, **turtle)[0] for shape, data in graphs]
node = subprocess.run(["node", "validate.mjs"], capture_output=True, check=True, text=True, timeout=60)
npm = json.load(open("node_modules/rdf-validate-shacl/package.json"))["version"]
print("pyshacl", version("pyshacl"), "rdf-validate-shacl", npm)
changed = False
for (asked, value, guess, *known), *seen in zip(CASES, ours, json.loads(node.stdout)):
    print(f"{asked:39} {value:36} guess: {guess!s:6} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 120 venv/bin/python -W ignore meet.py 2> errors || { tail -1 errors; exit 1; }
