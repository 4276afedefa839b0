"""A table of another program with a row for each item of a list, as `advisor batch --rows application --by student` reads files.

student  company  stage          s1: applications Acme and Hooli
s1       Acme     interviewed    s2: applications Stark
s2       Stark    applied
s1       Hooli    offered
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from advisor import ir
from advisor.api.input_columns import NAME, in_python
from advisor.batch.problems import BatchError
from advisor.batch.sources.casts import plain_table
from advisor.batch.sources.flat_rows import FlatRows
from advisor.batch.sources.reading import Notices, Reading
from advisor.batch.sources.slices import Chunk, FileState
from advisor.batch.sources.table_files import TableFile
from advisor.diagnostics import ArgumentError, called
from advisor.loading.declarations.python_values import is_gap, plain, written


class TableAtHand(TableFile):
    """A table in memory, where `TableFile` has one on the disk."""

    def __init__(self, table: pa.Table) -> None:
        self._table = plain_table(table)
        self.path, self.is_csv = Path(NAME), False
        self.state = _Unchanging(self.path, table.nbytes, 0, 0)
        self.schema = self._table.schema

    def batches(self, columns: list[str] | None = None) -> Iterator[Any]:
        """See `TableFile`."""
        yield from (self._table if columns is None else self._table.select(columns)).to_batches()

    def digest(self) -> str:
        """See `TableFile`; nobody goes on with a table that was in memory."""
        return ""


class _Unchanging(FileState):
    def is_current(self) -> bool:
        """It is."""
        return True


def flat_slices(table: pa.Table, pack: ir.Pack, reading: Reading) -> Iterator[Callable[[], Chunk]]:
    """The situations in slices; each has the number of its first row, from 1.

    Raises: BatchError, where a column is not known, or there is no such column as `by` names.
    """
    twice = [name for name in table.column_names if table.column_names.count(name) > 1]
    if twice:
        raise ArgumentError(f"the column `{twice[0]}` is there twice")
    for n, name in enumerate(table.column_names):
        if table.column(n).null_count == table.num_rows:  # whatever its type is: it says nothing
            table = table.set_column(n, name, pa.nulls(table.num_rows))
    try:
        rows = FlatRows(TableAtHand(table), pack, reading, Notices())
        for piece in rows.slices():
            yield piece.load
    except BatchError as error:
        raise BatchError(in_python(error)) from None


def table_of_frame(frame: Any, knows: Callable[[str], bool]) -> pa.Table:
    """A frame of pandas; columns of several kinds of values become texts, as files have them. An index counts where one `knows` it.

    Raises: ArgumentError, where the columns have several levels.
    """
    if frame.columns.nlevels > 1:
        raise ArgumentError("the columns of the frame have several levels; give each one name")
    named = [
        name
        for name in frame.index.names
        if name is not None and name not in frame.columns and knows(str(name))
    ]
    frame = (frame.reset_index(level=named) if named else frame).rename(columns=str)
    arrays = [_array(frame.iloc[:, n]) for n in range(frame.shape[1])]
    return pa.Table.from_arrays(arrays, names=list(frame.columns))


def table_of_mappings(rows: Iterable[Any]) -> pa.Table:
    """Mappings, one a row; what one has no key for is missing in its row.

    Raises: ArgumentError, where one is something else.
    """
    known = list(rows)
    for number, row in enumerate(known):
        if not isinstance(row, Mapping):
            raise ArgumentError(f"row {number} is {called(row)}, where a mapping of facts belongs")
    names = list(dict.fromkeys(str(name) for row in known for name in row))
    arrays = [_array([row.get(name) for row in known]) for name in names]
    return pa.Table.from_arrays(arrays, names=names)


def _array(values: Any) -> Any:
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return pa.array([None if is_gap(v) or v is None else _text(v) for v in values], pa.string())


def _text(value: object) -> str:
    return written(plain(value))
