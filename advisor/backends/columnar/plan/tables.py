"""From a batch of Arrow columns to the tables of a block: one for each entity, and its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from advisor.backends.columnar.kernels.arrow import given_mask, integers, pa
from advisor.backends.columnar.kernels.segments import Segments
from advisor.backends.columnar.kernels.values import Array
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, Pack


@dataclass(frozen=True, slots=True)
class Table:
    """The instances of one entity in a block, in the order of their places.

    `arrays` are its stated facts by name; `segments` says how they are divided among the instances
    around them (None for the situation).
    """

    size: int
    arrays: Mapping[str, Any]
    segments: Segments | None


def tables_of(pack: Pack, batch: Any) -> tuple[dict[str, Table], Mapping[str, Array]]:
    """The tables of all entities, and for each list the entries that are null instead of facts."""
    fields = dict(zip(batch.schema.names, batch.columns, strict=True))
    facts = _stated(pack, SITUATION, fields)
    tables = {SITUATION: Table(batch.num_rows, facts, None)}
    broken: dict[str, Array] = {}
    waiting = [(SITUATION, fields)]
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
            tables[inner.name] = Table(len(items), facts, Segments(offsets, parents))
            waiting.append((inner.name, inside))
    return tables, broken


def _stated(pack: Pack, entity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        fact.name: fields[fact.name]
        for fact in pack.entities[entity].facts.values()
        if not fact.is_concluded
    }


def _items(array: Any, size: int) -> tuple[Any, Array]:
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
) -> dict[str, tuple[Array, Array]]:
    """See `Block.places`: a parent before its children, lists in the order of the tables."""
    # The first situation has applications a, with interviews x and y, and b; the second has c:
    #
    #   number    0   1  2  3  4  5   6
    #             s0  a  x  y  b  s1  c
    #
    # For a that is (1, 3), since 2 and 3 lie inside it. `sizes` counts an instance with all inside it,
    # from the inside out: s0 has 5, a has 3. From these follow `firsts`, from the outside in.
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
            firsts[inner] = ahead + (free - totals.take(starts)).take(segments.parents)
            free = free + np.diff(totals.take(segments.offsets))
    return {name: (firsts[name], firsts[name] + sizes[name] - 1) for name in tables}
