"""What an executor of a cluster does with a table of situations: the same as a slice gets here."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyarrow as pa

from advisor import ir
from advisor.backends.columnar import ColumnarProgram, Decided
from advisor.batch.counts.counting import BatchCounts, Crossing
from advisor.batch.counts.in_columns import count_slice
from advisor.batch.deciding import LONG, DecidedSlice, decide_slice, long_results
from advisor.batch.outputs.encoding import NESTED, nested_table
from advisor.batch.problems import in_their_words
from advisor.batch.sources.columns import Columns, check_named, columns_of, names_told
from advisor.batch.sources.json_lines import JsonLinesSource
from advisor.batch.sources.reading import PLAIN, Notices, Reading
from advisor.batch.sources.schema_casts import check_columns, without_dictionaries
from advisor.batch.sources.slices import Chunk
from advisor.diagnostics.fast_dataclass import dataclass

LINE = "line"  # the one column of a table of lines
Problem = tuple[int, str | None, str, str, str]  # row, situation, code, column, message


@dataclass(frozen=True)
class ClusterWork:
    """Decides tables as they come; may be pickled. `is_nested` gives one row a situation,
    `is_results` the results instead of the advice; `reading` says how they are read.

    Advice is counted by action, rule and group only with a `crossing`.
    """

    pack: ir.Pack
    engine: ColumnarProgram
    as_of: ir.AsOf
    is_nested: bool = False
    crossing: Crossing | None = None
    is_results: bool = False
    reading: Reading = PLAIN

    def columns(self, schema: pa.Schema, name: str, notices: Notices) -> Columns:
        """How a table with this schema is read.

        Raises: BatchError, where its columns are not such as the pack has.
        """
        check_named([schema], self.reading, name)
        found = columns_of(schema, self.pack, [ir.SITUATION], name, self.reading, notices)
        check_columns(found.schema, self.pack, name)
        return found

    @property
    def schema(self) -> pa.Schema:
        """The columns of the advice, as files have them, without dictionaries."""
        columns = long_results(self.pack) if self.is_results else NESTED if self.is_nested else LONG
        return pa.schema([_plain(field) for field in columns])

    def nothing(self) -> BatchCounts:
        """The counts of no situations."""
        return BatchCounts()

    def __call__(self, table: pa.Table, rows: Any) -> tuple[pa.Table, list[Problem], BatchCounts]:
        """The advice of a table, its problems and its counts.

        Shape: `rows` numbers the rows from 1 within the whole input; lines follow one another, in one
        column of bytes.
        """
        if LINE in table.column_names:
            chunks = self._lines(table, int(rows[0]))
        else:
            columns = columns_of(
                table.schema, self.pack, [ir.SITUATION], "", self.reading, Notices()
            )
            tell = in_their_words(names_told(columns, self.pack))
            dates = self.reading.date_reading(Notices())
            chunks = [Chunk(columns.apply(table), rows, dates=dates, tell=tell)]
        advice: list[pa.Table] = []
        problems: list[Problem] = []
        counts = BatchCounts()
        for chunk in chunks:
            decided = decide_slice(chunk, self.pack, self._decide)
            advice.append(self._rows(decided))
            problems += [
                (p.told_row, p.situation, p.code, p.column, p.message) for p in decided.problems
            ]
            counts.add(count_slice(decided, self.crossing))
        return pa.concat_tables(advice), problems, counts

    def _rows(self, decided: DecidedSlice) -> pa.Table:
        if self.is_results:
            assert (
                decided.results is not None
            )  # INVARIANT: the pack has some, so they were asked for
            return decided.results
        return nested_table(decided) if self.is_nested else decided.advice

    def _decide(self, table: pa.Table) -> Decided:
        counts_rules = self.crossing is not None
        return self.engine.decide(table, self.as_of, counts_rules, with_results=self.is_results)

    def _lines(self, table: pa.Table, first: int) -> list[Chunk]:
        lines: list[Any] = table.column(LINE).to_pylist()
        block = b"\n".join(lines) + b"\n"
        source = JsonLinesSource(
            Path("-"), self.pack, io.BytesIO(block), reading=self.reading, is_part=True
        )
        return [piece.read().moved(first - 1) for piece in source.slices()]


def _plain(field: Any) -> Any:
    """A column whose texts are plain; Spark knows no others, and lets every column be null."""
    return pa.field(field.name, without_dictionaries(field.type))
