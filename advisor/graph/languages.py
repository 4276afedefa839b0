"""A graph in the languages of other programs: DOT of Graphviz, and Mermaid, which many sites draw where they show text."""

from __future__ import annotations

import re

from advisor.graph.highlights import Highlights
from advisor.graph.model import ArrowKind, GraphNode, NodeKind, RuleGraph
from advisor.rendering.layout import plain_text

MERMAID_MOST = 500  # arrows; programs that draw Mermaid refuse more unless they are set otherwise
_DOT_NODES = {
    NodeKind.FACT: 'shape=box, style="filled", fillcolor="#e8f6ea", color="#5d9d68"',
    NodeKind.CONCLUDED: 'shape=box, style="filled,rounded", fillcolor="#f5f3ee", color="#a49a80"',
    NodeKind.PARAMETER: 'shape=box, style="filled", fillcolor="#f6ebf8", color="#a878b3"',
    NodeKind.RULE: 'shape=cds, style="filled", fillcolor="#e9f0fb", color="#6c8fc7"',
    NodeKind.TABLE: 'shape=folder, style="filled", fillcolor="#e9f0fb", color="#6c8fc7"',
    NodeKind.ACTION: 'shape=note, style="filled", fillcolor="#fff3d6", color="#c79a2b"',
}
_DOT_ARROWS = {
    ArrowKind.READS: "",
    ArrowKind.DEFAULTS: "style=dotted",
    ArrowKind.CONCLUDES: "",
    ArrowKind.ADVISES: "",
    ArrowKind.NOTES: 'style=dotted, label="note"',
    ArrowKind.INSTEAD_OF: 'style=dashed, color="#b3261e", label="instead of"',
    ArrowKind.OVERRIDES: 'style=dashed, color="#b3261e", arrowhead=tee, label="overrides"',
    ArrowKind.SILENCES: 'style=dashed, color="#b3261e", arrowhead=tee, label="silences"',
}
_MERMAID_SHAPES = {
    NodeKind.FACT: ("[", "]"),
    NodeKind.CONCLUDED: ("(", ")"),
    NodeKind.PARAMETER: ("[/", "/]"),
    NodeKind.RULE: ("{{", "}}"),
    NodeKind.TABLE: ("[[", "]]"),
    NodeKind.ACTION: ("([", "])"),
}
_MERMAID_ARROWS = {
    ArrowKind.READS: "-->",
    ArrowKind.DEFAULTS: "-.->",
    ArrowKind.CONCLUDES: "-->",
    ArrowKind.ADVISES: "-->",
    ArrowKind.NOTES: '-. "note" .->',
    ArrowKind.INSTEAD_OF: '-. "instead of" .-x',
    ArrowKind.OVERRIDES: '-. "overrides" .-x',
    ArrowKind.SILENCES: '-. "silences" .-x',
}
# The underscores of `answer_by` and the colon of `Acme: yes` are harmless.
_MERMAID_MARKS = re.compile(r"[^\w .,'()/?!:\-\x80-\U0010ffff]|(?<![^\W_])_|_(?![^\W_])|:(?=\S)")
_NO_SPACE = "#8203;"
_MERMAID_CLASSES = """\
  classDef fact fill:#e8f6ea,stroke:#5d9d68,color:#1c2430
  classDef concluded fill:#f5f3ee,stroke:#a49a80,color:#1c2430
  classDef parameter fill:#f6ebf8,stroke:#a878b3,color:#1c2430
  classDef rule fill:#e9f0fb,stroke:#6c8fc7,color:#1c2430
  classDef table fill:#e9f0fb,stroke:#6c8fc7,color:#1c2430
  classDef action fill:#fff3d6,stroke:#c79a2b,color:#1c2430
  classDef strong stroke-width:3px
"""


def graph_dot(graph: RuleGraph, highlights: Highlights | None = None) -> str:
    """The graph in DOT. Shape: a `digraph`; what stands out is drawn with thick lines."""
    lines = [
        "digraph rules {",
        f"  graph [rankdir=LR, label={_dot_string(graph.title)}, fontname=sans];",
        "  node [fontname=sans, fontsize=11];",
        "  edge [fontname=sans, fontsize=9, color=gray50];",
    ]
    for id, node in graph.nodes.items():
        told = highlights.told.get(id) if highlights is not None else None
        label = node.name if not told else f"{node.name}\n{told}"
        width = "" if told is None else ", penwidth=3"
        lines.append(
            f"  {_dot_string(id)} [label={_dot_string(label)}, tooltip={_dot_string(node.words)},"
            f" {_DOT_NODES[node.kind]}{width}];"
        )
    for arrow in graph.arrows:
        is_strong = highlights is not None and arrow in highlights.arrows
        attributes = ", ".join(
            filter(None, (_DOT_ARROWS[arrow.kind], "penwidth=3" if is_strong else ""))
        )
        tail = f" [{attributes}]" if attributes else ""
        lines.append(f"  {_dot_string(arrow.source)} -> {_dot_string(arrow.target)}{tail};")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_string(text: str) -> str:
    r"""`"a \"quoted\" text"`: in DOT a backslash stands for itself except before a quote, but labels read `\N`, `&lt;` and the like."""
    lines = (
        plain_text(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
        for line in text.split("\n")
    )
    return '"' + "\\n".join(lines) + '"'


def graph_mermaid(graph: RuleGraph, highlights: Highlights | None = None) -> str:
    """The graph in Mermaid. Shape: a `flowchart`; what stands out is drawn with thick lines."""
    ids = {id: f"n{number}" for number, id in enumerate(graph.nodes)}
    title = _mermaid_text(graph.title).replace("<wbr>", "")  # which is no HTML
    lines = ["flowchart LR", f"  accTitle: {title}"]
    strong = []
    for id, node in graph.nodes.items():
        told = highlights.told.get(id) if highlights is not None else None
        if told is not None:
            strong.append(ids[id])
        lines.append(f"  {ids[id]}{_mermaid_node(node, told or '')}")
    thick = []
    for number, arrow in enumerate(graph.arrows):
        if highlights is not None and arrow in highlights.arrows:
            thick.append(str(number))
        lines.append(f"  {ids[arrow.source]} {_MERMAID_ARROWS[arrow.kind]} {ids[arrow.target]}")
    text = "\n".join(lines) + "\n" + _MERMAID_CLASSES
    if strong:
        text += f"  class {','.join(strong)} strong\n"
    if thick:
        text += f"  linkStyle {','.join(thick)} stroke-width:3px\n"
    return text


def _mermaid_node(node: GraphNode, told: str) -> str:
    opened, closed = _MERMAID_SHAPES[node.kind]
    label = "<br>".join(_mermaid_text(part) for part in (node.name, told) if part)
    return f'{opened}"{label}"{closed}:::{node.kind.value.split()[0]}'


def _mermaid_text(text: str) -> str:
    """Text that Mermaid shows as it stands: `a<b` as `a#60;b`, with the entities that it knows.

    It reads HTML, settings, formulas, names of icons and, up to version 11, Markdown in it too, some of them after the
    entities: what would begin these has something invisible beside it.
    """
    return _MERMAID_MARKS.sub(_mermaid_mark, plain_text(text))


def _mermaid_mark(found: re.Match[str]) -> str:
    mark = f"#{ord(found[0])};"
    if found[0] in "*_":  # emphasis begins neither after a letter nor before a tag
        return f"{_NO_SPACE}{mark}<wbr>"
    return f"{mark}{_NO_SPACE}" if found[0] in "$:\\" else mark
