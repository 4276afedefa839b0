"""Strata of a pack, and the cycles of definitions and of actions that make an order impossible.

The nodes of the graph of definitions are the firing of each rule and each concluded fact. Source: Apt, Blair and
Walker, "Towards a theory of declarative knowledge", 1988, section 4, here without the exception for
positive cycles, so that every program has one meaning and ends.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from advisor import ir
from advisor.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True, order=True)
class FiringNode:
    """The firing of a rule."""

    rule: str


@dataclass(frozen=True, slots=True, order=True)
class FactNode:
    """A concluded fact."""

    entity: str
    fact: str


Node: TypeAlias = FiringNode | FactNode


@dataclass(frozen=True, slots=True)
class Edge:
    """One node depends on another, for the reason that stands at `span`."""

    on: Node
    why: str
    span: Span


Graph: TypeAlias = Mapping[Node, tuple[Edge, ...]]
T = TypeVar("T", bound=Hashable)

_STEPS_IN_A_HEADLINE = 2


def dependencies(pack: ir.Pack) -> Graph:
    """For every node, what it depends on: nodes in listing order, edges in the order written."""
    graph: dict[Node, list[Edge]] = {FiringNode(name): [] for name in pack.rules}
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if fact.is_concluded:
                node = FactNode(entity.name, fact.name)
                default = fact.computed_default
                graph[node] = (
                    [] if default is None else list(_reads(pack, default, "its default reads"))
                )
    for rule in pack.rules.values():
        here = graph[FiringNode(rule.name)]
        for condition in rule.conditions:
            here.extend(_reads(pack, condition, "reads"))
        for name in rule.overrides:
            graph[FiringNode(name)].append(
                Edge(FiringNode(rule.name), "is overridden by", rule.span)
            )
        for conclusion in rule.concludes:
            fact_edges = graph[FactNode(rule.entity, conclusion.fact)]
            fact_edges.append(Edge(FiringNode(rule.name), "is concluded by", conclusion.span))
            fact_edges.extend(_reads(pack, conclusion.value, f"is computed by `{rule.name}` from"))
    return {node: tuple(edges) for node, edges in graph.items()}


def _reads(pack: ir.Pack, expression: ir.Expression, why: str) -> Iterator[Edge]:
    for ref in ir.facts_read(expression):
        if pack.fact(ref.entity, ref.fact).is_concluded:
            yield Edge(FactNode(ref.entity, ref.fact), why, ref.span)


def stratify(pack: ir.Pack, graph: Graph) -> tuple[ir.Stratum, ...]:
    """Each node in the lowest stratum above all that it depends on.

    Shape: listing order inside a stratum; every rule and every concluded fact in exactly one stratum.
    Requires: `graph` is that of `dependencies`, and has no cycles (`check_cycles` found none).
    """
    height: dict[Node, int] = {}
    for start in graph:
        stack = [start]
        while stack:
            node = stack[-1]
            if node in height:
                stack.pop()
                continue
            below = [edge.on for edge in graph[node]]
            missing = [n for n in below if n not in height]
            if missing:
                stack.extend(missing)
            else:
                height[node] = 1 + max((height[n] for n in below), default=-1)
                stack.pop()
    return tuple(
        ir.Stratum(
            tuple(name for name in pack.rules if height[FiringNode(name)] == level),
            tuple(
                (node.entity, node.fact)
                for node in graph
                if isinstance(node, FactNode) and height[node] == level
            ),
        )
        for level in range(1 + max(height.values(), default=-1))
    )


def check_cycles(pack: ir.Pack, graph: Graph) -> Iterator[Diagnostic]:
    """ADV501 for every group of definitions that depend on themselves, with a cycle in it step by step."""
    for component in _cyclic_components(graph):
        cycle = _cycle_through(graph, component)
        first = cycle[0][0]
        steps = [f"{_said(node)} {edge.why} {_said(edge.on)}" for node, edge in cycle]
        is_short = len(cycle) <= _STEPS_IN_A_HEADLINE
        said = f": {'; '.join(steps)}" if is_short else ""
        places = [(edge.span, step) for (_, edge), step in zip(cycle, steps, strict=True)]
        yield Diagnostic(
            "ADV501",
            f"{_said(first)} depends on itself{said}",
            cycle[0][1].span,
            help=_ways_out(pack, cycle),
            related=() if is_short else tuple(places),
        )


def _ways_out(pack: ir.Pack, cycle: list[tuple[Node, Edge]]) -> str:
    """What to do about a cycle; a rule that does several things may have conditions that not all of them need."""
    help = "let one of these steps read stated facts instead, or take one of them out"
    for node, edge in cycle:
        if isinstance(node, FactNode) and isinstance(edge.on, FiringNode):
            rule = pack.rules[edge.on.rule]
            silences = rule.silences_all or rule.silences
            effects = (*rule.concludes, *rule.overrides, rule.advises, rule.note, silences)
            if sum(map(bool, effects)) > 1:
                own = f"so that `{node.fact}` has a rule of its own with only the conditions that it needs"
                return f"{help}; or split rule `{rule.name}`, {own}"
    return help


def _said(node: Node) -> str:
    return f"rule `{node.rule}`" if isinstance(node, FiringNode) else f"`{node.fact}`"


def _cyclic_components(graph: Graph) -> list[set[Node]]:
    """The strongly connected components that hold a cycle, by first node (Tarjan, without recursion)."""
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_: list[Node] = []
    found: list[set[Node]] = []
    for root in graph:
        if root in index:
            continue
        work: list[tuple[Node, Iterator[Edge]]] = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        open_.append(root)
        while work:
            node, edges = work[-1]
            step = next(edges, None)
            if step is not None:
                if step.on not in index:
                    index[step.on] = low[step.on] = len(index)
                    open_.append(step.on)
                    work.append((step.on, iter(graph[step.on])))
                elif step.on in open_:
                    low[node] = min(low[node], index[step.on])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                part = set(open_[open_.index(node) :])
                del open_[open_.index(node) :]
                if len(part) > 1 or any(edge.on == node for edge in graph[node]):
                    found.append(part)
    order = {node: n for n, node in enumerate(graph)}
    return sorted(found, key=lambda part: min(order[node] for node in part))


def _cycle_through(graph: Graph, component: set[Node]) -> list[tuple[Node, Edge]]:
    """A shortest cycle through the component's first node, as (node, edge to the next)."""
    order = {node: n for n, node in enumerate(graph)}
    start = min(component, key=order.__getitem__)
    path = shortest_cycle(start, lambda node: (e.on for e in graph[node] if e.on in component))
    assert path is not None  # INVARIANT: in a component, every node leads to every other
    return [
        (node, next(e for e in graph[node] if e.on == following))
        for node, following in around(path)
    ]


