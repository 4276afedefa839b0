#!/bin/sh
# networkx with pydot: a graph in the language of Graphviz, drawn with a cluster and a port.
# Guess:   its nodes and edges: those in the cluster, too; `offer:s -> answer` is an edge of offer; a label is its text.
# Happens: the nodes and edges of the cluster are left out; `offer:s` is a node of its own, beside offer; a label keeps
#          its quotation marks. And what is written for a node "step: one" is a node step.
# Seen:    networkx 3.6.1 with pydot 4.0.1.
# Matters: a search for circles in a drawing of rules says that there are none, for it has not seen them.
set -eu
version=${1:-3.6.1}
pydot=${2:-4.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "networkx==$version" "pydot==$pydot"
venv/bin/python - <<'PY'
import sys

import networkx
import pydot

TEXT = """digraph {
  offer [label="an offer"]
  offer:s -> answer
  subgraph cluster_later { sign -> start; start -> sign }
}"""
graph = networkx.nx_pydot.from_pydot(pydot.graph_from_dot_data(TEXT)[0])
seen = [sorted(graph.edges()), graph.nodes["offer"]["label"], networkx.is_directed_acyclic_graph(graph)]
written = networkx.nx_pydot.to_pydot(networkx.DiGraph([("step: one", "end")]))
seen.append(sorted(node.get_name() for node in written.get_nodes()))
print("networkx", networkx.__version__, "pydot", pydot.__version__)
print(TEXT)
print("guess: offer to answer, sign to start, start to sign; an offer; a circle (False); \"step: one\", end")
print("seen: ", *seen)
known = [[("offer:s", "answer")], '"an offer"', True, ["end", "step"]]
sys.exit(0 if seen == known else "This has changed.")
PY
