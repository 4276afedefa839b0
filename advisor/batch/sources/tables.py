"""Situations as a folder of tables: one an entity, joined by `situation` and by positions in lists.

`situation.csv` has a row a situation, with its id in `situation`. `application.csv` has a row an
application: the `situation` it belongs to, its place in the list in a column called as the list
(`applications`, from 0), and its facts; `interview.csv` has `situation`, `applications` and `interviews`.
The order of the situations is that of their table; all other rows may stand in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.batch.problems import (
    BatchError,
    ChangedInputError,
    Fault,
    InTheirWords,
    PermanentError,
    RowProblem,
    in_their_words,
)
from advisor.batch.sources.columns import Columns, check, check_named, columns_of, names_told
from advisor.batch.sources.csv_blocks import CsvBlock
from advisor.batch.sources.reading import PLAIN, Notices, Reading, names_known
from advisor.batch.sources.slices import Chunk, Slice
from advisor.batch.sources.table_files import (
    AnyFile,
    Level,
    ReadFile,
    TableFile,
    as_texts,
    find_tables,
    levels_of,
    list_path,
)
from advisor.batch.sources.table_joining import NOBODY, ScatteredRows, SituationRows
from advisor.batch.sources.table_nesting import OWNER, ROW, BadRow, nest
from advisor.batch.sources.whole_columns import OrdersBeside, commas_in, orders_in
from advisor.diagnostics.fast_dataclass import replace
from advisor.loading.syntax.nodes import shown

SLICE_ROWS = 50_000  # situations
ORPHANS_AT_ONCE = 100_000
_NO_ID = f"`{ir.SITUATION}` is missing"
_ORPHANS = pa.schema([("id", pa.string()), (ROW, pa.int64())])


@dataclass(frozen=True)
class _JoinedLevel:
    """The rows of a list's table by slices of situations, and those of nobody in slices of their own."""

    level: Level
    rows: ScatteredRows
    orphans: ScatteredRows


@dataclass(frozen=True)
class _Joined:
    """All tables; `useless` are the rows of situations that share their id or have none."""

    useless: ScatteredRows
    levels: list[_JoinedLevel]


