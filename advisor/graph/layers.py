"""Where the nodes of a graph stand when it is drawn: in layers from left to right, with as few crossings as can be had.

Each node stands right of all that it rests on, so that the layers of a whole pack are its strata. Sources: Sugiyama,
Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981, for the order in a layer;
for the heights, the order is kept and the distance to neighbours made least by pooling adjacent violators (Barlow
and others, "Statistical inference under order restrictions", 1972).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.graph.model import Arrow, RuleGraph

_BETWEEN, _BETWEEN_LINES = 10, 4  # pixels from a box, and from a line, to what is below it
_GUTTER = 64  # pixels between two layers
_SWEEPS = 12
_Point: TypeAlias = (
    tuple[str, int] | tuple[str, int, bool]
)  # a node, or a bend of the lines out of one


@dataclass(frozen=True, slots=True)
class NodePlace:
    """The rectangle of a node, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Half-way down."""
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands. Shape: `routes` gives for each arrow the points that its line goes through."""

    places: Mapping[str, NodePlace]
    routes: Mapping[Arrow, tuple[tuple[int, int], ...]]
    width: int
    height: int


def arrange(graph: RuleGraph, sizes: Mapping[str, tuple[int, int]]) -> Layout:
    """Lay a graph out. Shape: `sizes` are width and height of each node. The same graph gives the same layout."""
    levels = levels_of(graph)
    # Lines that pass a layer bend there once for each node that they come from, and have room of their own.
    columns: list[list[_Point]] = [[] for _ in range(1 + max(levels.values(), default=-1))]
    steps: dict[tuple[_Point, _Point], None] = {}
    bends: dict[Arrow, list[_Point]] = {}
    for id, level in levels.items():
        columns[level].append((id, level))
    known: set[_Point] = set()
    for arrow in graph.arrows:
        first, last = levels[arrow.source], levels[arrow.target]
        path: list[_Point] = [(arrow.source, first)]
        for level in range(first + 1, last):
            bend: _Point = (arrow.source, level, arrow.kind.stops)
            if bend not in known:
                known.add(bend)
                columns[level].append(bend)
            path.append(bend)
        path.append((arrow.target, last))
        bends[arrow] = path
        steps |= dict.fromkeys(pairwise(path))
    ordered = _ordered(columns, steps)
    return _placed(ordered, steps, bends, sizes)


def levels_of(graph: RuleGraph) -> dict[str, int]:
    """For each node its layer, from 0: right of what it rests on; what rests on nothing stands just before what needs it."""
    found: dict[str, int] = {}
    for start in graph.nodes:
        stack = [start]
        while stack:
            at = stack[-1]
            missing = [a.source for a in graph.into[at] if a.source not in found]
            if missing and at not in found:
                stack.extend(missing)
                continue
            found.setdefault(at, 1 + max((found[a.source] for a in graph.into[at]), default=-1))
            stack.pop()
    for id in graph.nodes:
        if not graph.into[id] and graph.out_of[id]:
            found[id] = min(found[arrow.target] for arrow in graph.out_of[id]) - 1
    return {id: found[id] for id in graph.nodes}


def _ordered(
    columns: Sequence[Sequence[_Point]], steps: Iterable[tuple[_Point, _Point]]
) -> list[list[_Point]]:
    """The columns, each in the order in which the fewest lines cross, of those that sweeping to and fro comes by."""
    left: dict[_Point, list[_Point]] = {point: [] for column in columns for point in column}
    right: dict[_Point, list[_Point]] = {point: [] for point in left}
    for one, other in steps:
        right[one].append(other)
        left[other].append(one)
    here = [list(column) for column in columns]
    best, fewest = here, _crossings(here, right)
    for sweep in range(_SWEEPS):
        here = [list(column) for column in here]
        forward = sweep % 2 == 0
        order = range(1, len(here)) if forward else range(len(here) - 2, -1, -1)
        for number in order:
            beside = here[number - 1 if forward else number + 1]
            at = {point: place for place, point in enumerate(beside)}
            neighbours = left if forward else right
            own = {point: float(place) for place, point in enumerate(here[number])}
            here[number].sort(key=lambda p: _mean([at[n] for n in neighbours[p]], own[p]))
        crossings = _crossings(here, right)
        if crossings < fewest:
            best, fewest = here, crossings
    return best


