"""The engine: compile once, then decide any number of situations."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from advisor.backends.columnar.decided import Decided
from advisor.backends.columnar.schema import ADVICE, ERRORS, schema_of
from advisor.ir.packs import Program


@dataclass(frozen=True)
class ColumnarProgram:
    """A program ready to run on columns. Immutable: may be pickled and shared by threads."""

    schema: pa.Schema

    def decide(
        self,
        table: pa.Table | pa.RecordBatch,
        today: int | None,
        default_today: int | None = None,
        count_rules: bool = False,
    ) -> Decided:
        """The advice for every situation of the table.

        Units: `today` is an ordinal and overrides the column `today`; `default_today` counts for
        situations without a date.
        Errors: a bad situation is a row of `errors`. Raises ValueError, where a situation has no date
        and neither argument gives one, or where the table's columns are not those of `schema`.
        """
        return Decided(table.num_rows, ADVICE.empty_table(), ERRORS.empty_table(), {})


def compile_columnar(program: Program) -> ColumnarProgram:
    """Make the program ready to run on columns."""
    return ColumnarProgram(schema_of(program.pack))
