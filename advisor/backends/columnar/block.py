"""A block: the tables of some thousand situations, and the columns worked out for them so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from advisor.backends.columnar.columns import Array, Column
from advisor.backends.columnar.narrow import plain
from advisor.backends.columnar.segments import Segments
from advisor.backends.columnar.spaces import Space
from advisor.backends.columnar.texts import Texts


class Columns(Protocol):
    """Where nodes find the columns of their operands."""

    def column(self, node: Node) -> Column:
        """The column of a node."""
        ...

    def narrow(self, node: Node) -> Column:
        """Likewise, but perhaps held in fewer bytes."""
        ...


class Node(Protocol):
    """An expression compiled for one space. `slot` is its number among all of the program."""

    @property
    def slot(self) -> int: ...

    def run(self, block: Block) -> Column:
        """Its column in a block."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """The instances of one entity in a block, in the order of their places.

    `arrays` are its stated facts by name; `parent` gives the row of the instance around each, and
    `segments` its items by parent (None for the root).
    """

    size: int
    arrays: Mapping[str, Any]
    parent: Array | None
    segments: Segments | None


class Block:
    """Columns are worked out when they are first asked for."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        within: Mapping[str, str],
        slots: int,
        today: Column,
        texts: Texts,
    ) -> None:
        self.tables, self._within = tables, within
        self.today, self.texts = today, texts
        self._columns: list[Column | None] = [None] * slots
        self._narrow: list[Column | None] = [None] * slots  # the same, as their nodes gave them
        self._up: dict[tuple[str, str], Array] = {}
        self._segments: dict[Space, Segments] = {}
        self._cells: dict[Space, Array] = {}
        self._routes: dict[tuple[Space, int, str], Array] = {}
        self._places: Mapping[str, tuple[Array, Array]] | None = None

    def column(self, node: Node) -> Column:
        """The column of a node."""
        found = self._columns[node.slot]
        if found is None:
            found = self._columns[node.slot] = plain(self.narrow(node))
        return found

    def narrow(self, node: Node) -> Column:
        """Likewise, but perhaps held in fewer bytes."""
        found = self._narrow[node.slot]
        if found is None:
            found = self._narrow[node.slot] = node.run(self)
        return found

    def known(self, node: Node) -> Column | None:
        """The column of a node, if it has been worked out and not been let go of."""
        return self._narrow[node.slot]

    def keep(self, slot: int, column: Column) -> None:
        """Take a column that was worked out elsewhere."""
        self._narrow[slot] = column

    def drop(self, slots: Iterable[int]) -> None:
        """Let go of columns; what is asked for again is worked out again."""
        for slot in slots:
            self._columns[slot] = self._narrow[slot] = None

    def size(self, space: Space) -> int:
        """How many rows a space has."""
        return self.tables[space.entity].size if space.base is None else self.segments(space).size

    def up(self, inner: str, outer: str) -> Array | None:
        """For each instance of an entity, the row of the one around it; None: it is that itself."""
        if inner == outer:
            return None
        found = self._up.get((inner, outer))
        if found is None:
            parent = self.tables[inner].parent
            assert parent is not None  # INVARIANT: `outer` lies around `inner`
            beyond = self.up(self._within[inner], outer)
            found = parent if beyond is None else beyond.take(parent)
            self._up[inner, outer] = found
        return found

    def within(self, entity: str) -> str:
        """The entity around one."""
        return self._within[entity]

    def is_within(self, inner: str, outer: str) -> bool:
        """Whether an entity is another one or lies inside it."""
        at: str | None = inner
        while at is not None and at != outer:
            at = self._within.get(at)
        return at == outer

    @property
    def outermost(self) -> str:
        """The entity around all others."""
        return next(iter(self.tables))

    def places(self, entity: str) -> tuple[Array, Array]:
        """For each instance, its number in the order of places, and that of the last one inside it.

        Shape: the numbers run through the whole block.
        """
        if self._places is None:
            self._places = place_numbers(self.tables, self._within)
        return self._places[entity]

    def segments(self, space: Space) -> Segments:
        """How the rows of an expanded space are divided among those of its base."""
        found = self._segments.get(space)
        if found is None:
            self._expand(space)
            found = self._segments[space]
        return found

    def route(self, space: Space, cell: int, entity: str) -> Array | None:
        """For each row of a space, the row of the instance of `entity` in or around its cell."""
        if space.base is None:
            return self.up(space.entity, entity)
        key = (space, cell, entity)
        found = self._routes.get(key)
        if found is None:
            segments = self.segments(space)
            if cell == len(space.entities) - 1:
                items = self._cells[space]
                beyond = self.up(space.entity, entity)
                found = items if beyond is None else beyond.take(items)
            else:
                beyond = self.route(space.base, cell, entity)
                found = segments.owner if beyond is None else beyond.take(segments.owner)
            self._routes[key] = found
        return found

    def owners(self, space: Space, base: Space) -> Array | None:
        """For each row of a space, the row of the base, or the base's base, that it repeats."""
        if space == base:
            return None
        assert space.base is not None  # INVARIANT: `base` is among its bases
        owner = self.segments(space).owner
        beyond = self.owners(space.base, base)
        return owner if beyond is None else beyond.take(owner)

    def _expand(self, space: Space) -> None:
        assert space.base is not None  # INVARIANT: only called for expanded spaces
        items = self.tables[space.entity].segments
        assert items is not None  # INVARIANT: the root is in no list
        holder = self.route(space.base, space.at, space.holder)
        starts, lengths = items.offsets[:-1], items.lengths
        if holder is not None:
            starts, lengths = starts.take(holder), lengths.take(holder)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        item = np.arange(len(owner)) + (starts - offsets[:-1]).take(owner)
        if space.without is not None:
            mine = self.route(space.base, space.without, space.entity)
            kept = item != (owner if mine is None else mine.take(owner))
            item, owner = item[kept], owner[kept]
            offsets = np.concatenate(([0], np.cumsum(lengths - 1)))  # its own is always among them
        self._segments[space] = Segments(offsets, owner)
        self._cells[space] = item


def place_numbers(
    tables: Mapping[str, Table], within: Mapping[str, str]
) -> dict[str, tuple[Array, Array]]:
    """See `Block.places`: a parent before its children, lists in the order of the tables."""
    sizes: dict[str, Array] = {name: np.ones(t.size, np.int64) for name, t in tables.items()}
    inside: dict[str, list[str]] = {name: [] for name in tables}
    for name in tables:
        if name in within:
            inside[within[name]].append(name)
    outermost = next(iter(tables))
    from_outside = [outermost]
    for name in from_outside:
        from_outside += inside[name]
    for name in reversed(from_outside[1:]):
        segments = tables[name].segments
        assert segments is not None  # INVARIANT: only the outermost table has none
        sizes[within[name]] += segments.reduced(np.add, sizes[name], 0)
    firsts = {outermost: np.cumsum(sizes[outermost]) - sizes[outermost]}
    for name in from_outside:
        free = firsts[name] + 1  # where the items of the next list begin
        for inner in inside[name]:
            segments = tables[inner].segments
            assert segments is not None  # INVARIANT: as above
            ahead = np.cumsum(sizes[inner]) - sizes[inner]
            starts = segments.offsets[:-1]
            totals = np.append(ahead, sizes[inner].sum())
            firsts[inner] = ahead + (free - totals.take(starts)).take(segments.owner)
            free = free + np.diff(totals.take(segments.offsets))
    return {name: (firsts[name], firsts[name] + sizes[name] - 1) for name in tables}
