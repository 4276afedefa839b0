"""Advice as a Parquet file: nested rows by pyarrow, long ones column by column.

Cost: long advice takes a quarter of the time that pyarrow takes. Its writer looks every value up in a hash
table; here rows count up, actions, statuses and rules come with their dictionaries, and dates lie close
together, so that a handful of NumPy operations packs a column (see `parquet_pages`). Only texts that
differ are left to pyarrow.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyarrow.types as kinds

from advisor.batch.outputs.parquet_chunks import (
    BYTE_ARRAY,
    CODEC,
    DICTIONARY,
    DIFFERENCES,
    INT32,
    INT64,
    LEVEL,
    PLAIN,
    ColumnChunk,
)
from advisor.batch.outputs.parquet_footers import (
    COLUMNS,
    GROUPS,
    MAGIC,
    ROWS,
    end_of_file,
    group_of,
    items_of,
    move_chunk,
    split_file,
)
from advisor.batch.outputs.parquet_pages import Array, differences, levels, run_of, width_for
from advisor.batch.outputs.thrift import I64, LIST, STRUCT, Items, Struct, Value

PAGE = 1 << 20  # values
MOST_DAYS = (
    4_096  # between the first and the last, up to which a date is its place among all of them
)
_Column = tuple[list[bytes], Value]  # pages, and what the footer says of them


def any_table(table: pa.Table, dictionaries: Any) -> Any:
    """A table as a file with one row group; `dictionaries` names columns, or says all or none."""
    counting_up = [name for name in table.column_names if name == "row"]
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression=CODEC,
        compression_level=LEVEL,
        use_dictionary=dictionaries,
        column_encoding=dict.fromkeys(counting_up, "DELTA_BINARY_PACKED") or None,
        write_statistics=counting_up or False,  # of all columns: a third of the time of writing
        row_group_size=max(1, table.num_rows),
    )
    return sink.getvalue()


def long_table(table: pa.Table) -> bytes:
    """Long advice as a file with one row group.

    Shape: numbers are int64 without nulls, none below the one before; dictionaries hold texts and have no
    nulls; the rest is dates and texts.
    """
    if not table.num_rows:
        return bytes(any_table(table, False))
    parts: list[bytes] = [MAGIC]
    chunks: list[Value] = []
    place = 0
    for at, field in enumerate(table.schema):
        pages, chunk = _column(field, table.column(at))
        move_chunk(chunk, place)
        place += sum(map(len, pages))
        parts += pages
        chunks.append(chunk)
    footer = _footer(table.schema)
    footer.fields[ROWS] = (I64, table.num_rows)
    group = group_of(chunks, table.num_rows, place)
    footer.fields[GROUPS] = (LIST, Items(STRUCT, [group]))
    return b"".join([*parts, end_of_file(footer)])


def _footer(schema: pa.Schema) -> Struct:
    """The footer of a file without rows."""
    return split_file(memoryview(_nothing(schema)))[1]


@cache
def _nothing(schema: pa.Schema) -> Any:
    return any_table(schema.empty_table(), False)


def _column(field: Any, column: Any) -> _Column:
    is_text, count = kinds.is_string(field.type), len(column)
    if column.null_count == count:
        chunk = ColumnChunk(field.name, BYTE_ARRAY if is_text else INT32)
        given = np.zeros(count, np.bool_)
        return _finished(chunk, field, np.empty(0), given, lambda part: b"", PLAIN)
    if is_text:  # several chunks may be too long for one
        if column.null_count or pc.max(pc.binary_length(column)).as_py():
            return _by_pyarrow(column, field)
        return _in_dictionary(field, [""], np.zeros(count, np.int8))
    array = pa.concat_arrays(column.chunks)
    if kinds.is_dictionary(field.type):
        return _in_dictionary(field, array.dictionary.to_pylist(), array.indices.to_numpy())
    if kinds.is_integer(field.type):
        return _counting_up(field, array.to_numpy())
    return _dates(field, array)


def _in_dictionary(field: Any, words: list[str], codes: Array) -> _Column:
    encoded = [word.encode() for word in words]
    known = b"".join(len(word).to_bytes(4, "little") + word for word in encoded)
    chunk = ColumnChunk(field.name, BYTE_ARRAY)
    chunk.add_dictionary(known, len(words))
    return _codes(chunk, field, codes, len(words), None)


def _dates(field: Any, array: Any) -> _Column:
    given = _given(array) if field.nullable else None
    days = array.drop_null().view(pa.int32()).to_numpy()
    first, last = int(days.min()), int(days.max())
    chunk = ColumnChunk(field.name, INT32)
    if last - first < MOST_DAYS:
        known = np.arange(first, last + 1, dtype="<i4")
        chunk.add_dictionary(known.tobytes(), len(known))
        return _codes(chunk, field, days - np.int32(first), len(known), given)
    little = days.astype("<i4", copy=False)
    return _finished(chunk, field, little, given, lambda part: bytes(part.tobytes()), PLAIN)


def _codes(
    chunk: ColumnChunk, field: Any, codes: Array, count: int, given: Array | None
) -> _Column:
    width = width_for(count - 1)
    held = codes.astype(np.uint8 if width <= 8 else np.uint32, copy=False)

    def body(part: Array) -> bytes:
        return bytes([width]) + (run_of(part, width) if len(part) else b"")

    return _finished(chunk, field, held, given, body, DICTIONARY)


def _counting_up(field: Any, numbers: Array) -> _Column:
    chunk = ColumnChunk(field.name, INT64)
    for first in range(0, len(numbers), PAGE):
        part = numbers[first : first + PAGE]
        chunk.add_data(differences(part), len(part), DIFFERENCES)
    return chunk.pages, chunk.described(int(numbers[0]), int(numbers[-1]))


def _finished(
    chunk: ColumnChunk,
    field: Any,
    values: Array,
    given: Array | None,
    body: Callable[[Array], bytes],
    encoding: int,
) -> _Column:
    """The chunk with its data. `values` are those that are given; `given` None: all are."""
    first = 0
    count = len(values) if given is None else len(given)
    for start in range(0, count, PAGE):
        size = min(PAGE, count - start)
        here = None if given is None else given[start : start + size]
        stop = first + (size if here is None else int(np.count_nonzero(here)))
        head = b""
        if field.nullable:
            head = levels(np.ones(size, np.bool_) if here is None else here)
        chunk.add_data(head + body(values[first:stop]), size, encoding)
        first = stop
    return chunk.pages, chunk.described()


def _given(array: Any) -> Array | None:
    """Which values are not null; None, where all are given."""
    if not array.null_count:
        return None
    found: Array = pc.is_valid(array).to_numpy(zero_copy_only=False)
    return found


def _by_pyarrow(column: Any, field: Any) -> _Column:
    table = pa.Table.from_arrays([column], schema=pa.schema([field]))
    pages, footer = split_file(memoryview(any_table(table, field.name == "for")))
    [group] = items_of(footer, GROUPS)
    assert isinstance(group, Struct)
    [chunk] = items_of(group, COLUMNS)
    return [bytes(pages)], chunk
