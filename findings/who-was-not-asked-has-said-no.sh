#!/bin/sh
# networkx, igraph and rustworkx: a graph as GraphML, written by the first and read by the others.
# Guess:   what a node does not have, it does not have; a whole number is one; True is true, and an empty text empty.
# Happens: for igraph who has no `agreed` has False, and hands it on as such; who has no number has NaN; whole numbers
#          are fractions, and the nodes n0 and n1, with their names in an attribute `id`. rustworkx refuses every truth
#          value of networkx ("True" is not "true", as XML Schema has it), and takes an empty text for none.
# Seen:    networkx 3.6.1 and 3.4.2, igraph 1.0.0, rustworkx 0.18.1. igraph keeps a missing text as ''.
# Matters: a graph of questions and answers comes back with answers that nobody gave.
set -eu
version=${1:-3.6.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "networkx==$version" igraph==1.0.0 rustworkx==0.18.1
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import igraph
import networkx
import rustworkx

CASES = [  # the attribute of Ann, which Bob has not; Ann's and Bob's by igraph and by rustworkx, as seen
    ({"agreed": True}, [True, False], "refused"),
    ({"days": 5}, ["5.0", "nan"], ["5", "none"]),
    ({"note": "yes"}, ["yes", "''"], ["yes", "none"]),
    ({"note": ""}, ["''", "''"], ["none", "none"]),
]


def told(value):
    return "none" if value is None else str(value) or "''"


def by_igraph(name):
    return [told(value) for value in igraph.Graph.Read_GraphML("graph.xml").vs[name]]


def by_rustworkx(name):
    try:
        (graph,) = rustworkx.read_graphml("graph.xml")
    except Exception:
        return "refused"
    return [told(node.get(name)) for node in graph.nodes()]


print(*(f"{name} {version(name)}" for name in ("networkx", "igraph", "rustworkx")))
changed = False
for attributes, known, other in CASES:
    ((name, value),) = attributes.items()
    graph = networkx.Graph()
    graph.add_node("Ann", **attributes)
    graph.add_node("Bob")
    networkx.write_graphml(graph, "graph.xml")
    seen = by_igraph(name), by_rustworkx(name)
    print(f"{attributes!s:18} guess: {told(value)}, none   igraph: {', '.join(seen[0])}   rustworkx: {seen[1]}")
    changed |= seen != ([str(cell) for cell in known], other)
graph = networkx.Graph()
graph.add_node("Ann", agreed=True)
graph.add_node("Bob")
networkx.write_graphml(graph, "graph.xml")
igraph.Graph.Read_GraphML("graph.xml").write_graphml("again.xml")
again = dict(networkx.read_graphml("again.xml").nodes(data=True))
print("by igraph, back in networkx:", again)
changed |= again.get("n1") != {"agreed": False, "id": "Bob"}
sys.exit("This has changed." if changed else 0)
PY
