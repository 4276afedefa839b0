"""Opens what holds many situations, for the commands that take them slice by slice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from advisor.batch.formats import files_of
from advisor.ir.packs import Pack

if TYPE_CHECKING:
    from advisor.batch.sources.slices import RowSource


def open_source(path: str, pack: Pack, form: str, stream: BinaryIO | None = None) -> RowSource:
    """The input of a form ("parquet", "tables", "jsonl"); lines may come from an open stream.

    Raises: BatchError, where it cannot be read or has columns that the pack does not know.
    """
    match form:  # each needs libraries that take a while to load
        case "parquet":
            from advisor.batch.sources.parquet_files import ParquetSource

            files = [ParquetSource(file, pack) for file in files_of(path, form)]
            if len(files) == 1:
                return files[0]
            from advisor.batch.sources.several_files import SeveralFiles

            return SeveralFiles(files)
        case "tables":
            from advisor.batch.sources.tables import TablesSource

            return TablesSource(Path(path), pack)
        case _:
            from advisor.batch.sources.json_lines import JsonLinesSource

            return JsonLinesSource(Path(path), pack, stream)
