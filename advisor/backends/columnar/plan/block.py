"""A block: the tables of some thousand situations, and the columns evaluated for them so far."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from advisor.backends.columnar.kernels.arrow import Dictionary
from advisor.backends.columnar.kernels.segments import Segments
from advisor.backends.columnar.kernels.values import (
    Array,
    Bounds,
    ColumnarValue,
    flatnonzero,
    joint_bounds,
    plain,
    rows_of,
    take,
)
from advisor.backends.columnar.plan.spaces import Space
from advisor.backends.columnar.plan.tables import Table, place_numbers


class Inputs(Protocol):
    """Where an elementwise node finds its operands: a block, or a selection of its rows."""

    def column(self, node: Node) -> ColumnarValue:
        """The column of a node."""
        ...

    def narrow(self, node: Node) -> ColumnarValue:
        """Likewise, but perhaps held in fewer bytes."""
        ...


class Node(ABC):
    """An expression compiled for one space."""

    __slots__ = ()

    @property
    @abstractmethod
    def slot(self) -> int:
        """Its number among all nodes of the program."""

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that it reads."""
        return ()

    @abstractmethod
    def evaluate(self, block: Block) -> ColumnarValue:
        """Its column in a block."""

    def evaluate_selection(self, selection: SelectionVector) -> ColumnarValue:
        """Its column for some rows: those of the whole column, unless a kind of node knows better."""
        return take(selection.block.narrow(self), selection.rows)

    def evaluate_bounds(self, columns: Sequence[ColumnarValue]) -> Bounds:
        """Bounds of its values, from the columns of what it chooses among."""
        return joint_bounds(columns)


class Block:
    """Columns are worked out when they are first asked for."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        within: Mapping[str, str],
        slots: int,
        today: ColumnarValue,
        dictionary: Dictionary,
    ) -> None:
        self.tables, self._within = tables, within
        self.today, self.dictionary = today, dictionary
        self._columns: list[ColumnarValue | None] = [None] * slots
        self._narrow: list[ColumnarValue | None] = [
            None
        ] * slots  # the same, as their nodes gave them
        self._up: dict[tuple[str, str], Array] = {}
        self._segments: dict[Space, Segments] = {}
        self._items: dict[Space, Array] = {}
        self._indices: dict[tuple[Space, int, str], Array] = {}
        self._places: Mapping[str, tuple[Array, Array]] | None = None

    def column(self, node: Node) -> ColumnarValue:
        """The column of a node."""
        found = self._columns[node.slot]
        if found is None:
            found = self._columns[node.slot] = plain(self.narrow(node))
        return found

    def narrow(self, node: Node) -> ColumnarValue:
        """Likewise, but perhaps held in fewer bytes."""
        found = self._narrow[node.slot]
        if found is None:
            found = self._narrow[node.slot] = node.evaluate(self)
        return found

    def known(self, node: Node) -> ColumnarValue | None:
        """The column of a node, if it has been worked out and not been let go of."""
        return self._narrow[node.slot]

    def keep(self, slot: int, column: ColumnarValue) -> None:
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
            # Interviews of applications 0 0 1, which are of situations 0 2: interviews of 0 0 2.
            segments = self.tables[inner].segments
            assert segments is not None  # INVARIANT: `outer` lies around `inner`
            beyond = self.up(self._within[inner], outer)
            found = segments.parents if beyond is None else beyond.take(segments.parents)
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

    def take_indices(self, space: Space, key: int, entity: str) -> Array | None:
        """For each row of a space, the row of the instance of `entity` in or around its key."""
        if space.base is None:
            return self.up(space.entity, entity)
        known = (space, key, entity)
        found = self._indices.get(known)
        if found is None:
            # For each of 2 applications the 3 offers of its situation, rows 0 0 0 1 1 1 of the
            # base: an offer's instance is its item, an application's that of the row of the base.
            segments = self.segments(space)
            if key == len(space.entities) - 1:
                items = self._items[space]
                beyond = self.up(space.entity, entity)
                found = items if beyond is None else beyond.take(items)
            else:
                beyond = self.take_indices(space.base, key, entity)
                found = segments.parents if beyond is None else beyond.take(segments.parents)
            self._indices[known] = found
        return found

    def base_rows(self, space: Space, base: Space) -> Array | None:
        """For each row of a space, the row of the base, or the base's base, that it repeats."""
        if space == base:
            return None
        assert space.base is not None  # INVARIANT: `base` is among its bases
        parents = self.segments(space).parents
        beyond = self.base_rows(space.base, base)
        return parents if beyond is None else beyond.take(parents)

    def _expand(self, space: Space) -> None:
        assert space.base is not None  # INVARIANT: only called for expanded spaces
        items = self.tables[space.entity].segments
        assert items is not None  # INVARIANT: the root is in no list
        parent = self.take_indices(space.base, space.at, space.parent)
        # Two rows of the base, whose lists begin at items 4 and 7 and have 2 and 1 items:
        #
        #   parents   0  0  1
        #   offsets   0     2  3
        #   item      4  5  7      own number + where the list begins - where it begins here
        #
        # Where row 0 is item 5 and asks for the others, the row of item 5 is left out.
        starts, lengths = items.offsets[:-1], items.lengths
        if parent is not None:
            starts, lengths = starts.take(parent), lengths.take(parent)
        parents = np.repeat(np.arange(len(lengths)), lengths)
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        item = np.arange(len(parents)) + (starts - offsets[:-1]).take(parents)
        if space.without is not None:
            mine = self.take_indices(space.base, space.without, space.entity)
            kept = item != (parents if mine is None else mine.take(parents))
            item, parents = item[kept], parents[kept]
            offsets = np.concatenate(([0], np.cumsum(lengths - 1)))  # its own is always among them
        self._segments[space] = Segments(offsets, parents)
        self._items[space] = item


class SelectionVector:
    """Some rows of an entity by number, and the columns of nodes for these rows alone.

    Most rules fire for few instances, and the dates of their advice are worked out for these only.
    What an expression reads from elsewhere is taken by row, and only then calculated with.
    """

    def __init__(self, block: Block, rows: Array) -> None:
        self.block, self.rows = block, rows
        self._columns: dict[int, ColumnarValue] = {}

    def column(self, node: Node) -> ColumnarValue:
        """The column of a node, a row for each of `rows`."""
        return plain(self.narrow(node))

    def narrow(self, node: Node) -> ColumnarValue:
        """Likewise, but perhaps held in fewer bytes."""
        found = self._columns.get(node.slot)
        if found is None:
            known = self.block.known(node)
            found = node.evaluate_selection(self) if known is None else take(known, self.rows)
            self._columns[node.slot] = found
        return found


class Selections:
    """The rows in which rules fire, and what was worked out for them."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._found: dict[tuple[int, str], SelectionVector] = {}

    def where(self, fired: Node, entity: str) -> SelectionVector:
        """The instances of an entity for which a rule fires."""
        found = self._found.get((fired.slot, entity))
        if found is None:
            mask = rows_of(self._block.column(fired).values, self._block.tables[entity].size)
            found = SelectionVector(self._block, flatnonzero(mask))
            self._found[fired.slot, entity] = found
        return found
