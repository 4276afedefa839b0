"""The groups of all pieces of advice of a slice at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.counts.grouping import Grouping
from advisor.batch.counts.tallying import Groups, codes_of
from advisor.batch.decide.deciding import DecidedSlice
from advisor.ir.places import place_steps
from advisor.ir.types import MILLION, Kind


def column_groups(grouping: Grouping) -> Groups:
    """For each piece of advice of a slice, the name of its group."""

    def groups(decided: DecidedSlice) -> Any:
        places, names = codes_of(decided.advice.column("position"))
        steps = [place_steps(name)[: len(grouping.lists)] for name in names]
        fits = np.array([tuple(n for n, _ in s) == grouping.lists for s in steps], np.bool_)
        at = decided.at.copy()
        is_here = fits[places] if len(names) else np.zeros(len(places), np.bool_)
        values: Any = None
        for level, name in enumerate(grouping.lists):
            column = decided.table.column(name) if values is None else values.field(name)
            whole = _one_piece(column)
            numbers = np.array([s[level][1] if f else 0 for s, f in zip(steps, fits, strict=True)])
            at[is_here] = whole.offsets.to_numpy()[at[is_here]] + numbers[places[is_here]]
            values = whole.values
        name = grouping.fact.name
        leaf = _one_piece(decided.table.column(name) if values is None else values.field(name))
        return _named(leaf, at, is_here, grouping)

    return groups


def _named(leaf: Any, at: Any, is_here: Any, grouping: Grouping) -> Any:
    encoded = leaf if pa.types.is_dictionary(leaf.type) else leaf.dictionary_encode()
    known = [grouping.name(_value(v, grouping)) for v in encoded.dictionary.to_pylist()]
    names = [*known, grouping.name(None), grouping.elsewhere]
    missing: Any = pa.scalar(len(known), encoded.indices.type)
    codes = pc.fill_null(encoded.indices, missing).to_numpy(zero_copy_only=False).astype(np.int64)
    chosen = np.full(len(at), len(known) + 1, np.int64)
    chosen[is_here] = codes[at[is_here]]
    indices: Any = pa.array(chosen)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names))


def _value(value: Any, grouping: Grouping) -> Any:
    match grouping.fact.type.kind:
        case Kind.NUMBER:
            return None if value is None else int(value * MILLION)
        case Kind.DATE:
            return None if value is None else value.toordinal()
        case _:
            return value


def _one_piece(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
