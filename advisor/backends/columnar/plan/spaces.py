"""Spaces: what the rows of a column stand for.

A plain space has a row for each instance of an entity. Where an expression inside a list function
also reads what lies outside (`own …`, or two functions in each other), its space has a row for each
combination: a base space, in which each row is repeated for the items of a list.

Frames are those of the typed expressions. An instance can be reached through several of them: that
of frame 1 around the item is that of frame 0 around the list, so each pair of frame and entity has a
canonical form, through the outermost frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import (
    Any_,
    Count,
    Every,
    Expression,
    ExtremeOf,
    FactRef,
    ListRef,
    PickBy,
    Sum,
    children,
)
from advisor.ir.packs import SITUATION, Pack


@dataclass(frozen=True, slots=True)
class Cell:
    """An instance that a row stands for, seen through a frame."""

    frame: int
    entity: str


Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """What rows stand for, whatever the numbers of the frames.

    Without a base: the instances of `entity`. With one: for each row of the base, the items (of
    `entity`) of the list of the instance of `holder` in or around the base's cell number `at`; without
    the instance in or around cell number `without`, where there is one.
    """

    entity: str
    base: Space | None = None
    at: int = 0
    holder: str = ""
    without: int | None = None

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities of the cells."""
        return (self.entity,) if self.base is None else (*self.base.entities, self.entity)


ROOT = (Cell(0, SITUATION),)


@dataclass(frozen=True, slots=True)
class Scope:
    """The frames in which an expression stands: the list of frame n is `lists[n - 1]`."""

    pack: Pack
    lists: tuple[ListRef, ...] = ()

    def inside(self, over: ListRef) -> Scope:
        """The scope inside a list function over a list."""
        return Scope(self.pack, (*self.lists, over))

    @property
    def depth(self) -> int:
        """The frame that a list function here would add."""
        return len(self.lists) + 1

    def canonical(self, frame: int, entity: str) -> Cell:
        """The same instance through the outermost frame."""
        while frame > 0:
            over = self.lists[frame - 1]
            outside = self.pack.entities[over.item].within
            if outside is None or entity not in self.pack.around[outside]:
                break
            frame = over.frame  # 0 where it is about the other ones
        return Cell(frame, entity)

    def covers(self, cell: Cell, inner: Cell) -> bool:
        """Whether the instance of `inner` follows from that of `cell`: it is that or one around it."""
        return (
            inner.entity in self.pack.around[cell.entity]
            and self.canonical(cell.frame, inner.entity) == inner
        )

    def position(self, cells: Cells, inner: Cell) -> int:
        """Which of the cells covers another one."""
        return next(n for n, cell in enumerate(cells) if self.covers(cell, inner))

    def has(self, cells: Cells, inner: Cell) -> bool:
        """Whether any of the cells covers another one."""
        return any(self.covers(cell, inner) for cell in cells)

    def holder(self, over: ListRef) -> Cell:
        """The instance whose list it is."""
        if over.is_other:
            return self.canonical(0, over.holder)
        return self.canonical(over.frame, over.holder)

    def needed(self, over: ListRef) -> tuple[Cell, ...]:
        """The instances that a list depends on."""
        own = (self.canonical(0, over.item),) if over.is_other else ()
        return (self.holder(over), *own)

    def reads(self, expression: Expression) -> frozenset[Cell]:
        """The instances whose facts an expression reads, in canonical form."""
        match expression:
            case FactRef(frame=frame, entity=entity):
                return frozenset((self.canonical(frame, entity),))
            case Any_() | Every() | Count() | Sum() | ExtremeOf() | PickBy():
                inner = self.inside(expression.over)
                found = {c for part in children(expression) for c in inner.reads(part)}
                return frozenset({c for c in found if c.frame != self.depth}).union(
                    self.needed(expression.over)
                )
            case _:
                return frozenset(c for part in children(expression) for c in self.reads(part))

    def reduced(self, cells: Iterable[Cell]) -> Cells:
        """Only the cells that no other one covers, by frame."""
        every = set(cells)
        kept = [c for c in every if not any(d != c and self.covers(d, c) for d in every)]
        return tuple(sorted(kept, key=lambda c: c.frame)) or ROOT

    def closed(self, cells: Cells) -> Cells:
        """With the cells that the lists of all but the first cell depend on."""
        while True:
            missing = [
                needed
                for cell in cells[1:]
                for needed in self.needed(self.lists[cell.frame - 1])
                if not self.has(cells, needed)
            ]
            if not missing:
                return cells
            cells = self.reduced((*cells, *missing))

    def space(self, cells: Cells) -> Space:
        """The space with these cells. Requires: they are closed."""
        if len(cells) == 1:
            return Space(cells[0].entity)
        return self.expanded(cells[:-1], self.lists[cells[-1].frame - 1])

    def expanded(self, cells: Cells, over: ListRef) -> Space:
        """The space in which the rows of `cells` are repeated for the items of a list."""
        holder = self.holder(over)
        without = self.position(cells, self.canonical(0, over.item)) if over.is_other else None
        at = self.position(cells, holder)
        return Space(over.item, self.space(cells), at, holder.entity, without)


def list_names(pack: Pack) -> Mapping[str, tuple[str, str]]:
    """For each entity inside another: that entity, and the name of the list."""
    return {
        e.name: (e.within, e.list)
        for e in pack.entities.values()
        if e.within is not None and e.list is not None
    }
