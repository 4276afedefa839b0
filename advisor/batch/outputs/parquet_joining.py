"""Parquet files put one behind the other without reading their values.

Each part is a whole Parquet file with the same columns. The row groups of the parts are copied byte for
byte, and one footer is written for all of them: the places in each footer (Thrift, compact protocol) are
moved by where its part went. So parts can be made side by side and finished parts outlive a killed run,
and joining them costs no more than copying.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from advisor.batch.outputs.parquet_footers import (
    GROUP_ROWS,
    GROUPS,
    MAGIC,
    ROWS,
    end_of_file,
    items_of,
    move_group,
    split_file,
    whole,
)
from advisor.batch.outputs.thrift import I64, LIST, STRUCT, Items, Struct, Value


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
