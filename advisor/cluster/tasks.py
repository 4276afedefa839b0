"""What runs on the executors: numbers the rows, decides them, counts what came out.

Only NumPy and pyarrow are needed here, besides what the work itself needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from advisor.backends.columnar import codes_of
from advisor.cluster.jobs import ClusterCounts, Problem, Work

ROW, FILE, BLOCK, NUMBER = "__row", "__file", "__block", "__number"  # no fact has such a name
NUMBERS: Any = pa.field(NUMBER, pa.int32())  # counts the pieces of one situation
AT_ONCE, AT_ONCE_BYTES = 131_072, 2**26  # situations handed to the kernel at a time
KEPT_PROBLEMS = 5_000  # of one task; if there are more, another run collects them
_PROBLEMS: list[Any] = [
    pa.field("row", pa.int64()),
    pa.field("situation", pa.string()),
    pa.field("code", pa.string()),
    pa.field("column", pa.string()),
    pa.field("message", pa.string()),
]
PROBLEMS = pa.schema(_PROBLEMS)


@dataclass
class TaskTally:
    """What one task came to: rows of advice, problems, and what its work counted."""

    counts: ClusterCounts
    rows: int = 0
    problems: int = 0
    kept: list[Problem] = field(default_factory=list)

    def add(self, advice: pa.Table, problems: list[Problem], counts: ClusterCounts) -> None:
        """Count one table of situations."""
        self.rows += advice.num_rows
        self.problems += len(problems)
        self.kept += problems[: KEPT_PROBLEMS - len(self.kept)]
        self.counts.add(counts)


Report = Callable[[TaskTally], None]  # hands the tally of a task over to the driver


def advice_of(
    batches: Iterator[pa.RecordBatch],
    work: Work,
    numbering: Numbering,
    report: Report,
    is_numbered: bool = False,
    with_advice: bool = True,
) -> Iterator[pa.RecordBatch]:
    """The advice for the situations of one task, in their order.

    Shape: the work's schema; with `is_numbered`, where it is still to be sorted, and `NUMBERS`. Nothing
    comes without `with_advice`; it is counted all the same.
    """
    tally = TaskTally(work.nothing())
    schema = work.schema
    for table, rows in numbering.numbered(batches):
        advice, problems, counts = work(table, rows)
        tally.add(advice, problems, counts)
        if with_advice:
            # Texts as Spark takes them: no dictionaries.
            plain = advice.select(schema.names).cast(schema)
            yield from (
                (_with_numbers(plain) if is_numbered else plain).combine_chunks().to_batches()
            )
    report(tally)


def problems_of(
    batches: Iterator[pa.RecordBatch], work: Work, numbering: Numbering
) -> Iterator[pa.RecordBatch]:
    """Only the problems of one task."""
    for table, rows in numbering.numbered(batches):
        _, problems, _ = work(table, rows)
        columns = zip(*problems, strict=True) if problems else ((), (), (), ())
        yield pa.RecordBatch.from_arrays(
            [pa.array(list(c), f.type) for c, f in zip(columns, PROBLEMS, strict=True)],
            schema=PROBLEMS,
        )


def _with_numbers(advice: pa.Table) -> pa.Table:
    """With a number for each piece of a situation, from 0."""
    rows: Any = advice.column("row").to_numpy()
    # Rows 7 7 9 9 9: first ones are at 0 and 2, so each piece's own first is at 0 0 2 2 2, and the numbers
    # are 0 1 0 1 2.
    at = np.arange(len(rows))
    is_first = np.ones(len(rows), np.bool_)
    is_first[1:] = rows[1:] != rows[:-1]
    numbers: Any = pa.array((at - np.maximum.accumulate(np.where(is_first, at, 0))).astype("i4"))
    return advice.append_column(NUMBERS, numbers)


def _gathered(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Batches put together to as many rows as are quickly decided, as long as they are not large."""
    some: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        if batch.num_rows == 0:
            continue
        some.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= AT_ONCE or size >= AT_ONCE_BYTES:
            yield some
            some, rows, size = [], 0, 0
    if some:
        yield some


@dataclass(frozen=True)
class Numbering:
    """Where the rows of files, or the lines of blocks of files, begin to count.

    Shape: `starts` maps a file, or a file and the place of a block in it, to how many rows come before.
    """

    starts: dict[tuple[str, int], int]
    is_by_line: bool

    def numbered(self, batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[pa.Table, Any]]:
        """The tables of one task without the columns that number them, and the numbers from 1.

        Shape: the lines of one table follow one another.
        """
        seen: dict[tuple[str, int], int] = {}
        for some in _gathered(batches):
            names = [name for name in some[0].schema.names if name not in (ROW, FILE, BLOCK)]
            table = pa.Table.from_batches(some).select(names)
            if not self.is_by_line:
                yield table, np.concatenate([self._by_row(batch) for batch in some])
                continue
            rows = np.concatenate([self._by_line(batch, seen) for batch in some])
            breaks = (np.flatnonzero(np.diff(rows) != 1) + 1).tolist()
            for first, last in pairwise([0, *breaks, table.num_rows]):
                yield table.slice(first, last - first), rows[first:last]

    def _by_row(self, batch: pa.RecordBatch) -> Any:
        at: Any = batch.column(batch.schema.get_field_index(ROW)).to_numpy()
        rows = at + 1
        if FILE in batch.schema.names:
            file, files = codes_of(
                pa.chunked_array([batch.column(batch.schema.get_field_index(FILE))])
            )
            rows = rows + np.array([self.starts[name, 0] for name in files])[file]
        return rows

    def _by_line(self, batch: pa.RecordBatch, seen: dict[tuple[str, int], int]) -> Any:
        """Lines come block by block; `seen` counts those of each block so far."""
        file, files = codes_of(pa.chunked_array([batch.column(batch.schema.get_field_index(FILE))]))
        block: Any = batch.column(batch.schema.get_field_index(BLOCK)).to_numpy()
        # Lines of file a, blocks 0 and 64, where 0 and 10 lines come before: the numbers are 1 2 3 … and 11 12 …,
        # and the next batch of block 64 goes on where this one stopped.
        changes = np.flatnonzero((file[1:] != file[:-1]) | (block[1:] != block[:-1])) + 1
        rows = np.empty(batch.num_rows, np.int64)
        edges = [0, *changes.tolist(), batch.num_rows]
        for first, last in pairwise(edges):
            key = files[file[first]], int(block[first])
            before = self.starts[key] + seen.get(key, 0)
            rows[first:last] = np.arange(before + 1, before + 1 + last - first)
            seen[key] = seen.get(key, 0) + last - first
        return rows
