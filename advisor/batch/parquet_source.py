"""Situations in a Parquet file with nested columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from advisor.batch.conforming import check_columns
from advisor.batch.problems import BatchError
from advisor.batch.sources import SLICE_BYTES, SLICE_ROWS, Chunk, FileState, Slice
from advisor.ir.packs import SITUATION, Pack
from advisor.ir.types import Kind

SAMPLES, SAMPLE_BYTES = 64, 65_536  # of the contents, for the fingerprint


class ParquetSource:
    """Row groups put together or cut, so that each slice is of a good size."""

    def __init__(self, path: Path, pack: Pack, slice_rows: int = SLICE_ROWS) -> None:
        self.name = str(path)
        self._state = FileState.of(path)
        self._path, self._slice_rows = path, slice_rows
        try:
            with pq.ParquetFile(path) as file:
                self._metadata: Any = file.metadata
                check_columns(file.schema_arrow, pack, self.name)
        except (OSError, pa.ArrowException) as error:
            raise BatchError(f"cannot read {path}: {one_line(error)}") from error
        self._choices = _choice_paths(pack, SITUATION, "")
        self.total: int | None = self._metadata.num_rows

    def slices(self) -> Iterator[Slice]:
        """See `Source`."""
        number, first = 0, 1
        groups: list[int] = []
        rows = size = 0
        for group in range(self._metadata.num_row_groups):
            found = self._metadata.row_group(group)
            if found.num_rows > 2 * self._slice_rows or found.total_byte_size > 4 * SLICE_BYTES:
                if groups:
                    yield self._whole_groups(number, first, groups, rows)
                    number, first, groups, rows, size = number + 1, first + rows, [], 0, 0
                for piece in self._cut_group(group, found):
                    yield Slice(number, first, partial(_chunk, piece, first))
                    number, first = number + 1, first + piece.num_rows
                continue
            is_full = rows + found.num_rows > self._slice_rows
            if groups and (is_full or size + found.total_byte_size > SLICE_BYTES):
                yield self._whole_groups(number, first, groups, rows)
                number, first, groups, rows, size = number + 1, first + rows, [], 0, 0
            groups.append(group)
            rows, size = rows + found.num_rows, size + found.total_byte_size
        if groups:
            yield self._whole_groups(number, first, groups, rows)

    def _whole_groups(self, number: int, first: int, groups: list[int], rows: int) -> Slice:
        return Slice(number, first, partial(self._read, tuple(groups), first))

    def _open(self) -> Any:
        return pq.ParquetFile(
            self._path, metadata=self._metadata, read_dictionary=self._choices, pre_buffer=False
        )

    def _read(self, groups: tuple[int, ...], first: int) -> Chunk:
        try:
            with self._open() as file:
                return _chunk(file.read_row_groups(groups, use_threads=False), first)
        except (OSError, pa.ArrowException) as error:
            raise BatchError(f"cannot read {self.name}: {one_line(error)}") from error

    def _cut_group(self, group: int, found: Any) -> Iterator[pa.Table]:
        """A row group that is too large for one slice, piece by piece."""
        fair = int(found.num_rows * SLICE_BYTES / max(found.total_byte_size, 1))
        step = max(1, min(self._slice_rows, fair))
        try:
            with self._open() as file:
                for batch in file.iter_batches(step, row_groups=[group], use_threads=False):
                    yield pa.Table.from_batches([batch])
        except (OSError, pa.ArrowException) as error:
            raise BatchError(f"cannot read {self.name}: {one_line(error)}") from error

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


def _chunk(table: pa.Table, first: int) -> Chunk:
    return Chunk(table, np.arange(first, first + table.num_rows, dtype=np.int64))


def _choice_paths(pack: Pack, entity: str, prefix: str) -> list[str]:
    """The columns of choices in Parquet's words: few distinct values, best read as they are encoded."""
    own = [
        f"{prefix}{fact.name}"
        for fact in pack.entities[entity].facts.values()
        if fact.type.kind is Kind.CHOICE and not fact.is_concluded
    ]
    for item in pack.lists[entity]:
        for level in ("list.element", "list.item"):
            own += _choice_paths(pack, item.name, f"{prefix}{item.list}.{level}.")
    return own


def one_line(error: Exception) -> str:
    """The first line of what a library says."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
