#!/bin/sh
# owlrl and reasonable: what follows from facts, by the rules of OWL 2 RL.
# Guess:   both draw what the table of rules in the standard draws: who has the same key is the same, a chain of two is the
#          property that it makes, who is on a list of members is one, of "at most one" two are the same.
# Happens: owlrl draws these four; reasonable none, and no word of it. That nobody is of two kinds that exclude each other, owlrl
#          says in an error among the facts. Of a number that is 5 and 05, both have that it is a member, as of 5.
# Seen:    owlrl 7.6.2, reasonable 0.4.4, rdflib 7.6.0. Kinds, inverse, transitive, functional properties are alike.
# Matters: two reasoners that name one standard; what the faster one lacks is a fact that is missing, not an error.
set -eu
version=${1:-7.6.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "owlrl==$version" reasonable==0.4.4 rdflib==7.6.0
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import owlrl
import reasonable
from rdflib import Graph

NAMES = {
    "": "http://example.org/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
TURTLE = "".join(f"@prefix {name}: <{address}> .\n" for name, address in NAMES.items())
SPARQL = "".join(f"PREFIX {name}: <{address}>\n" for name, address in NAMES.items())
SOME = ":C owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; "


def follows(facts, asked):
    first = Graph().parse(data=TURTLE + facts, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(first)
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(Graph().parse(data=TURTLE + facts, format="turtle"))
    second = Graph()
    for fact in reasoner.reason():
        second.add(fact)
    return " and ".join(str(bool(graph.query(f"{SPARQL} ASK {{ {asked} }}"))) for graph in (first, second))


def ask(run):
    try:
        return str(run())
    except Exception:
        return "refused"


CASES = [  # what is asked, the guess, what is seen
    ("a kind of a kind", lambda: follows(":a a :C . :C rdfs:subClassOf :D .", ":a a :D"), "True and True", "True and True"),
    ("one boss at most: two are one", lambda: follows(":p a owl:FunctionalProperty . :a :p :b , :c .", ":b owl:sameAs :c"), "True and True", "True and True"),
    ("who has what all of C have", lambda: follows(SOME + "owl:hasValue 5 ] . :a :p 5 .", ":a a :C"), "True and True", "True and True"),
    ("both of two kinds", lambda: follows(":C owl:intersectionOf (:D :E) . :a a :D , :E .", ":a a :C"), "True and True", "True and True"),
    ("the same key", lambda: follows(":C owl:hasKey (:k) . :a a :C ; :k 1 . :b a :C ; :k 1 .", ":a owl:sameAs :b"), "True and True", "True and False"),
    ("a chain of two", lambda: follows(":p owl:propertyChainAxiom (:q :r) . :a :q :b . :b :r :c .", ":a :p :c"), "True and True", "True and False"),
    ("on the list of members", lambda: follows(":C owl:oneOf (:a :b) .", ":a a :C"), "True and True", "True and False"),
    ("at most one: two are one", lambda: follows(SOME + "owl:maxCardinality 1 ] . :a a :C ; :p :b , :c .", ":b owl:sameAs :c"), "True and True", "True and False"),
    ("one of two parts of a whole", lambda: follows(":C owl:unionOf (:D :E) . :a a :D .", ":a a :C"), "True and True", "True and True"),
]
print(*(f"{name} {version(name)}" for name in ["owlrl", "reasonable", "rdflib"]))
changed = False
for label, run, guess, known in CASES:
    seen = ask(run)
    print(f"{label}  guess: {guess}  seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
TZ=UTC timeout 100 venv/bin/python -W ignore ask.py
