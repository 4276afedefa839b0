"""Where situations come from, slice by slice, so that memory does not grow with the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyarrow as pa

from advisor.batch.formats import files_of
from advisor.batch.problems import BatchError, RowProblem
from advisor.ir.packs import Pack

SLICE_ROWS = 250_000  # situations, where row groups allow; memory goes with it
# What pyarrow raises where a file is damaged; what is no text is found out in Python.
UNREADABLE = (OSError, pa.ArrowException, UnicodeDecodeError)
SLICE_VALUES = 12_000_000  # of all columns of one slice, those of lists included


@dataclass(frozen=True)
class Chunk:
    """The situations of one slice as they came.

    `rows` numbers the rows of `table` from 1 within the whole input; `problems` are rows that could
    not even be read, `orphans` rows of other tables that belong to no situation.
    """

    table: pa.Table
    rows: Any  # int64 array
    problems: list[RowProblem] = field(default_factory=list)
    orphans: list[RowProblem] = field(default_factory=list)

    @property
    def situations(self) -> int:
        """How many rows the slice has, good and bad."""
        return len(self.rows) + len(self.problems)


@dataclass(frozen=True)
class Slice:
    """A part of the input. `load` may be called in any thread.

    `digest` gives that of the bytes it holds, for inputs that are read in one go; else "". `count` says
    how many rows it has, blank lines included; 0 where that is not known beforehand.
    """

    number: int
    first_row: int  # from 1
    load: Callable[[], Chunk]
    digest: Callable[[], str] = str
    count: int = 0


class RowSource(Protocol):
    """An input whose columns have been checked."""

    name: str
    total: int | None  # situations, where that is known beforehand
    is_rereadable: bool  # it can be read again; not so a stream
    most_problems: int | None  # a slice with more need not be read to its end

    def slices(self) -> Iterator[Slice]:
        """The slices in order, the same ones each time for the same input."""
        ...

    def fingerprint(self) -> dict[str, object]:
        """What tells this input from another, or from the same one changed."""
        ...

    def is_unchanged(self) -> bool:
        """Whether the files are still those that were opened."""
        ...


@dataclass(frozen=True)
class FileState:
    """What the file system says of a file, to notice that somebody writes to it."""

    path: Path
    size: int
    modified: int  # nanoseconds
    inode: int

    @classmethod
    def of(cls, path: Path) -> FileState:
        """The state right now.

        Raises: BatchError, where there is no such file or it may not be read.
        """
        try:
            found = path.stat()
        except OSError as error:
            raise BatchError(f"cannot read {path}: {error.strerror}") from error
        return cls(path, found.st_size, found.st_mtime_ns, found.st_ino)

    def is_current(self) -> bool:
        """Whether the file is still as it was."""
        try:
            return FileState.of(self.path) == self
        except BatchError:
            return False


def open_source(
    paths: Iterable[str], pack: Pack, format: str, stream: BinaryIO | None = None
) -> RowSource:
    """The input of a form ("parquet", "tables", "jsonl"); lines may come from an open stream.

    Several files, and those in a folder, are one input.
    Raises: BatchError, where one cannot be read or has columns that the pack does not know.
    """
    sources: list[RowSource]
    match format:  # each needs libraries that take a while to load
        case "tables":
            from advisor.batch.sources.tables import TablesSource

            sources = [TablesSource(Path(path), pack) for path in paths]
        case "parquet":
            from advisor.batch.sources.parquet_files import ParquetSource

            files = [file for path in paths for file in files_of(path, format)]
            sources = [ParquetSource(file, pack) for file in files]
        case _:
            from advisor.batch.sources.json_lines import JsonLinesSource

            sources = [JsonLinesSource(Path(path), pack, stream) for path in paths]
    if len(sources) == 1:
        return sources[0]
    from advisor.batch.sources.several_files import SeveralFiles

    return SeveralFiles(sources)
