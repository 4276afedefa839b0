"""Situations: the stated facts of one person, as a tree of instances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from advisor.diagnostics import Span
from advisor.diagnostics.values import dataclass
from advisor.ir.types import Value


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of an entity.

    `facts` holds what was stated: a value, or None where the person said that there is none. A fact
    that is missing has no key. `lists` has a key for every list of the entity. `open_lists` names the
    lists to which the person may still add (only while a questionnaire runs).
    """

    entity: str
    facts: Mapping[str, Value | None]
    lists: Mapping[str, tuple[Instance, ...]] = field(default_factory=dict)
    open_lists: frozenset[str] = frozenset()
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation: the root instance, and the date it states, if any (an ordinal)."""

    title: str | None
    today: int | None
    root: Instance
    path: str = field(default="", compare=False)
    document: int = field(default=0, compare=False)  # which one of its file, from 0
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """An instance with its place in the tree.

    `index` counts in the order of places (a parent before its children, lists in the order in which
    their entities stand in the pack); `around` maps each entity, from its own outwards, to the index of
    that instance; `lists` gives the indices of the items of each list.
    """

    index: int
    instance: Instance
    place: str  # "" for the situation, else like "applications[0].interviews[1]"
    parent: int | None
    around: Mapping[str, int]
    lists: Mapping[str, tuple[int, ...]]


def place_instances(
    root: Instance, list_order: Mapping[str, tuple[str, ...]]
) -> tuple[Placed, ...]:
    """All instances in the order of their places.

    Shape: `list_order` gives, for each entity, the names of its lists in the order of the pack.
    """
    found: list[Placed] = []

    def visit(instance: Instance, place: str, parent: Placed | None) -> int:
        index = len(found)
        around = {instance.entity: index}
        if parent is not None:
            around.update(parent.around)
        lists: dict[str, tuple[int, ...]] = {}
        here = Placed(index, instance, place, parent.index if parent else None, around, lists)
        found.append(here)
        prefix = f"{place}." if place else ""
        for name in list_order[instance.entity]:
            items = instance.lists.get(name, ())
            lists[name] = tuple(
                visit(item, f"{prefix}{name}[{number}]", here) for number, item in enumerate(items)
            )
        return index

    visit(root, "", None)
    return tuple(found)


def is_within(inner: Placed, outer: Placed) -> bool:
    """Whether `inner` is `outer` or lies inside it."""
    return inner.around.get(outer.instance.entity) == outer.index


def walk_instances(root: Instance) -> Iterator[Instance]:
    """The root and everything inside it, parents first."""
    yield root
    for items in root.lists.values():
        for item in items:
            yield from walk_instances(item)
