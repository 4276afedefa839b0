"""Working memory: the facts of one situation that are known so far, by instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Protocol

from advisor.diagnostics.values import dataclass
from advisor.ir.derivations import Premise
from advisor.ir.packs import TODAY, Program
from advisor.ir.situations import (
    Instance,
    LookingBack,
    Placed,
    place_instances,
    without_future,
)
from advisor.ir.types import Value


class Known(Protocol):
    """The facts of one instance: by name, None where not given."""

    def get(self, name: str, /) -> Value | None: ...


class Indexed(Protocol):
    """What is known of all instances, by their index."""

    def __getitem__(self, index: int, /) -> Known: ...


@dataclass(slots=True)
class WorkingMemory:
    """What is known of each instance; `facts` goes by `Placed.index`, as does everything here."""

    placed: tuple[Placed, ...]
    facts: Indexed
    known: list[dict[str, Value | None]]  # the same, unwatched
    of_entity: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    is_watched: bool = False

    def watched(self) -> tuple[WorkingMemory, dict[tuple[int, str], None]]:
        """The same memory, and every fact that is read in it, in the order of first reading."""
        seen: dict[tuple[int, str], None] = {}
        return replace(self, facts=_WatchedFacts(self.known, seen), is_watched=True), seen

    def premise(self, index: int, fact: str) -> Premise:
        """The fact as it is known now."""
        at = self.placed[index]
        return Premise(at.place, at.instance.entity, fact, self.known[index].get(fact))


@dataclass(frozen=True, slots=True)
class _WatchedFacts:
    known: list[dict[str, Value | None]]
    seen: dict[tuple[int, str], None]

    def __getitem__(self, index: int, /) -> _Watched:
        return _Watched(index, self.known[index], self.seen)


@dataclass(frozen=True, slots=True)
class _Watched:
    index: int
    known: Mapping[str, Value | None]
    seen: dict[tuple[int, str], None]

    def get(self, name: str, /) -> Value | None:
        self.seen[self.index, name] = None
        return self.known.get(name)


@dataclass(frozen=True, slots=True)
class Shape:
    """What of the declarations it takes to fill a working memory."""

    lists: Mapping[str, tuple[str, ...]]  # of each entity, in listing order
    defaults: Mapping[str, Mapping[str, Value]]  # of each entity: stated facts that are missing
    looking_back: LookingBack


def shape_of(program: Program) -> Shape:
    """The shape of a program's situations."""
    pack = program.pack
    return Shape(
        lists={
            name: tuple(e.list for e in inside if e.list is not None)
            for name, inside in pack.lists.items()
        },
        defaults={
            entity.name: {
                fact.name: fact.default
                for fact in entity.facts.values()
                if fact.default is not None and not fact.is_concluded
            }
            for entity in pack.entities.values()
        },
        looking_back=pack.looking_back,
    )


def fill(shape: Shape, root: Instance, today: int) -> WorkingMemory:
    """A working memory with all that is stated. Units: `today` is an ordinal."""
    placed = place_instances(without_future(root, shape.looking_back, today), shape.lists)
    known: list[dict[str, Value | None]] = [
        {**shape.defaults[p.instance.entity], **p.instance.facts} for p in placed
    ]
    known[0][TODAY] = today
    of_entity: dict[str, list[Placed]] = {name: [] for name in shape.lists}
    for each in placed:
        of_entity[each.instance.entity].append(each)
    return WorkingMemory(
        placed, known, known, {name: tuple(found) for name, found in of_entity.items()}
    )
