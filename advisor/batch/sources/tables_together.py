"""Several flat tables as one, with what their folders say as columns.

exports/person=ann/part-0.parquet    company stage      company stage   person
                                     Acme    applied    Acme    applied ann
exports/person=bob/part-0.parquet    Hooli   offered    Hooli   offered bob
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from advisor.batch.problems import BatchError, words_of
from advisor.batch.sources.slices import FileState
from advisor.batch.sources.table_files import BATCH_ROWS, TableFile

Partition = Mapping[str, str | None]


@dataclass(frozen=True)
class _States:
    """The states of all files; see `FileState`."""

    states: tuple[FileState, ...]

    @property
    def size(self) -> int:
        return sum(state.size for state in self.states)

    @property
    def modified(self) -> list[int]:
        return [state.modified for state in self.states]

    def is_current(self) -> bool:
        return all(state.is_current() for state in self.states)


class TablesTogether(TableFile):
    """The rows of several files, one file after the other. What one has no column for is missing in its rows.

    Shape: each file comes with what its folders say of all its rows.
    Raises: BatchError, where a column has several types.
    """

    def __init__(self, files: Sequence[tuple[TableFile, Partition]]) -> None:
        self._files = files
        self._before = [0] * len(files)  # rows, once they are known
        for file, _ in files:
            twice = [n for n in file.schema.names if n and file.schema.names.count(n) > 1]
            if twice:
                raise BatchError(
                    f"{file.name}: the column `{twice[0]}` is there twice: give one of them another name"
                )
        first = files[0][0]
        self.path, self.is_csv = first.path, first.is_csv
        states: Any = _States(tuple(file.state for file, _ in files))
        self.state = states
        try:
            self.schema = pa.unify_schemas(
                [_with_folders(file.schema, partition) for file, partition in files],
                promote_options="permissive",
            )
        except pa.ArrowException as error:
            raise BatchError(f"{self.name} cannot be read as one: {words_of(error)}") from error

    @property
    def name(self) -> str:
        """See `TableFile`."""
        return self._files[0][0].name if len(self._files) == 1 else f"{len(self._files)} files"

    @property
    def label(self) -> str:
        """See `TableFile`."""
        return ", ".join(file.name for file, _ in self._files)

    def place_of(self, row: int) -> str:
        """See `TableFile`: `b.csv, row 1` for row 4 of all."""
        at = bisect_left(self._before, row) - 1
        return f"{self._files[at][0].name}, row {row - self._before[at]}"

    @property
    def delimiter(self) -> str | None:
        """What separates the cells in all files; None, where it is not the same."""
        found = {file.delimiter for file, _ in self._files}
        return found.pop() if len(found) == 1 else None

    def batches(self, columns: list[str] | None = None) -> Iterator[Any]:
        """See `TableFile`."""
        yield from _filled(self._batches_of_files(columns))

    def _batches_of_files(self, columns: list[str] | None) -> Iterator[Any]:
        schema = self.schema
        if columns is not None:
            schema = pa.schema([schema.field(name) for name in columns])
        rows = 0
        for at, (file, partition) in enumerate(self._files):
            self._before[at] = rows
            theirs = None if columns is None else [n for n in columns if n in file.schema.names]
            for batch in file.batches(theirs):
                rows += batch.num_rows
                arrays = [_column(batch, field, partition) for field in schema]
                yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    def digest(self) -> str:
        """See `TableFile`."""
        return " ".join(file.digest() for file, _ in self._files)


def _filled(batches: Iterable[Any]) -> Iterator[Any]:
    """The same rows in batches of a good size: what one costs is more than a few rows do."""
    held: list[Any] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += len(batch)
        if rows >= BATCH_ROWS:
            yield _one_of(held)
            held, rows = [], 0
    if held:
        yield _one_of(held)


def _one_of(batches: list[Any]) -> Any:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _with_folders(schema: Any, partition: Partition) -> Any:
    for name in partition:
        if name not in schema.names:
            schema = schema.append(pa.field(name, pa.string()))
    return schema


def _column(batch: Any, field: Any, partition: Partition) -> Any:
    at = batch.schema.get_field_index(field.name)
    if at >= 0:
        return batch.column(at).cast(field.type)
    value = partition.get(field.name)
    return pa.repeat(pa.scalar(value, pa.string()), batch.num_rows).cast(field.type)


def known_parts(partition: Partition, knows: Callable[[str], bool]) -> dict[str, str | None]:
    """What folders say that somebody looks for."""
    return {name: value for name, value in partition.items() if knows(name)}
