"""The footers of Parquet files: read, moved, written, and whole files put behind each other by them.

Each part of an output is a whole Parquet file with the same columns. The row groups of the parts are copied
byte for byte, and one footer is written for all of them: the places in each footer (Thrift, compact protocol)
are moved by where its part went. So parts can be made side by side and finished parts outlive a killed run,
and joining them costs no more than copying.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from advisor.batch.problems import BatchError
from advisor.batch.thrift import (
    FALSE,
    I16,
    I64,
    LIST,
    STRUCT,
    TRUE,
    WHOLE,
    Items,
    Reader,
    Struct,
    Value,
)

MAGIC = b"PAR1"
_TAIL = 8  # the length of the footer, and the magic word again
# Field numbers of parquet.thrift.
ROWS, GROUPS = 3, 4  # of FileMetaData
COLUMNS, GROUP_FULL_SIZE, GROUP_ROWS = 1, 2, 3  # of RowGroup
GROUP_PLACE, GROUP_SIZE, ORDINAL = 5, 6, 7  # of RowGroup, too
CHUNK_PLACE, CHUNK_METADATA = 2, 3  # of ColumnChunk
FULL_SIZE, DATA_PLACE, DICTIONARY_PLACE = 6, 9, 11  # of ColumnMetaData
_CHUNK_PLACES = (CHUNK_PLACE, 4, 6)  # 4: offset index, 6: column index
_METADATA_PLACES = (DATA_PLACE, 10, DICTIONARY_PLACE, 14)  # 10: index, 14: bloom filter


def write_struct(out: bytearray, value: Struct) -> None:
    """Append a struct."""
    # Fields 1: 2 (I32), 3: -1 (I64) and 4: b"ab" (BINARY) are these bytes:
    #
    #   15 04          step 1 to field 1, kind 5; 2, zigzag
    #   26 01          step 2 to field 3, kind 6; -1, zigzag
    #   18 02 61 62    step 1 to field 4, kind 8; two bytes, ab
    #   00             the end
    #
    # Zigzag puts the sign last, so that small numbers of either sign are short: 0 -1 1 -2 → 0 1 2 3.
    last = 0
    for number in sorted(value.fields):
        kind, inner = value.fields[number]
        if 0 < number - last < 16:
            out.append((number - last) << 4 | kind)
        else:
            out.append(kind)
            write_varint(out, number << 1)
        last = number
        if kind not in (TRUE, FALSE):
            _write(out, kind, inner)
    out.append(0)


def _write(out: bytearray, kind: int, value: Value) -> None:
    match value:
        case Struct():
            write_struct(out, value)
        case Items(inner, items):
            out.append(min(len(items), 15) << 4 | inner)
            if len(items) >= 15:
                write_varint(out, len(items))
            for item in items:
                _write(out, inner, item)
        case bytes():
            write_varint(out, len(value))
            out += value
        case float():
            out += struct.pack("<d", value)
        case int() if kind in WHOLE:
            write_varint(out, (value << 1) ^ (value >> 63))
        case int():
            out.append(value)


def write_varint(out: bytearray, value: int) -> None:
    """Append a number that is not negative, seven bits to a byte, the lowest first."""
    # 300 = 2·128 + 44 becomes ac 02: 44 with the high bit, which says that more follows, then 2.
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def split_file(view: memoryview) -> tuple[memoryview, Struct]:
    """What lies between the magic word at the beginning and the footer, and the footer.

    Raises: BatchError, where it is no whole file.
    """
    if bytes(view[-4:]) != MAGIC:
        raise BatchError("a finished part is no longer a Parquet file")
    length = int.from_bytes(view[-_TAIL:-4], "little")
    end = len(view) - _TAIL - length
    return view[len(MAGIC) : end], Reader(bytes(view[end : end + length])).read_struct()


def end_of_file(footer: Struct) -> bytes:
    """The footer, its length, and the magic word."""
    out = bytearray()
    write_struct(out, footer)
    return bytes(out + len(out).to_bytes(4, "little") + MAGIC)


def group_of(chunks: list[Value], rows: int, size: int) -> Struct:
    """A row group of these columns, the first one of its file."""
    full_size = sum(whole(_metadata_of(chunk), FULL_SIZE) for chunk in chunks)
    return Struct(
        {
            COLUMNS: (LIST, Items(STRUCT, chunks)),
            GROUP_FULL_SIZE: (I64, full_size),
            GROUP_ROWS: (I64, rows),
            GROUP_PLACE: (I64, len(MAGIC)),
            GROUP_SIZE: (I64, size),
            ORDINAL: (I16, 0),
        }
    )


def move_group(group: Struct, by: int, ordinal: int) -> None:
    """Let a row group point to where it went, as the one with this number."""
    _move(group, (GROUP_PLACE,), by)
    group.fields.pop(ORDINAL, None)
    # The field has 16 bits; a file of more row groups goes without.
    if ordinal < 2**15:
        group.fields[ORDINAL] = (I16, ordinal)
    for chunk in items_of(group, COLUMNS):
        move_chunk(chunk, by)


def move_chunk(chunk: Value, by: int) -> None:
    """Let one column of a row group point to where it went."""
    assert isinstance(chunk, Struct)
    _move(chunk, _CHUNK_PLACES, by)
    _move(_metadata_of(chunk), _METADATA_PLACES, by)


def _metadata_of(chunk: Value) -> Struct:
    assert isinstance(chunk, Struct)
    found = chunk.fields[CHUNK_METADATA][1]
    assert isinstance(found, Struct)
    return found


def _move(owner: Struct, numbers: Sequence[int], by: int) -> None:
    for number in numbers:
        if number in owner.fields:
            kind, place = owner.fields[number]
            assert isinstance(place, int)
            if place > 0:  # 0 stands for none
                owner.fields[number] = (kind, place + by)


def items_of(owner: Struct, number: int) -> list[Value]:
    """What a list holds; nothing, where it is missing."""
    found = owner.fields.get(number)
    if found is None:
        return []
    assert isinstance(found[1], Items)
    return found[1].items


def whole(owner: Struct, number: int) -> int:
    """A whole number of a struct."""
    found = owner.fields[number][1]
    assert isinstance(found, int)
    return found


@dataclass
class ParquetJoiner:
    """Appends parts to an open file; `finish` writes the footer."""

    out: BinaryIO
    _place: int = 0
    _footer: Struct | None = None
    _groups: list[Value] = field(default_factory=list)
    _rows: int = 0

    def append(self, part: bytes | memoryview) -> None:
        """Copy the row groups of one Parquet file."""
        # Two parts with 100 and 80 bytes of pages, each in its file behind the 4 bytes of MAGIC:
        #
        #   part 1   PAR1 ├ 100 ┤ footer         joined   PAR1 ├ 100 ┤├ 80 ┤ footer of both
        #   part 2   PAR1 ├ 80 ┤ footer
        #
        # What part 2 had at byte 4 is now at byte 104: its places move by 100 = _place - len(MAGIC).
        pages, footer = split_file(memoryview(part))
        if self._footer is None:
            self._footer = footer
            self.out.write(MAGIC)
            self._place = len(MAGIC)
        self.out.write(pages)
        for group in items_of(footer, GROUPS):
            assert isinstance(group, Struct)
            rows = whole(group, GROUP_ROWS)
            if rows:
                move_group(group, self._place - len(MAGIC), len(self._groups))
                self._groups.append(group)
                self._rows += rows
        self._place += len(pages)

    def finish(self) -> None:
        """Write the footer. At least one part must have been appended."""
        assert self._footer is not None
        self._footer.fields[ROWS] = (I64, self._rows)
        self._footer.fields[GROUPS] = (LIST, Items(STRUCT, self._groups))
        self.out.write(end_of_file(self._footer))
