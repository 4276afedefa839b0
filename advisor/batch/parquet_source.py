"""Situations in a Parquet file with nested columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from advisor.batch.conforming import check_columns
from advisor.batch.problems import BatchError
from advisor.batch.sources import SLICE_BYTES, SLICE_ROWS, Chunk, FileState, Slice
from advisor.ir.packs import Pack

SAMPLES, SAMPLE_BYTES = 64, 65_536  # of the contents, for the fingerprint


class ParquetSource:
    """Row groups put together or cut, so that each slice is of a good size."""

    def __init__(self, path: Path, pack: Pack, slice_rows: int | None = None) -> None:
        self.name = str(path)
        self._state = FileState.of(path)
        self._path, self._slice_rows = path, slice_rows or SLICE_ROWS
        try:
            with pq.ParquetFile(path) as file:
                self._metadata: Any = file.metadata
                check_columns(file.schema_arrow, pack, self.name)
        except (OSError, pa.ArrowException) as error:
            raise self._broken(error) from error
        self.total: int | None = self._metadata.num_rows

    def slices(self) -> Iterator[Slice]:
        """See `Source`. Whole row groups as far as they are of a good size."""
        first = 0
        for number, count in enumerate(self._counts()):
            yield Slice(number, first + 1, partial(self._read, first, count))
            first += count

    def _counts(self) -> Iterator[int]:
        """How many rows each slice has."""
        rows = size = 0
        for group in range(self._metadata.num_row_groups):
            found = self._metadata.row_group(group)
            count, weight = found.num_rows, found.total_byte_size
            if rows and (rows + count > self._slice_rows or size + weight > SLICE_BYTES):
                yield rows
                rows = size = 0
            if count > 2 * self._slice_rows or weight > 2 * SLICE_BYTES:
                pieces = max(-(-count // self._slice_rows), -(-weight // SLICE_BYTES))
                step = max(1, -(-count // pieces))
                yield from (min(step, count - start) for start in range(0, count, step))
            else:
                rows, size = rows + count, size + weight
        if rows:
            yield rows

    def _read(self, first: int, count: int) -> Chunk:
        try:
            # Polars decodes twice as fast as pyarrow, and the rows asked for only.
            scan = pl.scan_parquet(self._path, glob=False, hive_partitioning=False)
            frame = scan.slice(first, count).collect(engine="in-memory")
            table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        except (OSError, pl.exceptions.PolarsError) as error:
            raise self._broken(error) from error
        if table.num_rows != count:
            raise BatchError(f"{self.name} was changed while it was read; nothing is written")
        return Chunk(table, np.arange(first + 1, first + 1 + count, dtype=np.int64))

    def _broken(self, error: Exception) -> BatchError:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return BatchError(f"cannot read {self.name}: {lines[0]}")

    def fingerprint(self) -> dict[str, object]:
        """Size, time of the last change, and a digest of the footer and of samples of the rest.

        The footer holds the place, size and mostly the smallest and largest value of each column of each
        row group; the samples are 64 pieces of 64 KiB, spread evenly.
        """
        size = self._state.size
        digest = hashlib.sha256()
        try:
            with self._path.open("rb") as file:
                file.seek(max(0, size - 8))
                footer = int.from_bytes(file.read(4), "little")
                file.seek(max(0, size - 8 - footer))
                digest.update(file.read())
                for start in np.linspace(0, max(0, size - SAMPLE_BYTES), SAMPLES).astype(int):
                    file.seek(int(start))
                    digest.update(file.read(SAMPLE_BYTES))
        except OSError as error:
            raise BatchError(f"cannot read {self._path}: {error.strerror}") from error
        return {"size": size, "modified": self._state.modified, "digest": digest.hexdigest()}

    def is_unchanged(self) -> bool:
        """See `Source`."""
        return self._state.is_current()