def check_action_order(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV502 for each cycle, at the first action in it, naming every step."""
    waits = {a.name: (*a.after, *a.after_any) for a in pack.actions.values()}
    for path in shortest_cycles(waits):
        steps = "; ".join(f"`{one}` comes after `{other}`" for one, other in around(path))
        yield Diagnostic(
            "ADV502",
            f"action `{path[0]}` would have to come after itself: {steps}",
            pack.actions[path[0]].span,
            help="take one of these out of `after` or `after_any`",
            related=tuple((pack.actions[name].span, f"`{name}`") for name in path[1:]),
        )


def around(path: list[T]) -> list[tuple[T, T]]:
    """Each node of a cycle with the next one; the first is next to the last."""
    return list(zip(path, [*path[1:], path[0]], strict=True))


def shortest_cycles(next_of: Mapping[T, Iterable[T]]) -> Iterator[list[T]]:
    """A shortest cycle through each node that has one, without those through nodes that were in one before."""
    seen: set[T] = set()
    for start in next_of:
        path = None if start in seen else shortest_cycle(start, lambda node: next_of.get(node, ()))
        if path is not None:
            seen.update(path)
            yield path


def shortest_cycle(start: T, next_of: Callable[[T], Iterable[T]]) -> list[T] | None:
    """A shortest way from a node back to itself, without its last step; None: there is none.

    Breadth first, in the order given: from a, where a→b, b→c, b→a and c→a, it is [a, b].
    """
    came: dict[T, T] = {}
    queue = [start]
    for node in queue:
        for following in next_of(node):
            if following == start:
                path = [node]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if following not in came:
                came[following] = node
                queue.append(following)
    return None
