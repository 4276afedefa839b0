"""Cycles: a shortest one through a node, and those of actions that wait for each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from advisor.diagnostics import Diagnostic
from advisor.ir.packs import Pack


def check_action_order(pack: Pack) -> Iterator[Diagnostic]:
    """ADV502 for each circle, at the first action in it, naming every step."""
    waits = {a.name: (*a.after, *a.after_any) for a in pack.actions.values()}
    reported: set[str] = set()
    for start in waits:
        if start in reported:
            continue
        path = shortest_cycle(start, lambda name: waits.get(name, ()))
        if path is None:
            continue
        reported.update(path)
        steps = "; ".join(
            f"`{one}` comes after `{other}`"
            for one, other in zip(path, [*path[1:], start], strict=True)
        )
        yield Diagnostic(
            "ADV502",
            f"action `{start}` would have to come after itself: {steps}",
            pack.actions[start].span,
            help="take one of these out of `after` or `after_any`",
            related=tuple((pack.actions[name].span, f"`{name}`") for name in path[1:]),
        )


Node = TypeVar("Node", bound=Hashable)


def shortest_cycle(start: Node, next_of: Callable[[Node], Iterable[Node]]) -> list[Node] | None:
    """A shortest way from a node back to itself, without its last step; None: there is none.

    Breadth first, in the order given: from a, where a→b, b→c, b→a and c→a, it is [a, b].
    """
    came: dict[Node, Node] = {}
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
