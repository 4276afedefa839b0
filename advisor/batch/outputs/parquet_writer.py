"""Advice as a Parquet file: nested rows by pyarrow, long ones column by column.

Cost: long advice takes a quarter of the time that pyarrow takes. Its writer looks every value up in a hash
table; here rows count up, actions, statuses and rules come with their dictionaries, and dates lie close
together, so that a handful of NumPy operations packs a column. Only texts that differ are left to pyarrow.

Parquet holds the places of values in a dictionary, and what is null, in runs: one value many times, or
values of some bits each, side by side. Differences of numbers that count up are held likewise. The functions
stand from the inside out: a packed run, a page, a column with its pages, the whole file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor.batch import thrift
from advisor.batch.outputs import parquet_footers as footers

Array = npt.NDArray[Any]
WIDTHS = (1, 2, 4, 8, 16, 32, 64)  # bits that values are packed into
_BLOCK, _PARTS = 128, 4  # differences in a block, and the parts of a block with widths of their own
_PART = _BLOCK // _PARTS
CODEC: Literal["zstd"] = "zstd"  # as Polars' own default
LEVEL = 1  # half the size of snappy, in little more time
# Numbers of parquet.thrift.
INT32, INT64, BYTE_ARRAY = 1, 2, 6  # physical types
PLAIN, RUNS, DIFFERENCES, DICTIONARY = 0, 3, 5, 8  # encodings
_ZSTD = 6  # codec
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2  # kinds of pages
_KIND, _FULL_SIZE, _SIZE, _OF_DATA, _OF_DICTIONARY = 1, 2, 3, 5, 7  # fields of PageHeader
_STATISTICS = 12  # field of ColumnMetaData
_NULLS, _HIGHEST, _LOWEST = 3, 5, 6  # fields of Statistics
PAGE = 1 << 20  # values
# Between the first and the last, up to which a date is its place among all of them.
MOST_WORDS = 65_536  # of a dictionary that is written here
MOST_DAYS = 4_096
_Column = tuple[list[bytes], thrift.Value]  # pages, and what the footer says of them


def width_for(highest: int) -> int:
    """The bits of a packed value that holds every number from 0 to `highest`."""
    return next(width for width in WIDTHS if highest >> width == 0)


def packed(values: Array, width: int) -> bytes:
    """Numbers of `width` bits each, the first one lowest.

    Shape: none takes more bits; there are as many as fill whole bytes.
    """
    if width == 1:
        return np.packbits(values.astype(np.bool_), bitorder="little").tobytes()
    # 1 2 3 0 of 2 bits each become the byte 0x39 (57 = 1 + 2·4 + 3·16), by two rounds over pairs of bytes:
    #
    #   bytes             01 02 03 00
    #   pairs, 2 bits     02·4 + 01 = 09    00·4 + 03 = 03
    #   pairs, 4 bits     03·16 + 09 = 39
    held = values.astype(f"<u{max(width // 8, 1)}", copy=False)
    for bits in (2, 4):
        if bits >= width and width < 8:
            pairs = held.view("<u2")
            held = (pairs | pairs >> np.uint16(8 - bits)).astype(np.uint8)
    return held.tobytes()


def one_run(value: int, count: int, width: int) -> bytes:
    """One value `count` times."""
    # 5 three times, in 8 bits: 06 05. The last bit of the head is 0, the others are the count.
    out = bytearray()
    footers.write_varint(out, count << 1)
    return bytes(out) + value.to_bytes(-(-width // 8), "little")


def packed_run(values: Array, width: int) -> bytes:
    """Any values."""
    # 1 2 3 of 2 bits: 03 39 00. The last bit of the head is 1, the others count groups of eight; what is
    # missing of the last group is filled up with zeros.
    groups = -(-len(values) // 8)
    out = bytearray()
    footers.write_varint(out, groups << 1 | 1)
    return bytes(out) + packed(_filled(values, 8 * groups), width)


def run_of(values: Array, width: int) -> bytes:
    """The shorter of the two. At least one value."""
    first = values[0]
    if (values == first).all():
        return one_run(int(first), len(values), width)
    return packed_run(values, width)


def levels(is_given: Array) -> bytes:
    """Which values are given, at the head of a page of a column that may be null."""
    # Given, null, given: 02 00 00 00 (two bytes follow) 03 (one group of eight) 05 (bits 1 0 1).
    runs = run_of(is_given.view(np.uint8), 1)
    return len(runs).to_bytes(4, "little") + runs


def differences(numbers: Array) -> bytes:
    """Whole numbers, none below the one before: DELTA_BINARY_PACKED. At least one."""
    # 7 7 8 10 are the first number and the steps 0 1 2:
    #
    #   80 01 04 04 0e              128 steps a block, in 4 parts; 4 numbers; 7, zigzag
    #   00  02 00 00 00             the least step; the bits of a step in each part, 0 for no part
    #   24 00 00 00 00 00 00 00     the steps of part one, 2 bits each: 0 + 1·4 + 2·16 = 0x24
    steps = np.diff(numbers)
    width = width_for(int(steps.max(initial=0)))
    out = bytearray()
    for number in (_BLOCK, _PARTS, len(numbers), int(numbers[0]) << 1):  # the last one zigzag
        footers.write_varint(out, number)
    if not len(steps):
        return bytes(out)
    blocks = -(-len(steps) // _BLOCK)
    body = np.frombuffer(packed(_filled(steps, _BLOCK * blocks), width), np.uint8)
    table = np.empty((blocks, 1 + _PARTS + body.size // blocks), np.uint8)
    table[:, 0] = 0  # the least difference
    table[:, 1 : 1 + _PARTS] = width
    table[:, 1 + _PARTS :] = body.reshape(blocks, -1)
    # What the last block does not need of its parts is left out, and their widths are 0.
    needed = -(-(len(steps) - _BLOCK * (blocks - 1)) // _PART)
    table[-1, 1 + needed : 1 + _PARTS] = 0
    spare = (_PARTS - needed) * (_PART * width // 8)
    return bytes(out) + table.tobytes()[: table.size - spare]


def _filled(values: Array, count: int) -> Array:
    """With zeros at the end, to so many."""
    if len(values) == count:
        return values
    found = np.zeros(count, values.dtype)
    found[: len(values)] = values
    return found


class ColumnChunk:
    """Collects pages. Places are those in a file that holds nothing else."""

    def __init__(self, name: str, physical_type: int) -> None:
        self.pages: list[bytes] = []
        self._name, self._type = name, physical_type
        self._encodings = {RUNS}
        self._size = self._full_size = self._values = 0
        self._dictionary_at: int | None = None
        self._data_at: int | None = None
        self._codec = pa.Codec(CODEC, compression_level=LEVEL)

    def add_dictionary(self, body: bytes, count: int) -> None:
        """Add the values that data refers to; before all data."""
        self._dictionary_at = len(footers.MAGIC)
        self._encodings |= {PLAIN, DICTIONARY}
        about: dict[int, tuple[int, thrift.Value]] = {
            1: (thrift.I32, count),
            2: (thrift.I32, PLAIN),
        }
        self._add(_DICTIONARY_PAGE, body, {_OF_DICTIONARY: (thrift.STRUCT, thrift.Struct(about))})

    def add_data(self, body: bytes, count: int, encoding: int) -> None:
        """Add a page of so many values, null ones included; levels stand at the head of its body."""
        if self._data_at is None:
            self._data_at = len(footers.MAGIC) + self._size
        self._values += count
        self._encodings.add(encoding)
        about: dict[int, tuple[int, thrift.Value]] = {
            1: (thrift.I32, count),
            2: (thrift.I32, encoding),
            3: (thrift.I32, RUNS),
            4: (thrift.I32, RUNS),
        }
        self._add(_DATA_PAGE, body, {_OF_DATA: (thrift.STRUCT, thrift.Struct(about))})

    def _add(self, kind: int, body: bytes, about: dict[int, tuple[int, thrift.Value]]) -> None:
        small = self._codec.compress(body, asbytes=True)
        sizes: dict[int, tuple[int, thrift.Value]] = {
            _KIND: (thrift.I32, kind),
            _FULL_SIZE: (thrift.I32, len(body)),
            _SIZE: (thrift.I32, len(small)),
        }
        head = bytearray()
        footers.write_struct(head, thrift.Struct(sizes | about))
        self.pages += [bytes(head), small]
        self._size += len(head) + len(small)
        self._full_size += len(head) + len(body)

    def described(self, lowest: int | None = None, highest: int | None = None) -> thrift.Struct:
        """What the footer says of it. With its lowest and highest number, readers can pass it over."""
        assert self._data_at is not None
        metadata: dict[int, tuple[int, thrift.Value]] = {
            1: (thrift.I32, self._type),
            2: (thrift.LIST, thrift.Items(thrift.I32, [*sorted(self._encodings)])),
            3: (thrift.LIST, thrift.Items(thrift.BINARY, [self._name.encode()])),
            4: (thrift.I32, _ZSTD),
            5: (thrift.I64, self._values),
            6: (thrift.I64, self._full_size),
            7: (thrift.I64, self._size),
            footers.DATA_PLACE: (thrift.I64, self._data_at),
        }
        if self._dictionary_at is not None:
            metadata[footers.DICTIONARY_PLACE] = (thrift.I64, self._dictionary_at)
        if lowest is not None and highest is not None:
            known: dict[int, tuple[int, thrift.Value]] = {
                _NULLS: (thrift.I64, 0),
                _HIGHEST: (thrift.BINARY, highest.to_bytes(8, "little", signed=True)),
                _LOWEST: (thrift.BINARY, lowest.to_bytes(8, "little", signed=True)),
            }
            metadata[_STATISTICS] = (thrift.STRUCT, thrift.Struct(known))
        return thrift.Struct(
            {
                footers.CHUNK_PLACE: (thrift.I64, 0),
                footers.CHUNK_METADATA: (thrift.STRUCT, thrift.Struct(metadata)),
            }
        )


def any_table(table: pa.Table, dictionaries: Any) -> Any:
    """A table as a file with one row group; `dictionaries` names columns, or says all or none."""
    import pyarrow.parquet as pq  # takes a while to load, for all file systems that it knows

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
    parts: list[bytes] = [footers.MAGIC]
    chunks: list[thrift.Value] = []
    place = 0
    for at, field in enumerate(table.schema):
        pages, chunk = _column(field, table.column(at))
        footers.move_chunk(chunk, place)
        place += sum(map(len, pages))
        parts += pages
        chunks.append(chunk)
    footer = _footer(table.schema)
    footer.fields[footers.ROWS] = (thrift.I64, table.num_rows)
    group = footers.group_of(chunks, table.num_rows, place)
    footer.fields[footers.GROUPS] = (thrift.LIST, thrift.Items(thrift.STRUCT, [group]))
    return b"".join([*parts, footers.end_of_file(footer)])


def _footer(schema: pa.Schema) -> thrift.Struct:
    """The footer of a file without rows."""
    return footers.split_file(memoryview(_nothing(schema)))[1]


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
    if kinds.is_dictionary(field.type):
        words = sum(len(chunk.dictionary) for chunk in column.chunks)
        if words > MOST_WORDS and column.chunk(0).dictionary != column.chunk(-1).dictionary:
            plain = column.cast(pa.string())
            return _by_pyarrow(plain, pa.field(field.name, pa.string(), field.nullable))
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
        # 3, 9 and 5 June: the dictionary is 3 4 5 6 7 8 9 June, the codes 0 6 2. Days that nobody has cost a few
        # bytes each, and nothing has to be looked up.
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
    # A page holds PAGE places, but only the values that are given. With pages of 2 places:
    #
    #   given    yes no | no yes      values  a b
    #   page 1   levels 1 0, a        page 2  levels 0 1, b
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
    pages, footer = footers.split_file(memoryview(any_table(table, field.name in ("for", "title"))))
    [group] = footers.items_of(footer, footers.GROUPS)
    assert isinstance(group, thrift.Struct)
    [chunk] = footers.items_of(group, footers.COLUMNS)
    return [bytes(pages)], chunk
