"""Declarations that stand a second time, only to add to the first: what tables become can be written so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor import ir
from advisor.loading.declarations.fields import NodeReader
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode

_YES = ("yes", "true")


def with_reopened(
    sections: Iterable[MapNode], kind: ir.NameKind, reader: NodeReader
) -> list[MapNode]:
    """The declarations of `entities` or `actions`, each with what later ones of its name add to it.

    Shape: a later one adds if it holds nothing but `facts` that rules conclude, or nothing but `after`.
    Any other stays where it is, as a second declaration.
    """
    places: dict[str, tuple[int, int]] = {}
    kept: list[list[tuple[ScalarNode, Node]]] = []
    for section in (sections := list(sections)):
        own: list[tuple[ScalarNode, Node]] = []
        kept.append(own)
        for name, body in section.entries:
            place = places.get(name.text)
            joined = None if place is None else _joined(kept[place[0]][place[1]][1], body)
            if place is not None and joined is not None:
                kept[place[0]][place[1]] = kept[place[0]][place[1]][0], joined
                reader.use(ir.Symbol(kind, name.text), name)
            else:
                places.setdefault(name.text, (len(kept) - 1, len(own)))
                own.append((name, body))
    return [replace(s, entries=tuple(own)) for s, own in zip(sections, kept, strict=True)]


def _joined(first: Node, body: Node) -> Node | None:
    """The first declaration with what the second adds; None where it does more than that."""
    if not isinstance(first, MapNode) or not isinstance(body, MapNode) or len(body.entries) != 1:
        return None
    [(key, added)] = body.entries
    there = first.get(key.text)
    joined: Node | None = None
    if key.text == "facts" and isinstance(added, MapNode):
        facts = there.entries if isinstance(there, MapNode) else ()
        if all(_is_concluded(fact) for _, fact in added.entries):
            names = {name.text for name, _ in facts}
            if names.isdisjoint(name.text for name, _ in added.entries):
                joined = replace(added, entries=(*facts, *added.entries))
    elif key.text == "after" and isinstance(added, ListNode):
        before = there.items if isinstance(there, ListNode) else () if there is None else (there,)
        names = {one.text for one in before if isinstance(one, ScalarNode)}
        new = [n for n in added.items if not (isinstance(n, ScalarNode) and n.text in names)]
        joined = replace(added, items=(*before, *new))
    if joined is None:
        return None
    rest = [entry for entry in first.entries if entry[0].text != key.text]
    return replace(first, entries=(*rest, (key, joined)))


def _is_concluded(fact: Node) -> bool:
    said = fact.get("concluded") if isinstance(fact, MapNode) else None
    return isinstance(said, ScalarNode) and said.text in _YES
