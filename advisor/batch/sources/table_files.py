"""One table of a folder of tables, read from its beginning to its end in bounded pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from advisor.batch.problems import BatchError
from advisor.batch.sources.slices import FileState

BATCH_ROWS = 65_536
_CSV_BLOCK = 8_000_000  # bytes; also the longest that one line may be


class TableFile:
    """A CSV or Parquet file. The cells of CSV are text; empty ones are missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = FileState.of(path)
        try:
            self.schema: Any = self._schema()
        except (OSError, pa.ArrowException) as error:
            raise self.broken(error) from error

    def _schema(self) -> Any:
        if self.path.suffix.lower() == ".csv":
            if not self.state.size:
                raise BatchError(f"{self.path} is empty; write the names of its columns above")
            with self._csv_reader() as reader:
                return reader.schema
        with pq.ParquetFile(self.path) as file:
            return file.schema_arrow

    def _csv_reader(self, columns: list[str] | None = None) -> Any:
        with self.path.open("rb") as file:
            line = file.readline().decode("utf-8-sig", "replace")
        names = next(iter(_csv_lines(line)), [])
        return pcsv.open_csv(
            self.path,
            read_options=pcsv.ReadOptions(use_threads=False, block_size=_CSV_BLOCK),
            parse_options=pcsv.ParseOptions(newlines_in_values=True),
            convert_options=pcsv.ConvertOptions(
                include_columns=columns,
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )

    def batches(self, columns: list[str] | None = None) -> Iterator[Any]:
        """All rows, as record batches; of some columns only, if they are named.

        Raises: BatchError, where the file cannot be read.
        """
        try:
            if self.path.suffix.lower() == ".csv":
                with self._csv_reader(columns) as reader:
                    yield from reader
            else:
                with pq.ParquetFile(self.path, pre_buffer=False) as file:
                    yield from file.iter_batches(BATCH_ROWS, columns=columns, use_threads=False)
        except (OSError, pa.ArrowException) as error:
            raise self.broken(error) from error

    def digest(self) -> str:
        """Of all its bytes."""
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise self.broken(error) from error

    def broken(self, error: Exception) -> BatchError:
        """What to say when it cannot be read."""
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return BatchError(f"cannot read {self.path}: {lines[0]}")


def _csv_lines(text: str) -> Iterator[list[str]]:
    import csv

    yield from csv.reader([text])


class Stretches:
    """The rows of a table that is ordered by situation, handed out stretch by stretch."""

    def __init__(self, file: TableFile) -> None:
        self._batches = file.batches()
        self._held: list[Any] = []
        self.taken = 0  # rows handed out so far
        self._ended = False

    def peek(self, count: int) -> Any:
        """The next rows as one table, at least `count` where there are so many; they stay."""
        held = sum(batch.num_rows for batch in self._held)
        while held < count and not self._ended:
            batch = next(self._batches, None)
            if batch is None:
                self._ended = True
            elif batch.num_rows:
                self._held.append(batch)
                held += batch.num_rows
        return pa.Table.from_batches(self._held) if self._held else None

    def drop(self, count: int) -> None:
        """The next `count` rows have been used."""
        self.taken += count
        while count:
            first = self._held[0]
            if first.num_rows > count:
                self._held[0] = first.slice(count)
                return
            count -= first.num_rows
            del self._held[0]
