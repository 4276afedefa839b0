"""From the situations of one slice to rows of advice, on whatever engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.backends.advising import Advisor
from advisor.backends.columnar import ADVICE, EPOCH, ERRORS, Decided, compile_columnar
from advisor.batch.decide import advice_on
from advisor.batch.problems import Fault, RowProblem
from advisor.batch.sources.plain_rows import RowError, read_situation
from advisor.batch.sources.schema_casts import conform, problems_of
from advisor.batch.sources.slices import Chunk
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Pack, Program
from advisor.ir.situations import AsOf

Decide = Callable[[pa.Table], Decided]
_LONG: list[Any] = [
    pa.field("row", pa.int64(), nullable=False),
    pa.field("situation", pa.string()),
    *(field for field in ADVICE if field.name != "row"),
]
LONG = pa.schema(_LONG)
_FAULT = [name for name in ERRORS.names if name != "row"]


@dataclass(frozen=True)
class DecidedSlice:
    """What came out for one slice. `advice` has the columns `LONG`; `rows` numbers its good rows.

    `orphans` are rows of other tables that belong to no situation. `table` holds the good rows, as the
    pack declares them.
    Shape: `at` gives, for each piece of advice, the place of its situation in `rows` and `table`.
    """

    advice: pa.Table
    problems: list[RowProblem]
    orphans: list[RowProblem]
    table: pa.Table
    rows: Any
    at: Any
    spellings: dict[str, frozenset[str]]


@dataclass(frozen=True)
class ConformedSlice:
    """A slice in the declared columns. `rows` numbers its good rows; `problems` are those of the others."""

    table: pa.Table
    rows: Any  # int64 array
    problems: list[RowProblem]
    orphans: list[RowProblem]
    spellings: dict[str, frozenset[str]]  # by column: how yes and no are written


def decide_slice(chunk: Chunk, pack: Pack, decide: Decide) -> DecidedSlice:
    """Bring the slice to the declared columns, decide, and number the rows."""
    return decide_conformed(conform_slice(chunk, pack), decide)


def conform_slice(chunk: Chunk, pack: Pack) -> ConformedSlice:
    """Bring the slice to the declared columns."""
    good = conform(chunk.table, pack, chunk.dates)
    rows = chunk.rows[good.rows]
    problems = [*chunk.problems, *problems_of(good, chunk.rows, chunk.table)]
    return ConformedSlice(good.table, rows, problems, chunk.orphans, good.spellings)


def decide_conformed(good: ConformedSlice, decide: Decide) -> DecidedSlice:
    """Decide, and number the rows."""
    problems, rows = list(good.problems), good.rows
    decided = decide(good.table)
    good_ids = good.table.column("situation")
    for error in decided.errors.to_pylist():
        at = error.pop("row")
        problems.append(RowProblem.of(int(rows[at]), good_ids[at].as_py(), Fault(**error)))
    problems.sort(key=lambda p: p.row)
    at = decided.advice.column("row").to_numpy()
    advice = _long(decided.advice, at, rows, good_ids)
    return DecidedSlice(advice, problems, good.orphans, good.table, rows, at, good.spellings)


def _long(advice: pa.Table, at: Any, rows: Any, ids: Any) -> pa.Table:
    names: Any
    if ids.null_count == len(ids):
        names = pa.nulls(len(at), pa.string())
    else:
        names = pc.take(ids, pa.array(at)).cast(pa.string())
    numbers = pa.array(rows[at] if len(rows) else np.empty(0, np.int64))
    # The engine numbers the good rows of the slice from 0; people count those of the whole input from 1:
    # good rows 0 1 2 of a slice are perhaps rows 501 503 504.
    columns = [numbers, names, *(advice.column(name) for name in LONG.names[2:])]
    return pa.Table.from_arrays(columns, schema=LONG)


def one_by_one(advisor: Advisor) -> Decide:
    """An engine for single situations, for tables."""

    def decide(table: pa.Table) -> Decided:
        found: list[dict[str, object]] = []
        errors: list[dict[str, object]] = []
        first = 0
        for batch in table.to_batches(max_chunksize=4_096):  # plain values are large
            for at, row in enumerate(batch.to_pylist(), first):
                try:
                    pieces = advice_on(advisor, read_situation(row, advisor.program.pack))
                except RowError as error:
                    errors.append({"row": at} | {n: getattr(error.fault, n) for n in _FAULT})
                    continue
                found.extend(
                    {
                        "row": at,
                        "place": piece.place,
                        "action": piece.action,
                        "title": piece.title,
                        "for": piece.full_label,
                        "start": _days(piece.start),
                        "due": _days(piece.due),
                        "status": piece.status,
                        "rules": " ".join(piece.rules),
                    }
                    for piece in pieces
                )
            first += batch.num_rows
        return Decided(
            table.num_rows,
            pa.Table.from_pylist(found, ADVICE),
            pa.Table.from_pylist(errors, ERRORS),
            {},
        )

    return decide


def _days(ordinal: int | None) -> int | None:
    return None if ordinal is None else ordinal - EPOCH


def in_columns(program: Program, as_of: AsOf) -> Decide:
    """The columnar engine."""
    compiled = compile_columnar(program)

    def decide(table: pa.Table) -> Decided:
        return compiled.decide(table, as_of)

    return decide
