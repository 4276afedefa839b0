"""Several chunks as one: what was read in several ways, or stands in several files, is decided in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.backends.columnar import column_type
from advisor.batch.sources.schema_casts import conform, declared, problems_of
from advisor.batch.sources.slices import Chunk

_ANY_WHOLE = pa.decimal128(25, 6)  # holds all of int64


def together(chunks: Sequence[Chunk], pack: ir.Pack) -> Chunk:
    """All rows in their order: as they came where their columns are alike, else as the pack declares them.

    Shape: there is at least one chunk.
    """
    alike = [
        _same_columns(list(run)) for _, run in groupby(chunks, lambda c: (c.table.schema, c.dates))
    ]
    if len(alike) == 1:
        return _in_order(alike[0])
    good = [_as_declared(chunk, pack) for chunk in alike]
    if len({chunk.table.schema for chunk in good}) > 1:
        # Whole numbers become decimals only where these hold all numbers of so many bits.
        for number in (_ANY_WHOLE, column_type(ir.NUMBER)):
            schema = pa.schema(_fields(pack, ir.SITUATION, number))
            good = [replace(chunk, table=chunk.table.cast(schema)) for chunk in good]
    spellings: dict[str, frozenset[str]] = {}
    for chunk in good:
        for column, words in chunk.spellings.items():
            spellings[column] = spellings.get(column, frozenset()) | words
    whole = _same_columns(good)
    return _in_order(replace(whole, spellings=spellings))


def _same_columns(chunks: list[Chunk]) -> Chunk:
    first, *others = chunks
    if not others:
        return first
    return replace(
        first,
        table=pa.concat_tables([chunk.table for chunk in chunks]),
        rows=np.concatenate([chunk.rows for chunk in chunks]),
        problems=[problem for chunk in chunks for problem in chunk.problems],
        orphans=[orphan for chunk in chunks for orphan in chunk.orphans],
        bad=tuple(bad for chunk in chunks for bad in chunk.bad),
    )


def _as_declared(chunk: Chunk, pack: ir.Pack) -> Chunk:
    good = conform(chunk.table, pack, chunk.dates)
    bad = ((good.bad, chunk.rows[good.bad_rows]),) if good.problems else ()
    return replace(
        chunk,
        table=good.table,
        rows=chunk.rows[good.rows],
        problems=[*chunk.problems, *problems_of(good, chunk.rows, chunk.table)],
        bad=(*chunk.bad, *bad),
        spellings=good.spellings,
    )


def _in_order(chunk: Chunk) -> Chunk:
    rows = chunk.rows
    if bool(np.all(rows[1:] > rows[:-1])):
        return chunk
    order = np.argsort(rows)
    return replace(chunk, table=chunk.table.take(pa.array(order)), rows=rows[order])


def _fields(pack: ir.Pack, entity: str, number: Any) -> list[Any]:
    """The columns of an entity as the pack declares them, texts plain, and numbers as the given type."""
    facts, lists = declared(pack, entity)
    fields = [
        pa.field(name, number if fact.type == ir.NUMBER else column_type(fact.type))
        for name, fact in facts.items()
    ]
    for name, item in lists.items():
        fields.append(pa.field(name, pa.list_(pa.struct(_fields(pack, item, number)))))
    return fields
