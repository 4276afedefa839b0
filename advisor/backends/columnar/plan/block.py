"""A block: the tables of some thousand situations, and the columns evaluated for them so far.

Tables are made of a batch of Arrow columns, one for each entity, with the places of its instances.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Protocol

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.kernels.arrow import Dictionary, given_mask, integers, pa
from advisor.backends.columnar.plan.spaces import Space
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The instances of one entity in a block, in the order of their places.

    `arrays` are its stated facts by name; `segments` says how they are divided among the instances
    around them (None for the situation).
    """

    size: int
    arrays: Mapping[str, Any]
    segments: kernels.Segments | None


def tables_of(pack: ir.Pack, batch: Any) -> tuple[dict[str, Table], Mapping[str, kernels.Array]]:
    """The tables of all entities, and for each list the entries that are null instead of facts."""
    fields = dict(zip(batch.schema.names, batch.columns, strict=True))
    facts = _stated(pack, ir.SITUATION, fields)
    tables = {ir.SITUATION: Table(batch.num_rows, facts, None)}
    broken: dict[str, kernels.Array] = {}
    waiting = [(ir.SITUATION, fields)]
    while waiting:
        entity, fields = waiting.pop()
        size = tables[entity].size
        for inner in pack.lists[entity]:
            items, offsets = _items(fields[inner.list_name], size)
            parents = np.repeat(np.arange(size), np.diff(offsets))
            mask = given_mask(items)
            if mask is not None and not mask.all():
                broken[inner.name] = np.flatnonzero(~mask)
            names = [items.type.field(n).name for n in range(items.type.num_fields)]
            inside = {name: items.field(n) for n, name in enumerate(names)}
            facts = _stated(pack, inner.name, inside)
            tables[inner.name] = Table(len(items), facts, kernels.Segments(offsets, parents))
            waiting.append((inner.name, inside))
    return tables, broken


def _stated(pack: ir.Pack, entity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        fact.name: fields[fact.name]
        for fact in pack.entities[entity].facts.values()
        if not fact.is_concluded
    }


def _items(array: Any, size: int) -> tuple[Any, kernels.Array]:
    """The entries of all lists side by side, and where each list begins."""
    if size == 0:
        return array.values.slice(0, 0), np.zeros(1, np.int64)
    offsets = integers(array.offsets).astype(np.int64)
    mask = given_mask(array)
    # Lists [a b] null [c], with x under the null: offsets 0 2 3 4, lengths 2 1 1. The second one
    # becomes 0, and `flatten` leaves x out.
    lengths = np.diff(offsets)
    if mask is not None and lengths[~mask].any():  # what lies under a null list does not count
        lengths = np.where(mask, lengths, 0)
        return array.flatten(), np.concatenate(([0], np.cumsum(lengths)))
    first, last = int(offsets[0]), int(offsets[-1])
    return array.values.slice(first, last - first), offsets - first


def blocks_of(table: Any, size: int) -> Iterator[Any]:
    """The rows in batches of at most `size`."""
    if isinstance(table, pa.RecordBatch):
        table = pa.Table.from_batches([table])
    if any(column.num_chunks > 1 for column in table.columns):
        table = table.combine_chunks()
    yield from table.to_batches(max_chunksize=size)


def place_numbers(
    tables: Mapping[str, Table], within: Mapping[str, str]
) -> dict[str, tuple[kernels.Array, kernels.Array]]:
    """See `Block.places`: a parent before its children, lists in the order of the tables."""
    # The first situation has applications a, with interviews x and y, and b; the second has c:
    #
    #   number    0   1  2  3  4  5   6
    #             s0  a  x  y  b  s1  c
    #
    # For a that is (1, 3), since 2 and 3 lie inside it. `sizes` counts an instance with all inside it,
    # from the inside out: s0 has 5, a has 3. From these follow `firsts`, from the outside in.
    sizes: dict[str, kernels.Array] = {
        name: np.ones(t.size, np.int64) for name, t in tables.items()
    }
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
            firsts[inner] = ahead + (free - totals.take(starts)).take(segments.parents)
            free = free + np.diff(totals.take(segments.offsets))
    return {name: (firsts[name], firsts[name] + sizes[name] - 1) for name in tables}


class Inputs(Protocol):
    """Where an elementwise node finds its operands: a block, or a selection of its rows."""

    def column(self, node: Node) -> kernels.ColumnarValue:
        """The column of a node."""
        ...

    def narrow(self, node: Node) -> kernels.ColumnarValue:
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
    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        """Its column in a block."""

    def evaluate_selection(self, selection: SelectionVector) -> kernels.ColumnarValue:
        """Its column for some rows: those of the whole column, unless a kind of node knows better."""
        return kernels.take(selection.block.narrow(self), selection.rows)

    def instances(self, block: Block, size: int) -> kernels.Array:
        """The rows in which it holds, if it is a condition, in their order."""
        return kernels.flatnonzero(kernels.rows_of(block.column(self).values, size))

    def evaluate_bounds(self, columns: Sequence[kernels.ColumnarValue]) -> kernels.Bounds:
        """Bounds of its values, from the columns of what it chooses among."""
        return kernels.joint_bounds(columns)


