#!/bin/sh
# rdflib: conditions of SPARQL over numbers written in two ways, texts, and what cannot be compared.
# Guess:   3.0 is in (3), since IN is a chain of `=`, and 3.0 = 3; what cannot be compared, or divides by zero, is an
#          error, and an error is not true, `!` before it or not; SUBSTR("abc", 0) begins before the first letter and
#          is "abc", as its definition in XPath has it; the greatest of nothing is one row without a value.
# Happens: 3.0 = 3, and 3.0 NOT IN (3); a text is not less than 5, so `!(?v < 5)` finds it; NOT IN goes past an error;
#          SUBSTR("abc", 0) is "c", as Python counts from the end; the greatest of nothing has no row at all.
# Seen:    rdflib 7.6.0; pyoxigraph 0.5.13 beside it is as guessed.
# Matters: a rule "is not one of these" holds for one of these, and "not less than 5" for a word.
set -eu
version=${1:-7.6.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "rdflib==$version" pyoxigraph==0.5.13
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pyoxigraph
import rdflib

DATA = '@prefix : <http://example.org/> . :three :v 3 . :decimal :v 3.0 . :text :v "x" .'
graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)


def rdflib_finds(query):
    return sorted(str(value).rpartition("/")[2] for row in graph.query(query) for value in row)


def oxigraph_finds(query):
    return sorted("None" if value is None else value.value.rpartition("/")[2] for row in store.query(query) for value in row)


def those(condition):
    return "PREFIX : <http://example.org/> SELECT ?x { ?x :v ?v FILTER(" + condition + ") }"


CASES = [  # the query, the guess, what rdflib has
    (those("?v = 3"), ["decimal", "three"], ["decimal", "three"]),
    (those("?v IN (3)"), ["decimal", "three"], ["three"]),
    (those("?v NOT IN (3)"), ["text"], ["decimal", "text"]),
    (those("?v NOT IN (3, 1/0)"), [], ["decimal", "text"]),
    (those("?v < 5"), ["decimal", "three"], ["decimal", "three"]),
    (those("!(?v < 5)"), [], ["text"]),
    ('SELECT (SUBSTR("abc", 0) AS ?t) {}', ["abc"], ["c"]),
    ("PREFIX : <http://example.org/> SELECT (MAX(?v) AS ?m) { ?x :none ?v }", ["None"], []),
]
print("rdflib", version("rdflib"), "pyoxigraph", version("pyoxigraph"))
changed = False
for query, guess, known in CASES:
    seen, other = rdflib_finds(query), oxigraph_finds(query)
    print(f"{query.rpartition('PREFIX : <http://example.org/> ')[2]:55} guess: {guess} seen: {seen} and {other}")
    changed |= seen != known or other != guess
sys.exit("This has changed." if changed else 0)
PY
