"""What an executor of a cluster does with a table of situations: the same as a slice gets here."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from advisor.backends.columnar import ColumnarProgram, Decided
from advisor.batch.deciding import decide_slice
from advisor.batch.jsonl_source import JsonLinesSource
from advisor.batch.sources import Chunk
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Pack

LINE = "line"  # the one column of a table of lines


@dataclass(frozen=True)
class ClusterWork:
    """Decides tables as they come; may be pickled. `day` is the date of situations that state none.

    With `is_fixed` it is the date of all. Units: an ordinal.
    """

    pack: Pack
    engine: ColumnarProgram
    day: int
    is_fixed: bool

    def __call__(
        self, table: pa.Table, rows: Any
    ) -> tuple[pa.Table, list[tuple[int, str | None, str, str]]]:
        """The advice of a table and its problems.

        Shape: `rows` numbers the rows from 1 within the whole input; lines follow one another, in one
        column of bytes.
        """
        chunks = self._lines(table, int(rows[0])) if LINE in table.column_names else None
        advice: list[pa.Table] = []
        problems: list[tuple[int, str | None, str, str]] = []
        for chunk in [Chunk(table, rows)] if chunks is None else chunks:
            decided = decide_slice(chunk, self.pack, self._decide)
            advice.append(decided.advice)
            problems += [(p.row, p.situation, p.code, p.message) for p in decided.problems]
        return pa.concat_tables(advice), problems

    def _decide(self, table: pa.Table) -> Decided:
        return self.engine.decide(table, self.day if self.is_fixed else None, self.day)

    def _lines(self, table: pa.Table, first: int) -> list[Chunk]:
        lines: list[Any] = table.column(LINE).to_pylist()
        block = b"\n".join(lines) + b"\n"
        source = JsonLinesSource(Path("-"), self.pack, io.BytesIO(block))
        chunks = [piece.load() for piece in source.slices()]
        return [
            Chunk(
                chunk.table,
                chunk.rows + (first - 1),
                [replace(p, row=p.row + first - 1) for p in chunk.problems],
            )
            for chunk in chunks
        ]
