#!/bin/sh
# prov: provenance (W3C PROV) written as JSON, XML and RDF, and read again.
# Guess:   what is written and read is the same in each of the three forms.
# Happens: a day or a decimal as an attribute cannot be written as JSON (a RecursionError), and is a text after XML. RDF
#          loses that something was made where nobody says by what; of two statements about one activity it makes one.
#          Numbers, truths and moments stay in all three.
# Seen:    prov 3.2.3 and 3.0.0, rdflib 7.6.0.
# Matters: what is known of the source of a fact is kept in such files, and the day of it is what is asked for.
set -eu
version=${1:-3.2.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "prov[rdf,xml]==$version" rdflib==7.6.0
cat > ask.py <<'PY'
import logging
import sys
from datetime import date, datetime
from decimal import Decimal
from importlib.metadata import version

from prov.model import ProvDocument

logging.disable()


def with_value(value):
    return lambda document: document.entity("ex:fact", {"ex:value": value})


def begun_and_ended(document):
    document.activity("ex:call", datetime(2026, 1, 5, 9))
    document.activity("ex:call", None, datetime(2026, 1, 5, 10))


def made(document):
    document.entity("ex:fact")
    document.generation("ex:fact")


CASES = [  # what is stated, and what is seen in JSON, XML and RDF; the guess is "the same" for each
    ("the value 5", with_value(5), ["the same"] * 3),
    ("the value true", with_value(True), ["the same"] * 3),
    ("the value 9:00 on 5 January", with_value(datetime(2026, 1, 5, 9)), ["the same"] * 3),
    ("the value 5 January", with_value(date(2026, 1, 5)), ["refused", "another", "another"]),
    ("the value 1.10", with_value(Decimal("1.10")), ["refused", "another", "another"]),
    ("a call that began, and ended", begun_and_ended, ["the same", "the same", "another"]),
    ("a fact that was made", made, ["the same", "the same", "another"]),
]


def seen_of(state, form):
    document = ProvDocument()
    document.add_namespace("ex", "https://example.org/")
    state(document)
    try:
        again = ProvDocument.deserialize(content=document.serialize(format=form), format=form)
    except RecursionError:
        return "refused"
    return "the same" if again == document else "another"


print("prov", version("prov"))
changed = False
for stated, state, known in CASES:
    seen = [seen_of(state, form) for form in ("json", "xml", "rdf")]
    print(f"{stated:29} guess: the same  seen in JSON, XML, RDF: {' | '.join(seen)}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