def _mean(places: Sequence[int], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def _crossings(
    columns: Sequence[Sequence[_Point]], right: Mapping[_Point, Sequence[_Point]]
) -> int:
    """How often lines between neighbouring columns cross."""
    total = 0
    for column, following in pairwise(columns):
        at = {point: place for place, point in enumerate(following)}
        seen: list[int] = []
        for point in column:
            ends = sorted(at[other] for other in right[point])
            total += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _placed(
    columns: Sequence[Sequence[_Point]],
    steps: Iterable[tuple[_Point, _Point]],
    bends: Mapping[Arrow, Sequence[_Point]],
    sizes: Mapping[str, tuple[int, int]],
) -> Layout:
    neighbours: dict[_Point, list[_Point]] = {p: [] for column in columns for p in column}
    for one, other in steps:
        neighbours[one].append(other)
        neighbours[other].append(one)
    middle: dict[_Point, float] = {}
    for column in columns:
        at = 0.0
        for point in column:
            middle[point] = at + _height(point, sizes) / 2
            at += _height(point, sizes) + _gap(point)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = [
                sum(middle[n] for n in neighbours[p]) / len(neighbours[p])
                if neighbours[p]
                else middle[p]
                for p in column
            ]
            middle |= zip(column, _spread(column, wanted, sizes), strict=True)
    top = min((middle[p] - _height(p, sizes) / 2 for p in middle), default=0)
    lefts, at_x = [], 0
    for column in columns:
        lefts.append(at_x)
        at_x += max((sizes[p[0]][0] for p in column if len(p) == 2), default=0) + _GUTTER
    places = {
        p[0]: NodePlace(lefts[p[1]], round(middle[p] - top - sizes[p[0]][1] / 2), *sizes[p[0]])
        for column in columns
        for p in column
        if len(p) == 2
    }
    widths = [right - left - _GUTTER for left, right in pairwise([*lefts, at_x])]
    routes = {}
    for arrow, path in bends.items():
        start, end = places[arrow.source], places[arrow.target]
        points = [(start.left + start.width, start.middle)]
        for bend in path[1:-1]:
            y = round(middle[bend] - top)
            points += [(lefts[bend[1]], y), (lefts[bend[1]] + widths[bend[1]], y)]
        points.append((end.left, end.middle))
        routes[arrow] = tuple(points)
    height = max((p.top + p.height for p in places.values()), default=0)
    lowest = max((y for points in routes.values() for _, y in points), default=0)
    return Layout(places, routes, max(at_x - _GUTTER, 0), max(height, lowest))


def _height(point: _Point, sizes: Mapping[str, tuple[int, int]]) -> int:
    return sizes[point[0]][1] if len(point) == 2 else 0


def _gap(point: _Point) -> int:
    return _BETWEEN if len(point) == 2 else _BETWEEN_LINES


def _spread(
    column: Sequence[_Point], wanted: Sequence[float], sizes: Mapping[str, tuple[int, int]]
) -> list[float]:
    """The middles nearest to those wanted (by least squares) that keep the order and the room between."""
    offsets, at = [], 0.0
    for number, point in enumerate(column):
        if number:
            before = column[number - 1]
            gap = max(_gap(before), _gap(point))
            at += (_height(before, sizes) + _height(point, sizes)) / 2 + gap
        offsets.append(at)
    # Blocks that had to be pushed together stand where the mean of their wishes is.
    blocks: list[tuple[float, int]] = []  # (sum of wishes, how many)
    for wish, offset in zip(wanted, offsets, strict=True):
        blocks.append((wish - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1] = (blocks[-1][0] + total, blocks[-1][1] + count)
    starts = [total / count for total, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
