"""Values of Thrift in its compact protocol, in which Parquet says what a file holds."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TypeAlias

from advisor.batch.problems import BatchError

# Kinds of values.
TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
I16, I32, I64 = WHOLE = (4, 5, 6)


@dataclass
class Struct:
    """Fields by number, each with its kind."""

    fields: dict[int, tuple[int, Value]]


@dataclass
class Items:
    """A list (or set) of values of one kind."""

    kind: int
    items: list[Value]
    is_set: bool = False


Value: TypeAlias = int | float | bytes | Struct | Items


class Reader:
    """Reads values from bytes."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read_struct(self) -> Struct:
        """The struct that begins here."""
        fields: dict[int, tuple[int, Value]] = {}
        number = 0
        while head := self._byte():
            kind, step = head & 15, head >> 4
            number = number + step if step else _unzigzag(self._varint())
            value: Value = kind if kind in (TRUE, FALSE) else self._read(kind)
            fields[number] = (kind, value)
        return Struct(fields)

    def _read(self, kind: int) -> Value:
        if kind in WHOLE:
            return _unzigzag(self._varint())
        if kind in (TRUE, FALSE, BYTE):
            return self._byte()
        if kind == DOUBLE:
            found: float = struct.unpack("<d", self._bytes(8))[0]
            return found
        if kind == BINARY:
            return self._bytes(self._varint())
        if kind in (LIST, SET):
            head = self._byte()
            count = head >> 4 if head >> 4 != 15 else self._varint()
            return Items(head & 15, [self._read(head & 15) for _ in range(count)], kind == SET)
        if kind == STRUCT:
            return self.read_struct()
        raise BatchError("a Parquet file has a footer that cannot be read")

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
