"""Circles among `after` and `after_any`: actions that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.diagnostics import Diagnostic
from advisor.ir.packs import Pack


def check_action_order(pack: Pack) -> Iterator[Diagnostic]:
    """ADV502 for each circle, at the first action in it, naming every step."""
    waits = {a.name: (*a.after, *a.after_any) for a in pack.actions.values()}
    reported: set[str] = set()
    for start in waits:
        if start in reported:
            continue
        path = _path_back(waits, start)
        if path is None:
            continue
        reported.update(path)
        steps = "; ".join(
            f"`{one}` comes after `{other}`"
            for one, other in zip(path, (*path[1:], start), strict=True)
        )
        yield Diagnostic(
            "ADV502",
            f"action `{start}` would have to come after itself: {steps}",
            pack.actions[start].span,
            help="take one of these out of `after` or `after_any`",
            related=tuple((pack.actions[name].span, f"`{name}`") for name in path[1:]),
        )


def _path_back(waits: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...] | None:
    """A shortest way from an action back to itself, without its last step; None: there is none."""
    came: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for before in waits.get(name, ()):
            if before == start:
                path = [name]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return tuple(path[::-1])
            if before not in came:
                came[before] = name
                queue.append(before)
    return None
