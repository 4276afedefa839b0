"""Parquet files put one behind the other without reading their values.

Each part is a whole Parquet file with the same columns. The row groups of the parts are copied byte for
byte, and one footer is written for all of them: the places in each footer (Thrift, compact protocol) are
moved by where its part went. So parts can be made side by side and finished parts outlive a killed run,
and joining them costs no more than copying.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, TypeAlias

from advisor.batch.problems import BatchError

MAGIC = b"PAR1"
_TAIL = 8  # the length of the footer, and the magic word again

# Kinds of values in Thrift's compact protocol.
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_WHOLE = (4, 5, 6)  # i16, i32, i64

# Field numbers of parquet.thrift.
_ROWS, _GROUPS = 3, 4  # of FileMetaData
_COLUMNS, _GROUP_ROWS, _GROUP_PLACE, _ORDINAL = 1, 3, 5, 7  # of RowGroup
_CHUNK_PLACES, _CHUNK_METADATA = (2, 4, 6), 3  # of ColumnChunk: chunk, offset index, column index
_METADATA_PLACES = (9, 10, 11, 14)  # of ColumnMetaData: data, index, dictionary, bloom filter


@dataclass
class _Struct:
    """Fields by number, each with its kind."""

    fields: dict[int, tuple[int, _Value]]


@dataclass
class _Items:
    """A list (or set) of values of one kind."""

    kind: int
    items: list[_Value]
    is_set: bool = False


_Value: TypeAlias = int | float | bytes | _Struct | _Items


@dataclass
class ParquetJoiner:
    """Appends parts to an open file; `finish` writes the footer."""

    out: BinaryIO
    _place: int = 0
    _footer: _Struct | None = None
    _groups: list[_Value] = field(default_factory=list)
    _rows: int = 0

    def append(self, part: bytes | memoryview) -> None:
        """Copy the row groups of one Parquet file."""
        view = memoryview(part)
        if bytes(view[-4:]) != MAGIC:
            raise BatchError("a finished part is no longer a Parquet file")
        length = int.from_bytes(view[-_TAIL:-4], "little")
        end = len(view) - _TAIL - length
        footer = _Reader(bytes(view[end : end + length])).read_struct()
        if self._footer is None:
            self._footer = footer
            self.out.write(MAGIC)
            self._place = len(MAGIC)
        self.out.write(view[len(MAGIC) : end])
        for group in _items(footer, _GROUPS):
            assert isinstance(group, _Struct)
            rows = _whole(group, _GROUP_ROWS)
            if rows:
                _move_group(group, self._place - len(MAGIC), len(self._groups))
                self._groups.append(group)
                self._rows += rows
        self._place += end - len(MAGIC)

    def finish(self) -> None:
        """Write the footer. At least one part must have been appended."""
        assert self._footer is not None
        self._footer.fields[_ROWS] = (6, self._rows)
        self._footer.fields[_GROUPS] = (_LIST, _Items(_STRUCT, self._groups))
        footer = bytearray()
        _write_struct(footer, self._footer)
        self.out.write(footer + len(footer).to_bytes(4, "little") + MAGIC)


def _move_group(group: _Struct, by: int, ordinal: int) -> None:
    _move(group, (_GROUP_PLACE,), by)
    group.fields.pop(_ORDINAL, None)
    if ordinal < 2**15:
        group.fields[_ORDINAL] = (4, ordinal)
    for chunk in _items(group, _COLUMNS):
        assert isinstance(chunk, _Struct)
        _move(chunk, _CHUNK_PLACES, by)
        metadata = chunk.fields[_CHUNK_METADATA][1]
        assert isinstance(metadata, _Struct)
        _move(metadata, _METADATA_PLACES, by)


def _move(owner: _Struct, numbers: Sequence[int], by: int) -> None:
    for number in numbers:
        if number in owner.fields:
            kind, place = owner.fields[number]
            assert isinstance(place, int)
            if place > 0:  # 0 stands for none
                owner.fields[number] = (kind, place + by)


def _items(owner: _Struct, number: int) -> list[_Value]:
    found = owner.fields.get(number)
    if found is None:
        return []
    assert isinstance(found[1], _Items)
    return found[1].items


def _whole(owner: _Struct, number: int) -> int:
    found = owner.fields[number][1]
    assert isinstance(found, int)
    return found


class _Reader:
    """Thrift's compact protocol, as much of it as footers use: everything but maps."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read_struct(self) -> _Struct:
        """The struct that begins here."""
        fields: dict[int, tuple[int, _Value]] = {}
        number = 0
        while head := self._byte():
            kind, step = head & 15, head >> 4
            number = number + step if step else _unzigzag(self._varint())
            value: _Value = kind if kind in (_TRUE, _FALSE) else self._read(kind)
            fields[number] = (kind, value)
        return _Struct(fields)

    def _read(self, kind: int) -> _Value:
        if kind in _WHOLE:
            return _unzigzag(self._varint())
        if kind in (_TRUE, _FALSE, _BYTE):
            return self._byte()
        if kind == _DOUBLE:
            found: float = struct.unpack("<d", self._bytes(8))[0]
            return found
        if kind == _BINARY:
            return self._bytes(self._varint())
        if kind in (_LIST, _SET):
            head = self._byte()
            count = head >> 4 if head >> 4 != 15 else self._varint()
            return _Items(head & 15, [self._read(head & 15) for _ in range(count)], kind == _SET)
        if kind == _STRUCT:
            return self.read_struct()
        raise BatchError("a finished part has a footer that cannot be read")

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _write_struct(out: bytearray, value: _Struct) -> None:
    last = 0
    for number in sorted(value.fields):
        kind, inner = value.fields[number]
        if 0 < number - last < 16:
            out.append((number - last) << 4 | kind)
        else:
            out.append(kind)
            _write_varint(out, number << 1)
        last = number
        if kind not in (_TRUE, _FALSE):
            _write(out, kind, inner)
    out.append(0)


def _write(out: bytearray, kind: int, value: _Value) -> None:
    match value:
        case _Struct():
            _write_struct(out, value)
        case _Items(inner, items):
            out.append(min(len(items), 15) << 4 | inner)
            if len(items) >= 15:
                _write_varint(out, len(items))
            for item in items:
                _write(out, inner, item)
        case bytes():
            _write_varint(out, len(value))
            out += value
        case float():
            out += struct.pack("<d", value)
        case int() if kind in _WHOLE:
            _write_varint(out, (value << 1) ^ (value >> 63))
        case int():
            out.append(value)


def _write_varint(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
