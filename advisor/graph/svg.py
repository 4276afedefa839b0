"""A graph as a drawing (SVG): boxes in layers from left to right, lines between them, what they mean below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from html import escape

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.graph.highlights import Highlights
from advisor.graph.layers import Layout, NodePlace, arrange
from advisor.graph.model import Arrow, ArrowKind, GraphNode, NodeKind, RuleGraph
from advisor.rendering.drawing import BOLD, LINE, SMALL, box, box_height, drawing
from advisor.rendering.layout import cells, clipped, plain_text, wrap

_EDGE = 16  # pixels around everything
_WIDEST = 34  # letters in a line of a box
_LINES = 3  # of words in a box
_MOST_WITH_WORDS = 80  # nodes; of larger graphs only the names are drawn
_BOXES = {
    NodeKind.FACT: "said",
    NodeKind.CONCLUDED: "worked-out",
    NodeKind.PARAMETER: "number",
    NodeKind.RULE: "rule",
    NodeKind.TABLE: "rule",
    NodeKind.ACTION: "advice",
}
_LOOSE = (ArrowKind.NOTES, ArrowKind.DEFAULTS)
_BOX_WORDS = {
    NodeKind.FACT: "what a person says",
    NodeKind.CONCLUDED: "what the rules conclude",
    NodeKind.PARAMETER: "a number of the rules",
    NodeKind.RULE: "a rule",
    NodeKind.TABLE: "a table",
    NodeKind.ACTION: "advice",
}
_LINE_WORDS = {
    "": "is read, concludes or advises",
    "loose": "adds a note, or is the value by default",
    "stops": "overrides, silences or replaces",
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    lines: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int]:
        wide = [cells(line) * BOLD for line in self.lines] + [
            cells(line) * SMALL for line in self.small
        ]
        return round(max(wide)) + 20, box_height(len(self.lines) + len(self.small))


def graph_svg(
    graph: RuleGraph,
    highlights: Highlights | None = None,
    link: Callable[[GraphNode], str] | None = None,
    title: str = "",
    centres: Collection[str] = (),
) -> str:
    """The drawing. Shape: an SVG document; `link` gives the address of a node's page, "" for none.

    The `centres`, which it is drawn around, have a thick edge. With `highlights`, what came to bear stands out, and each node says what is so there.
    """
    drawn = {id: _drawn(node, len(graph.nodes), highlights) for id, node in graph.nodes.items()}
    layout = arrange(graph, {id: one.size for id, one in drawn.items()})
    legend = list(_legend(graph, layout.height + 2 * _EDGE + LINE))
    width = max(layout.width, 300) + 2 * _EDGE
    height = layout.height + 3 * _EDGE + LINE * (len(legend) + 1)
    parts = [_line(arrow, layout, highlights) for arrow in _faint_first(graph, highlights)]
    for id, node in graph.nodes.items():
        parts += _node(node, drawn[id], layout.places[id], highlights, link, id in centres)
    parts += [part for row in legend for part in row]
    return drawing(
        title or graph.title, width, height, parts, graph_words(graph), has_links=link is not None
    )


def graph_words(graph: RuleGraph) -> str:
    """The same in sentences: `chase reads stage; advises chase.` A sentence for each node that does something."""
    return " ".join(_sentences(graph))


def _sentences(graph: RuleGraph) -> Iterator[str]:
    for id, node in graph.nodes.items():
        said: dict[str, list[str]] = {}
        for arrow in graph.out_of[id]:
            said.setdefault(arrow.kind.value, []).append(graph.nodes[arrow.target].name)
        if said:
            parts = (f"{verb} {', '.join(names)}" for verb, names in said.items())
            yield f"{node.kind.value.capitalize()} {node.name} {'; '.join(parts)}."


def _drawn(node: GraphNode, count: int, highlights: Highlights | None) -> _Drawn:
    if count > _MOST_WITH_WORDS:
        return _Drawn((clipped(node.name, _WIDEST),), ())
    words = node.words
    if highlights is not None and node.id in highlights.told:
        words = highlights.told[node.id] or words
    lines = wrap(words, _WIDEST) if words else []
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], clipped(f"{lines[_LINES - 1]} …", _WIDEST)]
    return _Drawn((plain_text(node.name),), tuple(lines))


def _node(
    node: GraphNode,
    drawn: _Drawn,
    place: NodePlace,
    highlights: Highlights | None,
    link: Callable[[GraphNode], str] | None,
    is_centre: bool,
) -> Iterator[str]:
    kind = _BOXES[node.kind]
    if highlights is not None:
        kind = f"{kind} strong" if node.id in highlights.told else "faint"
    elif is_centre:
        kind = f"{kind} strong"
    address = link(node) if link is not None else ""
    yield f'<a href="{escape(address, quote=True)}">' if address else "<g>"
    yield f"<title>{escape(plain_text(f'{node.kind.value} {node.name}: {node.words}'))}</title>"
    left, top = place.left + _EDGE, place.top + _EDGE
    yield from box(kind, left, top, place.width, drawn.lines, drawn.small, is_bold=True)
    yield "</a>" if address else "</g>"


def _faint_first(graph: RuleGraph, highlights: Highlights | None) -> list[Arrow]:
    """The arrows in the order in which they are drawn: what counts lies above the rest."""
    strong = highlights.arrows if highlights is not None else frozenset()
    return sorted(graph.arrows, key=lambda arrow: arrow in strong)


def _line(arrow: Arrow, layout: Layout, highlights: Highlights | None) -> str:
    points = [(x + _EDGE, y + _EDGE) for x, y in layout.routes[arrow]]
    (x, y), *rest = points
    path = [f"M{x} {y}"]
    for number, (to_x, to_y) in enumerate(rest):
        if number % 2:
            path.append(f"H{to_x}")  # past the boxes of a layer
        else:
            half = (x + to_x) // 2
            path.append(f"C{half} {y} {half} {to_y} {to_x} {to_y}")
        x, y = to_x, to_y
    is_strong = highlights is not None and arrow in highlights.arrows
    classes = " ".join(
        filter(None, ("edge", _line_class(arrow.kind), "strong" if is_strong else ""))
    )
    tip = "tip-stops" if arrow.kind.stops else "tip-strong" if is_strong else "tip"
    return (
        f'<path class="{classes}" d="{"".join(path)}"/><path class="{tip}" d="M{x} {y}l-7 -4v8z"/>'
    )


def _line_class(kind: ArrowKind) -> str:
    return "stops" if kind.stops else "loose" if kind in _LOOSE else ""


def _legend(graph: RuleGraph, top: int) -> Iterator[list[str]]:
    """A row for each kind of box and line that is there."""
    boxes = dict.fromkeys(_BOX_WORDS[node.kind] for node in graph.nodes.values())
    kinds = {_BOX_WORDS[kind]: name for kind, name in _BOXES.items()}
    y = top
    for words in boxes:
        yield [
            f'<rect class="{kinds[words]}" x="{_EDGE}" y="{y - 11}" width="26" height="12" rx="3"/>',
            _legend_words(words, y),
        ]
        y += LINE
    lines = dict.fromkeys(_line_class(arrow.kind) for arrow in graph.arrows)
    for name in _LINE_WORDS:
        if name in lines:
            classes = f"edge {name}".rstrip()
            yield [
                f'<path class="{classes}" d="M{_EDGE} {y - 5}h26"/>',
                _legend_words(_LINE_WORDS[name], y),
            ]
            y += LINE


def _legend_words(words: str, y: int) -> str:
    return f'<text class="small" x="{_EDGE + 36}" y="{y}">{escape(words)}</text>'
