"""Copies of situations with another value of one stated fact.

What rules read is taken from the situations, and only as far as something asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.kernels.arrow import array_of, fact_values, pa
from advisor.backends.columnar.plan.block import Block, Table
from advisor.backends.columnar.variant_planner import Fact
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class OtherValue:
    """Another value of a fact, for one of a situation's instances of its entity, by number."""

    situation: int
    instance: int
    value: ir.Value | None


def changed_block(
    pack: ir.Pack,
    own: Block,
    begin: Mapping[str, kernels.Array],
    key: Fact,
    changes: Sequence[OtherValue],
) -> Block:
    """A block with a copy for each change; of `today`: judged by another day.

    Shape: `begin` has, by entity, the first row of each situation in the block, and one number more at the end.
    """
    situations = np.array([change.situation for change in changes], np.int64)
    days = kernels.rows_of(own.today.values, len(begin[ir.SITUATION]) - 1)[situations]
    if key == (ir.SITUATION, ir.TODAY):
        days = np.array([change.value for change in changes], np.int32)
    tables: dict[str, Table] = {}
    begins: dict[str, kernels.Array] = {}  # by entity, where the rows of each copy begin
    for entity, table in own.tables.items():
        starts = begin[entity]
        lengths = np.diff(starts)[situations]
        begins[entity] = np.concatenate(([0], np.cumsum(lengths)))
        copy = np.repeat(np.arange(len(situations)), lengths)
        ahead = starts[:-1][situations] - begins[entity][:-1]
        rows = np.arange(len(copy)) + ahead[copy]
        segments = None
        if table.segments is not None:
            within = own.within(entity)
            moved = begins[within][:-1] - begin[within][:-1][situations]
            parents = table.segments.parents[rows] + moved[copy]
            offsets = np.searchsorted(parents, np.arange(int(begins[within][-1]) + 1))
            segments = kernels.Segments(offsets, parents)
        at = begins[entity][:-1] + [c.instance for c in changes] if key[0] == entity else None
        values = None if at is None or key[1] == ir.TODAY else (key[1], at, changes)
        arrays = _Taken(table.arrays, rows, pack.entities[entity], values)
        tables[entity] = Table(len(rows), arrays, segments)
    within_of = {e: own.within(e) for e in tables if e != ir.SITUATION}
    return Block(tables, within_of, own.slots, kernels.ColumnarValue(days), own.dictionary)


class _Taken(Mapping[str, Any]):
    """The arrays of a table for other rows, one of them with changed values."""

    def __init__(
        self,
        arrays: Mapping[str, Any],
        rows: kernels.Array,
        entity: ir.EntityDeclaration,
        changed: tuple[str, kernels.Array, Sequence[OtherValue]] | None,
    ) -> None:
        self._arrays, self._rows, self._changed, self._entity = arrays, rows, changed, entity

    def __getitem__(self, name: str) -> Any:
        array, rows = self._arrays[name], self._rows
        if self._changed is not None and self._changed[0] == name:
            _, at, changes = self._changed
            values = list(dict.fromkeys(change.value for change in changes))
            places = {value: len(array) + n for n, value in enumerate(values)}
            rows = rows.copy()
            rows[at] = [places[change.value] for change in changes]
            more = fact_values(values, self._entity.facts[name].type)
            array = pa.concat_arrays([array, more.cast(array.type)])
        return array.take(array_of(rows, pa.int64()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)
