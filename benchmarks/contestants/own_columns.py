"""Our columnar engine."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from advisor.api import load_pack
from advisor.backends.columnar import Decided, compile_columnar
from benchmarks.contestants.own_rows import PACK
from benchmarks.contestants.prepared import TODAY, Answers, Prepared


def prepare(situations: pa.Table) -> Prepared:
    """Columns of exactly the types that the pack declares."""
    columnar = compile_columnar(load_pack(PACK))
    table = fit(situations, columnar.schema)
    return Prepared(
        lambda: columnar.decide(table, TODAY.toordinal()), lambda d: _answers(d, len(table))
    )


def fit(situations: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns of the schema in its order: numbers as decimals, absent ones null."""
    columns: list[Any] = []
    for field in schema:
        if field.name not in situations.column_names:
            columns.append(pa.nulls(len(situations), field.type))
            continue
        column: Any = situations[field.name]
        if pa.types.is_decimal(field.type):
            column = pc.cast(pc.cast(column, pa.decimal128(25, 6)), field.type)
        columns.append(column)
    return pa.table(dict(zip(schema.names, columns, strict=True)))


def _answers(decided: Decided, rows: int) -> Answers:
    found: Answers = [[] for _ in range(rows)]
    advice = decided.advice
    for row, action, due in zip(
        advice["row"].to_pylist(),
        advice["action"].to_pylist(),
        advice["due"].to_pylist(),
        strict=True,
    ):
        found[row].append((action, (due - TODAY).days))
    return found