class TablesSource:
    """The tables of one folder, or of one workbook; or the table of the situations alone.

    `tables` are those of the entities, where they are not the files of a folder at `place`.
    """

    def __init__(
        self,
        place: Path,
        pack: ir.Pack,
        slice_rows: int | None = None,
        tables: Mapping[str, TableFile] | None = None,
        reading: Reading = PLAIN,
        notices: Notices | None = None,
        beside: OrdersBeside | None = None,
    ) -> None:
        self.name = str(place)
        self.total: int | None = None
        self.is_rereadable = True
        self.most_problems: int | None = None  # columns are judged whole
        self._pack, self._slice_rows = pack, slice_rows or SLICE_ROWS
        self._notices = notices = notices or Notices()
        found = tables
        if found is None:
            knows = names_known(pack, reading)
            found = find_tables(place, pack, notices, reading.encoding, knows)
        check_named([file.schema for file in found.values()], reading, self.name)
        read = {
            entity: _read_as(file, entity, pack, reading, notices) for entity, file in found.items()
        }
        self._root = read[ir.SITUATION][0]
        self._levels = levels_of({entity: file for entity, (file, _) in read.items()}, pack)
        places = {
            (entity, c.field.name): (found[entity], c.old)
            for entity, (_, columns) in read.items()
            for c in columns.columns
        }
        names: dict[str, str] = {}
        for _, columns in read.values():
            names |= names_told(columns, pack)
        self._names = names
        self._dates = reading.date_reading(
            notices, orders_in(places, notices, beside), commas_in(places, notices)
        )
        self._joined: _Joined | None = None  # once it is needed
        self._check()

    def _check(self) -> None:
        """See that all columns are known."""
        names = set(self._root.schema.names)
        inner = {level.path[-1] for level in self._levels}
        if ir.SITUATION not in names and self._levels:
            raise BatchError(
                f"{self._root.name} has no column `{ir.SITUATION}` to join the others by"
            )
        for name in sorted(names & inner):
            raise BatchError(f"{self._root.name}: `{name}` has a table of its own")
        check(
            self._root.schema, self._pack, ir.SITUATION, self._root.name, is_flat=not self._levels
        )
        for level in self._levels:
            level.check_columns(self._pack)

    def slices(self) -> Iterator[Slice]:
        """See `RowSource`. Row numbers are those of the table of situations.

        Rows that belong to no situation come last, in slices without situations.
        """
        if self._levels and self._joined is None:
            self._joined = self._join()
        number, first = 0, 1
        if not self._levels:
            facts = self._pack.entities[ir.SITUATION].facts.values()
            kinds = {f.name: f.type.kind for f in facts if not f.is_concluded}
            for block in self._root.blocks(kinds, self._slice_rows):
                load = partial(self._load_block, block, first)
                yield Slice(number, first, load, self, block.digest, block.count, block.fullness)
                number, first = number + 1, first + block.count
            return
        for table in self._root.slices(self._slice_rows):
            load = partial(self._load, table, number, first)
            yield Slice(number, first, load, self, count=table.num_rows)
            number, first = number + 1, first + table.num_rows
        for joined in self._joined.levels if self._joined else ():
            if first == 1 and joined.orphans.count:
                name = joined.level.file.name
                raise PermanentError(f"{name} has rows, but there are no situations")
            for piece in range(-(-joined.orphans.count // ORPHANS_AT_ONCE)):
                yield Slice(number, first, partial(self._load_orphans, joined, piece), self)
                number += 1

    def _join(self) -> _Joined:
        with SituationRows(self._root) as owners:
            useless = ScatteredRows(pa.schema([(ROW, pa.int64())]))
            for rows in owners.not_told_apart():
                useless.add((rows - 1) // self._slice_rows, pa.table({ROW: rows}))
            useless.flush()
            joined = _Joined(useless, [self._join_level(level, owners) for level in self._levels])
        if not self.is_unchanged():
            raise ChangedInputError(self.name)
        return joined

    def _join_level(self, level: Level, owners: SituationRows) -> _JoinedLevel:
        schema = level.file.schema
        schema = schema.remove(schema.get_field_index(ir.SITUATION))
        for name in (ROW, OWNER):
            schema = schema.append(pa.field(name, pa.int64()))
        joined = _JoinedLevel(level, ScatteredRows(schema), ScatteredRows(_ORPHANS))
        first = 1
        for batch, found in owners.beside(level.file):
            table = pa.Table.from_batches([batch])
            numbers = np.arange(first, first + len(found))
            first += len(found)
            self._notices.at_work(f"{first - 1:,} rows of {level.file.label} joined")
            lost = np.flatnonzero(found == NOBODY)
            if len(lost):
                ids = as_texts(batch.column(ir.SITUATION)).take(pa.array(lost))
                pieces = (joined.orphans.count + np.arange(len(lost))) // ORPHANS_AT_ONCE
                joined.orphans.add(pieces, pa.table([ids, numbers[lost]], schema=_ORPHANS))
            table = table.drop_columns([ir.SITUATION])
            table = table.append_column(ROW, pa.array(numbers))
            table = table.append_column(OWNER, pa.array(found))
            is_owned = found > 0
            if not is_owned.all():
                table, found = table.filter(pa.array(is_owned)), found[is_owned]
            joined.rows.add((found - 1) // self._slice_rows, table)
        joined.rows.flush()
        joined.orphans.flush()
        return joined

    def _load_block(self, block: CsvBlock, first: int) -> Chunk:
        numbers = np.arange(first, first + block.count, dtype=np.int64)
        tell = in_their_words(self._names)
        return Chunk(block.load(), numbers, dates=self._dates, tell=tell)

    def _load(self, table: Any, slice: int, first: int) -> Chunk:
        numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
        assert self._joined is not None  # INVARIANT: without other tables, it goes by blocks
        ids = as_texts(table.column(ir.SITUATION))
        bad: dict[int, BadRow] = {}
        for at in (self._joined.useless.of(slice).column(ROW).to_numpy() - first).tolist():
            why = "several situations have this id" if ids[at].is_valid else _NO_ID
            fault = Fault("ADV407", why, ir.SITUATION, why, ids[at].as_py())
            bad[at] = BadRow(fault, self._root.label, first + at)
        pieces = [(joined.level, joined.rows.of(slice)) for joined in self._joined.levels]
        nested, find = nest(table, first, pieces, bad, self._root.label)
        problems = []
        for at, (fault, label, row) in sorted(bad.items(), key=lambda item: item[0]):
            problem = RowProblem.of(int(numbers[at]), ids[at].as_py(), fault)
            problems.append(replace(problem, table=label, value_row=row))
        if bad:
            keep = np.ones(table.num_rows, np.bool_)
            keep[list(bad)] = False
            nested, numbers = nested.filter(pa.array(keep)), numbers[keep]
        tell = InTheirWords(self._names, find)
        return Chunk(nested, numbers, problems, dates=self._dates, tell=tell)

    def _load_orphans(self, joined: _JoinedLevel, piece: int) -> Chunk:
        found = joined.orphans.of(piece)
        problems = []
        column = joined.level.file.called(ir.SITUATION)
        for id, row in zip(
            found.column("id").to_pylist(), found.column(ROW).to_pylist(), strict=True
        ):
            why = f"there is no situation `{shown(str(id))}` in {self._root.label}"
            cause = f"there is no such situation in {self._root.label}"
            if id is None:
                cause = why = f"`{column}` is missing, so that the row belongs to nothing"
            table = joined.level.file.label
            problems.append(RowProblem(row, id, "ADV407", why, table, column, cause))
        return Chunk(self._root.schema.empty_table(), np.empty(0, np.int64), [], problems)

    def fingerprint(self) -> dict[str, object]:
        """Sizes, times of the last change, and digests of all bytes; those of one table are compared by slices."""
        return {
            file.label: [
                file.state.size,
                file.state.modified,
                *([file.digest()] if self._levels else []),
            ]
            for file in self._files()
        }

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return all(file.state.is_current() for file in self._files())

    def _files(self) -> list[AnyFile]:
        return [self._root, *(level.file for level in self._levels)]


def _read_as(
    file: TableFile, entity: str, pack: ir.Pack, reading: Reading, notices: Notices
) -> tuple[AnyFile, Columns]:
    keys = () if entity == ir.SITUATION else (ir.SITUATION, *list_path(entity, pack))
    columns = columns_of(file.schema, pack, [entity], file.name, reading, notices, keys)
    return (file if columns.is_same else ReadFile(file, columns)), columns