class Block:
    """Columns are worked out when they are first asked for."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        within: Mapping[str, str],
        slots: int,
        today: kernels.ColumnarValue,
        dictionary: Dictionary,
    ) -> None:
        self.tables, self._within = tables, within
        self.today, self.dictionary = today, dictionary
        self._columns: list[kernels.ColumnarValue | None] = [None] * slots
        self._narrow: list[kernels.ColumnarValue | None] = [
            None
        ] * slots  # the same, as their nodes gave them
        self._up: dict[tuple[str, str], kernels.Array] = {}
        self._segments: dict[Space, kernels.Segments] = {}
        self._items: dict[Space, kernels.Array] = {}
        self._indices: dict[tuple[Space, int, str], kernels.Array] = {}
        self._places: Mapping[str, tuple[kernels.Array, kernels.Array]] | None = None
        self.sets: dict[int, Any] = {}  # slot -> what the numbers in its column stand for

    def column(self, node: Node) -> kernels.ColumnarValue:
        """The column of a node."""
        found = self._columns[node.slot]
        if found is None:
            found = self._columns[node.slot] = kernels.plain(self.narrow(node))
        return found

    def narrow(self, node: Node) -> kernels.ColumnarValue:
        """Likewise, but perhaps held in fewer bytes."""
        found = self._narrow[node.slot]
        if found is None:
            found = self._narrow[node.slot] = node.evaluate(self)
        return found

    def known(self, node: Node) -> kernels.ColumnarValue | None:
        """The column of a node, if it has been worked out and not been let go of."""
        return self._narrow[node.slot]

    def keep(self, slot: int, column: kernels.ColumnarValue) -> None:
        """Take a column that was worked out elsewhere."""
        self._narrow[slot] = column

    def drop(self, slots: Iterable[int]) -> None:
        """Let go of columns; what is asked for again is worked out again."""
        for slot in slots:
            self._columns[slot] = self._narrow[slot] = None

    @property
    def slots(self) -> int:
        """For how many columns it has room."""
        return len(self._columns)

    def fork(self, slots: int) -> Block:
        """The same block with room for so many columns: what is worked out in it stays in it."""
        other = copy(self)
        more = max(slots - len(self._columns), 0)
        other._columns = [*self._columns, *[None] * more]
        other._narrow = [*self._narrow, *[None] * more]
        return other

    def size(self, space: Space) -> int:
        """How many rows a space has."""
        return self.tables[space.entity].size if space.base is None else self.segments(space).size

    def up(self, inner: str, outer: str) -> kernels.Array | None:
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

    def places(self, entity: str) -> tuple[kernels.Array, kernels.Array]:
        """For each instance, its number in the order of places, and that of the last one inside it.

        Shape: the numbers run through the whole block.
        """
        if self._places is None:
            self._places = place_numbers(self.tables, self._within)
        return self._places[entity]

    def segments(self, space: Space) -> kernels.Segments:
        """How the rows of an expanded space are divided among those of its base."""
        found = self._segments.get(space)
        if found is None:
            self._expand(space)
            found = self._segments[space]
        return found

    def take_indices(self, space: Space, key: int, entity: str) -> kernels.Array | None:
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

    def base_rows(self, space: Space, base: Space) -> kernels.Array | None:
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
        self._segments[space] = kernels.Segments(offsets, parents)
        self._items[space] = item


class SelectionVector:
    """Some rows of an entity by number, and the columns of nodes for these rows alone.

    Most rules fire for few instances, and the dates of their advice are worked out for these only.
    What an expression reads from elsewhere is taken by row, and only then calculated with.
    """

    def __init__(self, block: Block, rows: kernels.Array) -> None:
        self.block, self.rows = block, rows
        self._columns: dict[int, kernels.ColumnarValue] = {}

    def column(self, node: Node) -> kernels.ColumnarValue:
        """The column of a node, a row for each of `rows`."""
        return kernels.plain(self.narrow(node))

    def narrow(self, node: Node) -> kernels.ColumnarValue:
        """Likewise, but perhaps held in fewer bytes."""
        found = self._columns.get(node.slot)
        if found is None:
            known = self.block.known(node)
            found = (
                node.evaluate_selection(self) if known is None else kernels.take(known, self.rows)
            )
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
            rows = fired.instances(self._block, self._block.tables[entity].size)
            found = SelectionVector(self._block, rows)
            self._found[fired.slot, entity] = found
        return found
