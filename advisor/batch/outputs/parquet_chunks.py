"""One column of a row group of a Parquet file in the making: its pages, and what the footer says of them."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa

from advisor.batch.outputs.parquet_footers import (
    CHUNK_METADATA,
    CHUNK_PLACE,
    DATA_PLACE,
    DICTIONARY_PLACE,
    MAGIC,
)
from advisor.batch.outputs.thrift import (
    BINARY,
    I32,
    I64,
    LIST,
    STRUCT,
    Items,
    Struct,
    Value,
    write_struct,
)

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
        self._dictionary_at = len(MAGIC)
        self._encodings |= {PLAIN, DICTIONARY}
        about: dict[int, tuple[int, Value]] = {1: (I32, count), 2: (I32, PLAIN)}
        self._add(_DICTIONARY_PAGE, body, {_OF_DICTIONARY: (STRUCT, Struct(about))})

    def add_data(self, body: bytes, count: int, encoding: int) -> None:
        """Add a page of so many values, null ones included; levels stand at the head of its body."""
        if self._data_at is None:
            self._data_at = len(MAGIC) + self._size
        self._values += count
        self._encodings.add(encoding)
        about: dict[int, tuple[int, Value]] = {
            1: (I32, count),
            2: (I32, encoding),
            3: (I32, RUNS),
            4: (I32, RUNS),
        }
        self._add(_DATA_PAGE, body, {_OF_DATA: (STRUCT, Struct(about))})

    def _add(self, kind: int, body: bytes, about: dict[int, tuple[int, Value]]) -> None:
        small = self._codec.compress(body, asbytes=True)
        sizes: dict[int, tuple[int, Value]] = {
            _KIND: (I32, kind),
            _FULL_SIZE: (I32, len(body)),
            _SIZE: (I32, len(small)),
        }
        head = bytearray()
        write_struct(head, Struct(sizes | about))
        self.pages += [bytes(head), small]
        self._size += len(head) + len(small)
        self._full_size += len(head) + len(body)

    def described(self, lowest: int | None = None, highest: int | None = None) -> Struct:
        """What the footer says of it. With its lowest and highest number, readers can pass it over."""
        assert self._data_at is not None
        metadata: dict[int, tuple[int, Value]] = {
            1: (I32, self._type),
            2: (LIST, Items(I32, [*sorted(self._encodings)])),
            3: (LIST, Items(BINARY, [self._name.encode()])),
            4: (I32, _ZSTD),
            5: (I64, self._values),
            6: (I64, self._full_size),
            7: (I64, self._size),
            DATA_PLACE: (I64, self._data_at),
        }
        if self._dictionary_at is not None:
            metadata[DICTIONARY_PLACE] = (I64, self._dictionary_at)
        if lowest is not None and highest is not None:
            known: dict[int, tuple[int, Value]] = {
                _NULLS: (I64, 0),
                _HIGHEST: (BINARY, highest.to_bytes(8, "little", signed=True)),
                _LOWEST: (BINARY, lowest.to_bytes(8, "little", signed=True)),
            }
            metadata[_STATISTICS] = (STRUCT, Struct(known))
        return Struct({CHUNK_PLACE: (I64, 0), CHUNK_METADATA: (STRUCT, Struct(metadata))})
