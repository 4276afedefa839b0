"""Situations in a Parquet file with nested columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from os import SEEK_END
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from advisor import ir
from advisor.batch.problems import BatchError, ChangedInputError, in_their_words
from advisor.batch.process_tuning import load_polars_in_background
from advisor.batch.sources.columns import Columns, check, check_named, columns_of, names_told
from advisor.batch.sources.reading import PLAIN, Notices, Reading, resolve
from advisor.batch.sources.slices import (
    SLICE_ROWS,
    SLICE_VALUES,
    UNREADABLE,
    Chunk,
    FileState,
    Slice,
    parquet_words,
)
from advisor.batch.thrift import Reader

_AT_ONCE = 65_536  # rows
_MANY = 1_000_000  # situations, from which on Polars is worth the time that it takes to be loaded
SAMPLES, SAMPLE_BYTES = 64, 65_536  # of the contents, for the fingerprint


class ParquetSource:
    """Row groups put together or cut, so that each slice is of a good size."""

    def __init__(
        self,
        path: Path,
        pack: ir.Pack,
        slice_rows: int | None = None,
        reading: Reading = PLAIN,
        notices: Notices | None = None,
        partition: Mapping[str, str | None] | None = None,
    ) -> None:
        self.name = str(path)
        notices = notices or Notices()
        self._dates = reading.date_reading(notices)
        self._state = FileState.of(path)
        self._path, self._slice_rows = path, slice_rows or SLICE_ROWS
        try:
            with pq.ParquetFile(path) as file:
                self._metadata: Any = file.metadata
                self._groups = cache(partial(_footer_groups, path))
                empty = cache(partial(_empty_columns, file.schema_arrow, self._groups))
                schema = file.schema_arrow
                columns = [file.metadata.schema.column(n) for n in range(file.metadata.num_columns)]
                self._texts = [c.path for c in columns if c.physical_type == "BYTE_ARRAY"]
            check_named([schema], reading, self.name)
            self._columns = columns_of(schema, pack, [ir.SITUATION], self.name, reading, notices)
            check(
                self._columns.schema,
                pack,
                ir.SITUATION,
                self.name,
                is_empty=lambda name: self._columns.old_name(name) in empty(),
                is_flat=True,
            )
        except UNREADABLE as error:
            raise self._broken(error) from error
        self._tell = in_their_words(names_told(self._columns, pack))
        self._partition = _known_parts(partition or {}, self._columns, pack, reading)
        self.total: int | None = self._metadata.num_rows
        self.is_rereadable = True
        self.most_problems: int | None = None  # columns are judged whole
        self._is_nested = any(c.max_repetition_level for c in columns)
        self._is_long = not self._is_nested and self.total > _MANY
        if self._is_long:
            load_polars_in_background()

    def slices(self) -> Iterator[Slice]:
        """See `RowSource`. Whole row groups as far as they are of a good size."""
        first = 0
        for number, (groups, count, fullness) in enumerate(self._plan()):
            load = partial(self._read, groups, first, count)
            yield Slice(number, first + 1, load, self, count=count, fullness=fullness)
            first += count

    def _plan(self) -> Iterator[tuple[tuple[int, ...], int, float]]:
        """The row groups, the number of rows and the fullness of each slice; no row groups for a part of one."""
        # With slices of 10 rows, row groups of 4, 4, 4 and 35 rows make these:
        #
        #   groups 0, 1 (8 rows)    group 2 (4 rows)    9, 9, 9 and 8 rows of group 3
        groups: tuple[int, ...] = ()
        rows = size = 0
        for group in range(self._metadata.num_row_groups):
            count, weight = self._metadata.row_group(group).num_rows, self._values(group)
            if groups and (rows + count > self._slice_rows or size + weight > SLICE_VALUES):
                yield groups, rows, self._fullness(rows, size)
                groups, rows, size = (), 0, 0
            if count > 2 * self._slice_rows or weight > 2 * SLICE_VALUES:
                pieces = max(-(-count // self._slice_rows), -(-weight // SLICE_VALUES))
                step = max(1, -(-count // pieces))
                yield from (((), min(step, count - start), 1.0) for start in range(0, count, step))
            elif count:
                groups, rows, size = (*groups, group), rows + count, size + weight
        if groups:
            yield groups, rows, self._fullness(rows, size)

    def _fullness(self, rows: int, values: int) -> float:
        return max(rows / self._slice_rows, values / SLICE_VALUES)

    def _values(self, group: int) -> int:
        """How many values a row group holds, those of lists included."""
        found = self._metadata.row_group(group)
        if not self._is_nested:
            return int(found.num_rows * found.num_columns)
        return sum(column.values for column in self._groups()[group])

    def _read(self, groups: tuple[int, ...], first: int, count: int) -> Chunk:
        try:
            table = self._read_whole(groups, first, count) if groups else None
            if table is None:
                table = self._read_rows(first, count)
        except UNREADABLE as error:
            raise self._broken(error) from error
        if table.num_rows != count:
            raise ChangedInputError(self.name)
        table = self._columns.apply(table)
        for name, value in self._partition.items():
            table = table.append_column(name, pa.repeat(pa.scalar(value, pa.string()), count))
        rows = np.arange(first + 1, first + 1 + count, dtype=np.int64)
        return Chunk(table, rows, dates=self._dates, tell=self._tell)

    def _read_whole(self, groups: tuple[int, ...], first: int, count: int) -> pa.Table | None:
        """Whole row groups, each column by the library that is quicker with it.

        Cost: pyarrow takes a quarter of Polars' time for texts, half of it for lists, and no time to be
        loaded; Polars takes half of pyarrow's for numbers, dates, yes and no.
        Shape: None, where pyarrow cannot read them.
        """
        if not self._is_long:
            return self._read_groups(groups, None)
        texts = self._read_groups(groups, self._texts) if self._texts else None
        if texts is None or len(self._texts) == self._metadata.num_columns:
            return texts
        rest = self._read_rows(first, count, self._texts)
        if len(rest) != len(texts):
            raise ChangedInputError(self.name)
        for name in self._texts:
            rest = rest.append_column(texts.schema.field(name), texts.column(name))
        return rest

    def _read_groups(self, groups: tuple[int, ...], columns: list[str] | None) -> pa.Table | None:
        file: Any = pq.ParquetFile(
            self._path, metadata=self._metadata, read_dictionary=self._texts, pre_buffer=False
        )
        with file:
            try:
                batches = [
                    batch
                    for group in groups  # one by one: dictionaries of several do not fit together
                    for batch in file.iter_batches(
                        _AT_ONCE, row_groups=[group], columns=columns, use_threads=False
                    )
                ]
                table = pa.Table.from_batches(batches)
            except pa.ArrowNotImplementedError:
                return None  # a text inside lists whose dictionary became too large on the way
        if any(map(_is_damaged, table.columns)):
            raise pa.ArrowInvalid("a dictionary lacks values: the file is damaged")
        return table

    def _read_rows(self, first: int, count: int, without: Sequence[str] = ()) -> pa.Table:
        """Any rows: Polars decodes only these."""
        import polars as pl

        try:
            scan = pl.scan_parquet(self._path, glob=False, hive_partitioning=False)
            if without:
                scan = scan.drop(without)
            frame = scan.slice(first, count).collect(engine="in-memory")
        except pl.exceptions.PolarsError as error:
            raise self._broken(error) from error
        return frame.to_arrow(compat_level=pl.CompatLevel.oldest())

    def _broken(self, error: Exception) -> BatchError:
        return BatchError(f"cannot read {self.name}: {parquet_words(self._path, error)}")

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
        """See `RowSource`."""
        return self._state.is_current()


def _is_damaged(array: Any) -> bool:
    """Whether codes point beyond the end of a dictionary: nobody looks while they are read."""
    if isinstance(array, pa.ChunkedArray):
        return any(map(_is_damaged, array.chunks))
    type = array.type
    if pa.types.is_dictionary(type):
        ends: Any = pc.min_max(array.indices)
        least, most = ends["min"].as_py(), ends["max"].as_py()
        return most is not None and not 0 <= least <= most < len(array.dictionary)
    if pa.types.is_struct(type):
        return any(map(_is_damaged, array.flatten()))
    is_list = pa.types.is_list(type) or pa.types.is_large_list(type)
    return is_list and _is_damaged(array.flatten())


class _ColumnChunk(NamedTuple):
    """A column of one row group: how many values it holds, nulls included, and how many are null."""

    values: int
    nulls: int | None  # where that is said


def _footer_groups(path: Path) -> list[list[_ColumnChunk]]:
    """What the footer says of the columns of each row group.

    Read here, because pyarrow ends the whole process where a footer is damaged in certain places
    (`RowGroupMetaData.column` with histograms of the wrong length), instead of raising an exception.
    Raises: BatchError.
    """
    try:
        with path.open("rb") as file:
            file.seek(-8, SEEK_END)
            length = int.from_bytes(file.read(4), "little")
            file.seek(-8 - length, SEEK_END)
            footer: Any = Reader(file.read(length)).read_struct()
        groups = _of(footer, 4).items
        return [[_column_chunk(_of(column, 3)) for column in _of(g, 1).items] for g in groups]
    except (BatchError, OSError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise BatchError(f"cannot read {path}: its footer is damaged") from error


def _column_chunk(metadata: Any) -> _ColumnChunk:
    values, statistics = _of(metadata, 5), _of(metadata, 12)
    if not isinstance(values, int):
        raise ValueError("a column does not say how many values it has")
    return _ColumnChunk(values, None if statistics is None else _of(statistics, 3))


def _of(struct: Any, number: int) -> Any:
    """A field of a struct of the footer, by its number in parquet.thrift; None where it is missing."""
    return struct.fields[number][1] if number in struct.fields else None


def _known_parts(
    partition: Mapping[str, str | None], columns: Columns, pack: ir.Pack, reading: Reading
) -> dict[str, str | None]:
    """What the names of folders say, as far as it is a fact that no column of the file says."""
    there = set(columns.schema.names)
    found: dict[str, str | None] = {}
    for name, value in partition.items():
        place = resolve(name, [ir.SITUATION], pack, reading)
        if place is not None and place[1] not in there and not reading.is_ignored(name, name):
            word = value if value is None or place[2] is None else place[2].word(value)
            found[place[1]] = word
    return found


def _empty_columns(schema: pa.Schema, groups: Callable[[], list[list[_ColumnChunk]]]) -> set[str]:
    """The columns (`applications.stage`) that hold no value in the whole file, as its footer says."""
    paths = (path for field in schema for path in _leaves(field, ""))
    return {
        path
        for number, path in enumerate(paths)
        if all(group[number].nulls == group[number].values for group in groups())
    }


def _leaves(field: Any, where: str) -> Iterator[str]:
    """The columns of a field as they stand in the file, one after the other."""
    type, path = field.type, f"{where}.{field.name}" if where else field.name
    while pa.types.is_nested(type) and not pa.types.is_struct(type) and type.num_fields == 1:
        type = type.field(0).type
    if not pa.types.is_nested(type):
        yield path
    else:
        for inner in (type.field(n) for n in range(type.num_fields)):
            yield from _leaves(inner, path)
