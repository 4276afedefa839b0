"""One table of a folder of tables: its rows in bounded pieces, and what is asked of all its ids."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from advisor.batch.problems import BatchError, PermanentError
from advisor.batch.sources.slices import FileState
from advisor.ir.packs import SITUATION

BATCH_ROWS = 65_536
_CSV_BLOCK = 8_000_000  # bytes; also the longest that one line may be
Array = Any  # a NumPy array
MOST_HASHES = 8_000_000  # 64 MB; of a longer table a half, a quarter, … of the hashes at a time
MOST_REPEATED = 1_000_000  # ids; a table with more of them is no table of situations
_AT_ONCE = 500_000  # rows looked at in one go


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


class BatchReader:
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


class SituationIds:
    """Answers about all ids of one table. Memory does not grow with the table."""

    def __init__(self, table: TableFile) -> None:
        self._table = table
        self._repeated: Any = None

    def repeated(self) -> Any:
        """The ids that more than one situation has, as an Arrow array of texts; found once.

        Raises: PermanentError, where there are more than `MOST_REPEATED`.
        """
        if self._repeated is None:
            self._repeated = self._confirmed(self._repeated_hashes())
        return self._repeated

    def rows_of(self, ids: Any) -> Array:
        """For each id the number of its first row, from 1; 0 where no situation has it.

        Shape: `ids` is an Arrow array of texts without null.
        """
        found = np.zeros(len(ids), np.int64)
        first = 1
        for texts in self._texts():
            at: Any = pc.index_in(ids, value_set=texts)
            places = pc.fill_null(at, -1).to_numpy(zero_copy_only=False)
            is_new = (places >= 0) & (found == 0)
            found[is_new] = places[is_new] + first
            first += len(texts)
        return found

    def _texts(self) -> Iterator[Any]:
        """The column in stretches, null included."""
        held: list[Any] = []
        rows = 0
        for batch in self._table.batches([SITUATION]):
            held.append(as_texts(batch.column(0)))
            rows += batch.num_rows
            if rows >= _AT_ONCE:
                yield pa.concat_arrays(held)
                held, rows = [], 0
        if held:
            yield pa.concat_arrays(held)

    def _repeated_hashes(self) -> Array:
        """The hashes that come up more than once: all repeated ids are among theirs."""
        # Only as many hashes are held as there is room for. Where there are more, those that begin with a 1
        # wait, and the column is read again for them; where half are still too many, those of 01 wait, too:
        #
        #   all → 0… → 00…  held        01…  waits        1…  waits
        found: list[Any] = []
        waiting = [(0, 0)]  # leading bits of the hashes to be looked at: how many, and which
        while waiting:
            bits, leading = waiting.pop()
            kept: list[Any] = []
            size = 0
            for texts in self._texts():
                hashes = _leading(_hashes(texts.drop_null()), bits, leading)
                kept.append(hashes)
                size += len(hashes)
                while size > MOST_HASHES and bits < 64:
                    waiting.append((bits + 1, leading * 2 + 1))  # the other half waits
                    bits, leading = bits + 1, leading * 2
                    kept = [_leading(part, bits, leading) for part in kept]
                    size = sum(map(len, kept))
            if kept:
                every = np.concatenate(kept)
                every.sort()
                found.append(np.unique(every[1:][every[1:] == every[:-1]]))
            if sum(map(len, found)) > MOST_REPEATED:
                raise self._too_many()
        return np.concatenate(found) if found else np.empty(0, np.uint64)

    def _confirmed(self, hashes: Array) -> Any:
        """The ids with these hashes that are really there more than once."""
        counts: Counter[str] = Counter()
        if len(hashes):
            for texts in self._texts():
                known = texts.drop_null()
                known = known.filter(pa.array(np.isin(_hashes(known), hashes)))
                counted: Any = known.value_counts()
                values, sizes = counted.field("values"), counted.field("counts")
                counts.update(dict(zip(values.to_pylist(), sizes.to_pylist(), strict=True)))
        return pa.array([id for id, count in counts.items() if count > 1], pa.string())

    def _too_many(self) -> PermanentError:
        return PermanentError(
            f"more than {MOST_REPEATED:,} ids in {self._table.path} belong to several situations;"
            f" `{SITUATION}` has to tell them apart"
        )


def as_texts(column: Any) -> Any:
    """Ids as one Arrow array of texts, whatever type they have."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column.cast(pa.string()) if column.type != pa.string() else column


def _hashes(texts: Any) -> Array:
    series: Any = pl.from_arrow(texts)
    return series.hash().to_numpy()


def _leading(hashes: Array, bits: int, leading: int) -> Array:
    """The hashes that begin with these bits."""
    return hashes[hashes >> np.uint64(64 - bits) == leading] if bits else hashes
