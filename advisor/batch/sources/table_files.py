"""The files of a folder of tables: which there are, their columns, and their rows in bounded pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.formats import TABLE_ENDINGS
from advisor.batch.in_order import in_order
from advisor.batch.problems import BatchError, ChangedInputError, words_of
from advisor.batch.sources.casts import plain_schema, plain_table, texts_of
from advisor.batch.sources.columns import Columns, check
from advisor.batch.sources.csv_blocks import BLOCK_BYTES, NOTHING_IN_CELLS, CsvBlock, CsvCells
from advisor.batch.sources.csv_layout import (
    FORMULA_TEXT,
    SEPARATORS,
    CsvLayout,
    Knows,
    layout_of,
    row_that_differs,
)
from advisor.batch.sources.reading import Notices
from advisor.batch.sources.slices import UNREADABLE, FileState, parquet_words
from advisor.diagnostics.fast_dataclass import replace
from advisor.diagnostics.suggestions import meant_of, one_line
from advisor.files import size_and_checksum
from advisor.loading.syntax.nodes import shown

BATCH_ROWS = 65_536
_PARQUET = (".parquet", ".pq")
_CSV_BLOCK = 8_000_000  # bytes; also the longest that one line may be
_AHEAD = 2  # blocks that are parsed at once


class TableFile:
    """A CSV or Parquet file. The cells of CSV are text; empty ones are missing.

    `notices` is told what was seen of how it is written; `knows` the names that are looked for.
    """

    _digest: str | None = None  # once it is known

    def __init__(
        self,
        path: Path,
        notices: Notices | None = None,
        encoding: str | None = None,
        knows: Knows | None = None,
    ) -> None:
        self.path, self._encoding, self._knows = path, encoding, knows
        self.state = FileState.of(path)
        self.is_csv = path.suffix.lower() not in _PARQUET
        try:
            self.schema: Any = self._schema()
            if self.is_csv and notices is not None:
                _tell_layout(self._layout, path.name, notices)
        except UNREADABLE as error:
            raise self.broken(error) from error

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.path)

    @property
    def label(self) -> str:
        """What tells it from the others beside it."""
        return self.path.name

    def called(self, name: str) -> str:
        """What a column is called in the file, by the name that the pack has for it."""
        return name

    def place_of(self, row: int) -> str:
        """Where a row is, by its number from 1, once all have been read."""
        return f"row {row}"

    @property
    def delimiter(self) -> str | None:
        """What separates the cells of a CSV file."""
        return self._layout.delimiter if self.is_csv else None

    @cached_property
    def _layout(self) -> CsvLayout:
        return layout_of(self.path, self._encoding, self._knows)

    def _schema(self) -> Any:
        if self.is_csv:
            names = self._layout.names
            if not names:
                raise BatchError(f"{self.path} is empty; write the names of its columns above")
            return pa.schema([pa.field(name, pa.string()) for name in names])
        import pyarrow.parquet as pq  # takes a while to load, for all file systems that it knows

        with pq.ParquetFile(self.path) as file:
            return plain_schema(file.schema_arrow)

    def _csv_reader(self, columns: list[str] | None = None, rest: Any = None) -> Any:
        """A reader of the whole file; or of the `rest` of one that was opened, below the names of its columns."""
        layout = self._layout
        return pcsv.open_csv(
            self.path if rest is None else rest,
            read_options=pcsv.ReadOptions(
                block_size=_CSV_BLOCK,
                skip_rows=layout.above if rest is None else 0,
                column_names=layout.names,
                encoding=layout.encoding,
            ),
            parse_options=pcsv.ParseOptions(
                delimiter=layout.delimiter,
                newlines_in_values=True,
                # A row with bytes that are no text would not come to it.
                invalid_row_handler=partial(_unless_footer, layout.footers)
                if layout.footers
                else None,
            ),
            convert_options=pcsv.ConvertOptions(
                check_utf8=False,  # each row is judged alone, later
                include_columns=columns,
                column_types=dict.fromkeys(layout.names, pa.string()),
                null_values=NOTHING_IN_CELLS,
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )

    def blocks(self, kinds: Mapping[str, ir.Kind], rows: int) -> Iterator[CsvBlock]:
        """All rows, in blocks that any thread may read; of Parquet, of so many rows.

        Shape: `kinds` has those of the facts by their columns, whose cells may come as other than text.
        Raises: BatchError, where the file cannot be read.
        """
        if not self.is_csv:
            for table in self.slices(rows):
                count = table.num_rows
                yield CsvBlock(count, partial(_itself, table), self.digest, count / rows)
            return
        layout = self._layout
        if layout.below is None:
            yield from map(self._one_batch, self.batches())
            return
        try:
            with self.path.open("rb") as file:
                file.seek(layout.below)
                for block in CsvCells(layout.names, layout.delimiter, kinds).blocks(file):
                    if isinstance(block, CsvBlock):
                        yield replace(block, load=partial(self._loaded, block))
                    else:
                        file.seek(block)
                        with self._csv_reader(rest=file) as reader:
                            yield from map(self._one_batch, reader)
        except pa.ArrowException as error:
            raise self._broken_row(error) from error
        except OSError as error:
            raise self.broken(error) from error

    def _one_batch(self, batch: Any) -> CsvBlock:
        load = partial(pa.Table.from_batches, [batch])
        return CsvBlock(batch.num_rows, load, self.digest, batch.nbytes / BLOCK_BYTES)

    def _loaded(self, block: CsvBlock) -> pa.Table:
        try:
            table = block.load()
        except pa.ArrowException as error:
            raise self._broken_row(error) from error
        if table.num_rows != block.count:
            raise ChangedInputError(str(self.path))
        return table

    def _broken_row(self, error: Exception) -> BatchError:
        """What to say of a row that is none: the reader of the whole file knows which it is."""
        try:
            for _ in self.batches():
                pass
        except BatchError as found:
            return found
        return self.broken(error)

    def batches(self, columns: list[str] | None = None) -> Iterator[Any]:
        """All rows, as record batches; of some columns only, if they are named.

        Raises: BatchError, where the file cannot be read.
        """
        try:
            if self.is_csv and not self._layout.has_rows:
                return
            if self.is_csv:
                with self._csv_reader(columns) as reader:
                    batches = without_last(reader, len(self._layout.sums))
                    if self._layout.has_blanks:
                        batches = map(_without_blanks, batches)
                    yield from (
                        map(_texts_in_formulas, batches) if self._layout.has_formulas else batches
                    )
            else:
                import pyarrow.parquet as pq

                with pq.ParquetFile(self.path, pre_buffer=False) as file:
                    for batch in file.iter_batches(BATCH_ROWS, columns=columns, use_threads=False):
                        yield from plain_table(pa.Table.from_batches([batch])).to_batches()
        except UNREADABLE as error:
            raise self.broken(error) from error

    def batches_ahead(self) -> Iterator[Any]:
        """As `batches`, while the next ones are parsed in other threads."""
        if not self.is_csv:
            yield from self.batches()
            return
        with closing(
            in_order(_AHEAD, self.blocks({}, BATCH_ROWS), lambda block: block.load())
        ) as tables:
            for table in tables:
                yield from table.to_batches()

    def slices(self, rows: int) -> Iterator[Any]:
        """All rows, as tables of so many; the last one may have fewer.

        Raises: BatchError, where the file cannot be read.
        """
        held: list[Any] = []
        count = 0
        for batch in self.batches():
            rest = batch
            while rest.num_rows:
                held.append(rest.slice(0, rows - count))
                count += held[-1].num_rows
                rest = rest.slice(held[-1].num_rows)
                if count == rows:
                    yield pa.Table.from_batches(held)
                    held, count = [], 0
        if held:
            yield pa.Table.from_batches(held)

    def digest(self) -> str:
        """Of all its bytes, as they were when it was asked for first."""
        if self._digest is None:
            try:
                self._digest = "{:x} {:08x}".format(*size_and_checksum(self.path))
            except OSError as error:
                raise self.broken(error) from error
        return self._digest

    def broken(self, error: Exception) -> BatchError:
        """What to say when it cannot be read."""
        said = words_of(error) if self.is_csv else parquet_words(self.path, error)
        if self.is_csv and "CSV parse error" in said:
            odd = row_that_differs(self.path, self._layout)
            if odd is not None:
                return BatchError(f"cannot read {self.path}: {odd}")
        if self.is_csv and "straddling object" in said:
            said = (
                f"a row has more than {_CSV_BLOCK:,} bytes; is a quote there that nothing closes?"
            )
        return BatchError(f"cannot read {self.path}: {said}")


class ReadFile:
    """A file of a folder of tables, or one that stands alone, its columns under the names that the pack has."""

    def __init__(self, file: TableFile, columns: Columns) -> None:
        self._file, self._columns = file, columns
        self.path, self.state, self.schema = file.path, file.state, columns.schema
        self.name, self.label = file.name, file.label
        self.called = columns.old_name
        self.digest = file.digest

    def blocks(self, kinds: Mapping[str, ir.Kind], rows: int) -> Iterator[CsvBlock]:
        """See `TableFile`."""
        if self._columns.is_same:
            yield from self._file.blocks(kinds, rows)
            return
        olds = {
            c.old: kinds[c.field.name]
            for c in self._columns.columns
            if c.field.name in kinds and (c.renaming is None or not c.renaming.values)
        }
        for block in self._file.blocks(olds, rows):
            yield replace(block, load=partial(self._applied, block))

    def _applied(self, block: CsvBlock) -> pa.Table:
        return self._columns.apply(block.load())

    def batches(self, columns: list[str] | None = None) -> Iterator[Any]:
        """See `TableFile`."""
        if self._columns.is_same:
            yield from self._file.batches(columns)
            return
        found = self._columns if columns is None else self._columns.only(columns)
        for batch in self._file.batches(
            None if columns is None else [c.old for c in found.columns]
        ):
            table = found.apply(pa.Table.from_batches([batch]))
            yield from table.combine_chunks().to_batches()

    def batches_ahead(self) -> Iterator[Any]:
        """See `TableFile`."""
        for batch in self._file.batches_ahead():
            yield from self._columns.apply(pa.Table.from_batches([batch])).to_batches()

    def slices(self, rows: int) -> Iterator[Any]:
        """See `TableFile`."""
        yield from map(self._columns.apply, self._file.slices(rows))


AnyFile = TableFile | ReadFile
_MOST_SHOWN = 3  # lines that are not read


def _tell_layout(layout: CsvLayout, name: str, notices: Notices) -> None:
    if layout.delimiter != "," and len(layout.names) > 1:
        notices.separated(name, SEPARATORS.get(layout.delimiter, f"`{layout.delimiter}`"))
    if layout.skips_rows:
        notices.add(
            f"line {layout.names_at} has the names; what stands above is not read", file=name
        )
    if layout.has_blanks:
        notices.add(f"blanks behind each `{layout.delimiter}` are not read", file=name)
    if layout.has_formulas:
        notices.add('a cell such as `="0017"` is read as the text in it', file=name)
    if layout.bytes_seen is not None:
        notices.add(
            f"`{one_line(layout.bytes_seen)}` is read as it stands; where a database wrote the bytes of a text so,"
            " convert_from(…, 'UTF8') in its query gives the text",
            "bytes",
            file=name,
        )
    if layout.questions:
        tell_questions(name, layout.questions, notices)
    if layout.sums:
        tell_sums(name, layout.sums, notices)
    # What only fills up the end says nothing.
    words = [line for line in reversed(layout.footers) if one_line(line)]
    if words:
        tell_words(name, words, notices)


def _unless_footer(footers: tuple[str, ...], row: pcsv.InvalidRow) -> Literal["skip", "error"]:
    return "skip" if row.actual_columns == 1 and row.text in footers else "error"


def tell_questions(name: str, count: int, notices: Notices) -> None:
    """Tell people of rows below the names that say what was asked, or of what types the columns are."""
    they, rows = ("it describes", "a row") if count == 1 else ("they describe", f"{count} rows")
    notices.add(f"not read, since {they} the columns: {rows} below the names", file=name)


def tell_words(name: str, lines: Sequence[str], notices: Notices) -> None:
    """Tell people of lines at the end that are words, and no rows."""
    notices.add(
        f"not read, since it is no row: {_some([shown(line.strip()) for line in lines])} at the end",
        file=name,
    )


def tell_sums(name: str, rows: Sequence[str], notices: Notices) -> None:
    """Tell people of rows at the end that only add up those above."""
    said = _some([one_line(row.strip()) for row in reversed(rows)])
    notices.add(f"not read, since it adds up the rows above: {said} at the end", file=name)


def _some(lines: Sequence[str]) -> str:
    """The first few of the lines, and how many more there are."""
    more = len(lines) - _MOST_SHOWN
    listed = ", ".join(f"`{line}`" for line in lines[:_MOST_SHOWN])
    return f"{listed} and {more} more" if more > 0 else listed


def without_last(batches: Iterable[Any], count: int) -> Iterator[Any]:
    """All rows but so many at the end."""
    held: list[Any] = []  # they have no more rows than that, or are but one
    for batch in batches:
        held.append(batch)
        while sum(b.num_rows for b in held[1:]) >= count:
            yield held.pop(0)
            if not held:
                break
    rest = sum(b.num_rows for b in held) - count
    for batch in held:
        if rest > 0:
            yield batch.slice(0, rest)
        rest -= batch.num_rows


def _texts_in_formulas(batch: Any) -> Any:
    """The cells with the texts in them that are nothing but `="0017"`."""
    columns: list[Any] = []
    for column in batch.columns:
        texts: Any = pc.replace_substring_regex(column, f"^\\s*{FORMULA_TEXT}\\s*$", r"\1")
        columns.append(pc.if_else(pc.equal(texts, ""), pa.scalar(None, texts.type), texts))
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _without_blanks(batch: Any) -> Any:
    """The cells without the blanks in front, which people write behind commas."""
    columns: list[Any] = []
    for column in batch.columns:
        texts: Any = pc.ascii_ltrim(column, " ")
        columns.append(pc.if_else(pc.equal(texts, ""), pa.scalar(None, texts.type), texts))
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _itself(table: pa.Table) -> pa.Table:
    return table


@dataclass(frozen=True)
class Level:
    """The table of a list. `path` names the lists from the situation inwards, its own last."""

    entity: str
    path: tuple[str, ...]
    file: AnyFile

    def check_columns(self, pack: ir.Pack) -> None:
        """See that the keys are there and that every other column is a fact.

        Raises: BatchError.
        """
        names = self.file.schema.names
        keys = (ir.SITUATION, *self.path)
        facts = pack.entities[self.entity].facts
        lacking = [name for name in keys if name not in names]
        if lacking:
            raise BatchError(
                f"{self.file.name} lacks the column {' and '.join(f'`{n}`' for n in lacking)};"
                f" rows are joined by {', '.join(f'`{n}`' for n in keys)} (positions from 0)"
            )
        for name in keys:
            if names.count(name) > 1:
                raise BatchError(
                    f"{self.file.path}: the column `{name}` is there twice: give one of them another name"
                )
        for name in self.path:
            if name in facts:
                raise BatchError(f"{self.file.name}: `{name}` is a position and a fact at once")
            kind = self.file.schema.field(name).type
            if not _may_hold_positions(kind):
                raise BatchError(
                    f"{self.file.name}: the column `{name}` is {kind}, where positions (0, 1, 2 …) belong"
                )
        rest = [field for field in self.file.schema if field.name not in keys]
        check(rest, pack, self.entity, self.file.name, keys)


def _may_hold_positions(type: Any) -> Any:
    if kinds.is_dictionary(type):
        type = type.value_type
    is_text = kinds.is_string(type) or kinds.is_large_string(type) or kinds.is_null(type)
    return is_text or kinds.is_integer(type) or kinds.is_floating(type) or kinds.is_decimal(type)


def find_tables(
    folder: Path,
    pack: ir.Pack,
    notices: Notices,
    encoding: str | None = None,
    knows: Knows | None = None,
) -> dict[str, TableFile]:
    """The tables of a folder by their entities.

    Raises: BatchError, where a table is of no entity, or an entity has two.
    """
    found: dict[str, TableFile] = {}
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise BatchError(f"cannot read {folder}: {error.strerror}") from error
    for path in entries:
        if path.suffix.lower() not in TABLE_ENDINGS or path.name.startswith("."):
            continue
        if path.stem not in pack.entities:
            raise BatchError(no_entity(str(path), path.stem, pack))
        if path.stem in found:
            raise BatchError(f"{found[path.stem].path} and {path} are two tables for one entity")
        found[path.stem] = TableFile(path, notices, encoding, knows)
    return found


def no_entity(where: str, name: str, pack: ir.Pack) -> str:
    """What to say of a table that is called as no entity."""
    return f"{where}: there is no entity `{name}`; {meant_of(name, pack.entities)}"


def levels_of(tables: Mapping[str, AnyFile], pack: ir.Pack) -> list[Level]:
    """The tables of lists, outer ones first.

    Raises: BatchError, where one lacks the table around it.
    """
    named = (name for name in pack.entities if name in tables and name != ir.SITUATION)
    levels = [Level(name, list_path(name, pack), tables[name]) for name in named]
    levels.sort(key=lambda level: len(level.path))
    for level in levels:
        outer = pack.entities[level.entity].within
        if outer != ir.SITUATION and outer not in tables:
            raise BatchError(f"{level.file.name} needs a table for `{outer}` beside it")
    return levels


def list_path(entity: str, pack: ir.Pack) -> tuple[str, ...]:
    """The lists around the items of an entity from the situation inwards, their own last."""
    return tuple(pack.entities[e].list_name for e in reversed(pack.around[entity]))[1:]


def as_texts(column: Any) -> Any:
    """Ids as one Arrow array of texts, as they are shown, whatever type they have; null where one is no text."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return texts_of(column)
