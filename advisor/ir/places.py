"""Situations with one thing changed: pure functions on the tree of instances.

A place is "" for the root, else like `applications[0].interviews[1]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from advisor.ir.situations import Instance
from advisor.ir.types import Value

_STEP = re.compile(r"(\w+)\[([0-9]+)\]")


def place_steps(place: str) -> tuple[tuple[str, int], ...]:
    """The lists and positions that lead to a place: `applications[0]` is `(("applications", 0),)`."""
    return tuple((name, int(number)) for name, number in _STEP.findall(place))


def place_inside(place: str, list_name: str, number: int) -> str:
    """The place of an item of a list of the instance at `place`."""
    return f"{place}.{list_name}[{number}]" if place else f"{list_name}[{number}]"


def instance_at(root: Instance, place: str) -> Instance:
    """The instance at a place.

    Raises: KeyError or IndexError where there is none.
    """
    at = root
    for name, number in place_steps(place):
        at = at.lists[name][number]
    return at


def with_instance(root: Instance, place: str, change: Callable[[Instance], Instance]) -> Instance:
    """The tree in which the instance at `place` is replaced by what `change` makes of it."""

    def rebuild(at: Instance, steps: tuple[tuple[str, int], ...]) -> Instance:
        if not steps:
            return change(at)
        (name, number), rest = steps[0], steps[1:]
        items = at.lists[name]
        changed = (*items[:number], rebuild(items[number], rest), *items[number + 1 :])
        return replace(at, lists={**at.lists, name: changed})

    return rebuild(root, place_steps(place))


def with_fact(root: Instance, place: str, fact: str, value: Value | None) -> Instance:
    """The tree in which one fact is stated; None says that there is none."""
    return with_instance(root, place, lambda at: replace(at, facts={**at.facts, fact: value}))


def with_item(root: Instance, place: str, list_name: str, item: Instance) -> Instance:
    """The tree with one more item at the end of a list."""
    return with_instance(
        root,
        place,
        lambda at: replace(at, lists={**at.lists, list_name: (*at.lists.get(list_name, ()), item)}),
    )


def with_closed_list(root: Instance, place: str, list_name: str) -> Instance:
    """The tree in which the person has said that a list has no further items."""
    return with_instance(
        root, place, lambda at: replace(at, open_lists=at.open_lists - {list_name})
    )
