"""Where situations come from, slice by slice, so that memory does not grow with the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import unquote

import pyarrow as pa

from advisor import ir
from advisor.batch.formats import files_of, refuse_old_versions
from advisor.batch.problems import BatchError, ChangedInputError, RowProblem, Tell, words_of
from advisor.batch.sources.dates import AS_WRITTEN, DateReading
from advisor.batch.sources.reading import FILE, PLAIN, Notices, Reading, names_known

SLICE_ROWS = 250_000  # situations, where row groups allow; memory goes with it
# What pyarrow raises where a file is damaged; what is no text is found out in Python.
UNREADABLE = (OSError, pa.ArrowException, UnicodeDecodeError)
SLICE_VALUES = 12_000_000  # of all columns of one slice, those of lists included
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True)
class Chunk:
    """The situations of one slice as they came.

    `rows` numbers the rows of `table` from 1 within the whole input; `problems` are rows that could
    not even be read, `orphans` rows of tables that belong to no situation, or lack what they must have. `dates` says how
    its dates are written. `bad` is what could be read of rows among the `problems`, as declared, with the numbers of the rows.
    `spellings` has, by column, how yes and no were written where the table says so no more. `tell` puts a problem into the
    words of the input.
    """

    table: pa.Table
    rows: Any  # int64 array
    problems: list[RowProblem] = field(default_factory=list)
    orphans: list[RowProblem] = field(default_factory=list)
    dates: DateReading = AS_WRITTEN
    bad: tuple[tuple[pa.Table, Any], ...] = ()
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tell: Tell | None = None

    def moved(self, by: int) -> Chunk:
        """The same with its rows counted from further on."""
        problems = [replace(problem, row=problem.row + by) for problem in self.problems]
        bad = tuple((table, rows + by) for table, rows in self.bad)
        tell = None if self.tell is None else partial(_told_further_on, self.tell, by)
        return replace(self, rows=self.rows + by, problems=problems, bad=bad, tell=tell)

    @property
    def situations(self) -> int:
        """How many rows the slice has, good and bad."""
        return len(self.rows) + len({problem.row for problem in self.problems})


def _told_further_on(tell: Tell, by: int, problem: RowProblem) -> RowProblem:
    found = tell(replace(problem, row=problem.row - by))
    row = found.value_row
    if row is not None and found.table is None:
        row += by
    return replace(found, row=problem.row, value_row=row)


@dataclass(frozen=True)
class Slice:
    """A part of the input, from files that `watched` knows. It may be read in any thread.

    `digest` gives that of the bytes it holds, for inputs that are read in one go; else "". `count` says
    how many rows it has, blank lines included; 0 where it has none of its own. `fullness` is its part of what a slice
    may hold: those that are far from 1 may go together.
    """

    number: int
    first_row: int  # from 1
    load: Callable[[], Chunk]
    watched: Watched | None  # None, where `load` sees to it
    digest: Callable[[], str] = str
    count: int = 0
    fullness: float = 1.0

    def read(self) -> Chunk:
        """What it holds.

        Raises: BatchError, where that cannot be read; ChangedInputError, where somebody has written to the files.
        """
        try:
            return self.load()
        finally:
            # What cannot be read, perhaps only for that.
            if self.watched is not None and not self.watched.is_unchanged():
                raise ChangedInputError(self.watched.name)


class Watched(Protocol):
    """Files that nobody may write to while they are read."""

    name: str

    def is_unchanged(self) -> bool:
        """Whether the files are still those that were opened."""
        ...


class RowSource(Watched, Protocol):
    """An input whose columns have been checked."""

    total: int | None  # situations, where that is known beforehand
    is_rereadable: bool  # it can be read again; not so a stream
    most_problems: int | None  # a slice with more need not be read to its end

    def slices(self) -> Iterator[Slice]:
        """The slices in order, the same ones each time for the same input."""
        ...

    def fingerprint(self) -> dict[str, object]:
        """What tells this input from another, or from the same one changed."""
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


def parquet_words(path: Path, error: Exception) -> str:
    """Why a Parquet file cannot be read, by what the library says."""
    said = words_of(error)
    if "magic bytes" not in said and "smaller than" not in said:
        return said
    with path.open("rb") as file:
        is_begun = file.read(4) == b"PAR1"
    return (
        "its end is missing: copy it again, or write it anew"
        if is_begun
        else "it is no Parquet file; name it by what it is, such as .csv"
    )


def open_source(
    paths: Iterable[str],
    pack: ir.Pack,
    format: str,
    stream: BinaryIO | None = None,
    reading: Reading = PLAIN,
    notices: Notices | None = None,
) -> RowSource:
    """The input of a form of `formats.INPUTS`; lines may come from an open stream.

    Several files, and those in a folder, are one input. `notices` collects what people are told about it.
    Raises: BatchError, where one cannot be read or has columns that the pack does not know.
    """
    notices = notices or Notices()
    reading, paths = reading.of(pack), list(paths)
    refuse_options(reading, format)
    sources: list[RowSource]
    match format:  # each needs libraries that take a while to load
        case "tables":
            from advisor.batch.sources.tables import TablesSource

            sources = [
                TablesSource(Path(path), pack, reading=reading, notices=notices) for path in paths
            ]
        case "csv" | "xlsx" | "parquet" if reading.rows not in (None, ir.SITUATION):
            parts = [
                (file, partition_of(path, file))
                for path in paths
                for file in files_of(path, format)
            ]
            sources = _flat_rows(parts, pack, format, reading, notices)
        case "csv" | "xlsx":
            sources = _flat_tables(paths, pack, format, reading, notices)
        case "parquet":
            from advisor.batch.sources.parquet_files import ParquetSource

            for path in paths:
                refuse_old_versions(path)
            sources = [
                ParquetSource(
                    file, pack, reading=reading, notices=notices, partition=partition_of(path, file)
                )
                for path in paths
                for file in files_of(path, format)
            ]
        case _:
            from advisor.batch.sources.json_lines import JsonLinesSource

            sources = [
                JsonLinesSource(Path(path), pack, stream, reading=reading, notices=notices)
                for path in paths
            ]
    if len(sources) == 1:
        return sources[0]
    from advisor.batch.sources.several_files import SeveralFiles

    return SeveralFiles(sources, pack)


def refuse_options(reading: Reading, format: str) -> None:
    """See that what the options say is about something that the form has.

    Raises: BatchError.
    """
    if reading.rows not in (None, ir.SITUATION) and format in ("jsonl", "tables"):
        what = "JSON Lines have" if format == "jsonl" else "a folder of tables has"
        raise BatchError(
            f"--rows is for one flat table (.csv, .xlsx, .parquet); {what} lists of their own"
        )
    if reading.sheet is not None and format != "xlsx":
        raise BatchError("--sheet is for .xlsx files")
    if reading.encoding is not None and format not in ("csv", "tables"):
        raise BatchError(
            "--encoding is for CSV; all other forms say themselves how texts are written"
        )


def _flat_tables(
    paths: Iterable[str], pack: ir.Pack, format: str, reading: Reading, notices: Notices
) -> list[RowSource]:
    """Tables that stand alone, with a row a situation."""
    from advisor.batch.sources.tables import TablesSource
    from advisor.batch.sources.whole_columns import OrdersBeside

    found: list[tuple[Path, dict[str, Any]]] = []
    for file in (file for path in paths for file in files_of(path, format)):
        tables = _tables(file, pack, format, reading, notices)
        found.append((file, tables if isinstance(tables, dict) else {ir.SITUATION: tables}))
    beside = OrdersBeside(table for _, tables in found for table in tables.values())
    return [
        TablesSource(file, pack, tables=tables, reading=reading, notices=notices, beside=beside)
        for file, tables in found
    ]


def _tables(file: Path, pack: ir.Pack, format: str, reading: Reading, notices: Notices) -> Any:
    """A table, or those of a workbook by their entities."""
    if format == "xlsx":
        from advisor.batch.sources.sheets import sheets_of

        return sheets_of(file, pack, reading, notices)
    from advisor.batch.sources.table_files import TableFile

    return TableFile(file, notices, reading.encoding, names_known(pack, reading))


def _flat_rows(
    parts: list[tuple[Path, dict[str, str | None]]],
    pack: ir.Pack,
    format: str,
    reading: Reading,
    notices: Notices,
) -> list[RowSource]:
    """Tables whose rows are what `--rows` says: whose they are may stand in several files."""
    from advisor.batch.sources.flat_rows import FlatRows
    from advisor.batch.sources.tables_together import TablesTogether, known_parts
    from advisor.batch.sources.whole_columns import OrdersBeside

    knows = names_known(pack, reading)
    files = [
        (_tables(file, pack, format, reading, notices), known_parts(partition, knows))
        for file, partition in parts
    ]
    if reading.by == FILE or (len(files) == 1 and not files[0][1]):
        beside = OrdersBeside(file for file, _ in files)
        return [FlatRows(file, pack, reading, notices, beside=beside) for file, _ in files]
    return [FlatRows(TablesTogether(files), pack, reading, notices)]


def partition_of(path: str, file: Path) -> dict[str, str | None]:
    """What the folders around a file say of all its rows, as databases write it: `month=2026-11`."""
    found: dict[str, str | None] = {}
    if file == Path(path):
        return found
    for part in file.relative_to(path).parts[:-1]:
        name, sign, value = part.partition("=")
        if sign:
            found[unquote(name)] = None if value == _NO_VALUE else unquote(value)
    return found
