"""Situations: the stated facts of one person, as a tree of instances; and cases.

With one thing changed, a situation is a tree again. A place is "" for the root, else like `applications[0].interviews[1]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.ir.types import Value, iso_date


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

    def __repr__(self) -> str:
        """Short: the title, the day and how many stand in the lists."""
        title = f" {self.title!r}" if self.title else ""
        day = f" of {iso_date(self.today)}" if self.today is not None else ""
        held = ", ".join(
            f"{name}: {len(items)}" for name, items in self.root.lists.items() if items
        )
        return f"<Situation{title}{day}{f', {held}' if held else ''}>"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date that counts: `fixed` for all situations, else the one that each states, else `default`.

    Units: ordinals.
    """

    fixed: int | None = None
    default: int | None = None

    def day(self, stated: int | None) -> int:
        """The date for a situation. Raises: ValueError, where nothing says one."""
        if self.fixed is not None:
            return self.fixed
        found = self.default if stated is None else stated
        if found is None:
            raise ValueError("a situation has no date, and no date was given for those without")
        return found


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected piece of advice; what is None is not compared.

    `has_due` tells `due: none` (there must be no due date) from no `due` at all; likewise `has_start`.
    """

    action: str
    span: Span = field(compare=False, repr=False)
    target: str | None = None  # `for`: a label, or a place such as applications[0]
    start: int | None = None
    has_start: bool = False
    due: int | None = None
    has_due: bool = False
    status: str | None = None
    target_span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    """The expected value of a concluded fact; None: it must not be given.

    Without a `target` it is said of every instance of the entity.
    """

    entity: str
    fact: str
    value: Value | None
    span: Span = field(compare=False, repr=False)
    target: str | None = None  # as of `Expected`
    target_span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """`whole` is all the advice in order; `some` and `none` are parts. None: nothing was said."""

    whole: tuple[Expected, ...] | None = None
    some: tuple[Expected, ...] = ()
    none: tuple[Expected, ...] = ()
    because: tuple[str, ...] = ()  # rules that must have decided
    not_because: tuple[str, ...] = ()  # and those that must not
    facts: tuple[ExpectedFact, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything is expected."""
        parts = (self.some, self.none, self.because, self.not_because, self.facts)
        return self.whole is not None or any(parts)


@dataclass(frozen=True, slots=True)
class Case:
    """A test of a pack, or an example: a situation, values for parameters, and what must come out.

    One that stands under `but` of another one has that as `base`, and in `changes` the facts that are otherwise,
    each with its place; ("", "today") is the day that counts.
    """

    name: str
    situation: Situation
    expectation: Expectation
    span: Span = field(compare=False, repr=False)
    parameters: Mapping[str, Value] = field(default_factory=dict)
    base: Case | None = field(default=None, repr=False)
    changes: tuple[tuple[str, str, Value | None], ...] = ()


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


def count_items(root: Instance) -> int:
    """How many stand in all lists, and in theirs."""
    return sum(1 + count_items(item) for items in root.lists.values() for item in items)


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


# By entity, its dates of what has happened, each with the fact that it belongs to, if any.
LookingBack: TypeAlias = Mapping[str, tuple[tuple[str, str | None], ...]]


def without_future(root: Instance, looking_back: LookingBack, today: int) -> Instance:
    """The situation as every rule sees it: a day after `today` on which something has happened is
    none, and so is the fact that it belongs to. The root itself, where there is no such day.

    On 22 Nov, `{thanked: yes, thanked_on: 2026-11-25}` becomes `{thanked: none, thanked_on: none}`.
    """
    if not looking_back:
        return root
    changed: dict[str, Value | None] = {}
    for fact, dated in looking_back.get(root.entity, ()):
        if _is_future(root, fact, today):
            changed[fact] = None
            if dated is not None:
                changed[dated] = None
    lists = {
        name: tuple(without_future(item, looking_back, today) for item in items)
        for name, items in root.lists.items()
    }
    if not changed and all(
        one is other
        for name, items in lists.items()
        for one, other in zip(items, root.lists[name], strict=True)
    ):
        return root
    return replace(root, facts={**root.facts, **changed}, lists=lists)


def future_facts(
    placed: Iterable[Placed], looking_back: LookingBack, today: int
) -> Iterator[tuple[Placed, str, str | None]]:
    """What `without_future` leaves out: the instance, the date, the yes-no fact it belongs to."""
    for here in placed:
        for fact, dated in looking_back.get(here.instance.entity, ()):
            if _is_future(here.instance, fact, today):
                yield here, fact, dated


def _is_future(instance: Instance, fact: str, today: int) -> bool:
    day = instance.facts.get(fact)
    return isinstance(day, int) and day > today


def is_within(inner: Placed, outer: Placed) -> bool:
    """Whether `inner` is `outer` or lies inside it."""
    return inner.around.get(outer.instance.entity) == outer.index


def walk_instances(root: Instance) -> Iterator[Instance]:
    """The root and everything inside it, parents first."""
    yield root
    for items in root.lists.values():
        for item in items:
            yield from walk_instances(item)


_STEP = re.compile(r"(\w+)\[([0-9]+)\]")


def place_steps(place: str) -> tuple[tuple[str, int], ...]:
    """The lists and positions that lead to a place: `applications[0]` is `(("applications", 0),)`."""
    return tuple((name, int(number)) for name, number in _STEP.findall(place))


def places_outwards(place: str) -> list[str]:
    """The place and those around it, the situation's own last: `a[0].b[1]`, `a[0]` and ``."""
    parts = place.split(".") if place else []
    return [".".join(parts[:n]) for n in range(len(parts), -1, -1)]


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


def without_fact(root: Instance, place: str, fact: str) -> Instance:
    """The tree in which one fact is not stated."""
    return with_instance(
        root,
        place,
        lambda at: replace(at, facts={k: v for k, v in at.facts.items() if k != fact}),
    )


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
