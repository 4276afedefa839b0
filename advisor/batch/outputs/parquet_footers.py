"""The footers of Parquet files: what stands in them, and moving what they point to."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.batch.outputs.thrift import (
    I16,
    I64,
    LIST,
    STRUCT,
    Items,
    Reader,
    Struct,
    Value,
    write_struct,
)
from advisor.batch.problems import BatchError

MAGIC = b"PAR1"
_TAIL = 8  # the length of the footer, and the magic word again

# Field numbers of parquet.thrift.
ROWS, GROUPS = 3, 4  # of FileMetaData
COLUMNS, GROUP_FULL_SIZE, GROUP_ROWS, GROUP_PLACE, GROUP_SIZE, ORDINAL = (
    1,
    2,
    3,
    5,
    6,
    7,
)  # of RowGroup
CHUNK_PLACE, CHUNK_METADATA = 2, 3  # of ColumnChunk
FULL_SIZE, DATA_PLACE, DICTIONARY_PLACE = 6, 9, 11  # of ColumnMetaData
_CHUNK_PLACES = (CHUNK_PLACE, 4, 6)  # 4: offset index, 6: column index
_METADATA_PLACES = (DATA_PLACE, 10, DICTIONARY_PLACE, 14)  # 10: index, 14: bloom filter


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
