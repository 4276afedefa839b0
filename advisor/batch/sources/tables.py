"""Situations as a folder of tables: one an entity, joined by `situation` and by positions in lists.

`situation.csv` has a row a situation, with its id in `situation`. `application.csv` has a row an
application: the `situation` it belongs to, its place in the list in a column called as the list
(`applications`, from 0), and its facts; `interview.csv` has `situation`, `applications` and `interviews`.
Rows of one situation stand together, and situations come in the same order in every file, so that each
file is read once, from its beginning to its end; the ids alone are read once before, to see that each is
there but once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.formats import TABLE_ENDINGS
from advisor.batch.problems import BatchError, ChangedInputError, PermanentError, RowProblem
from advisor.batch.sources.casts import check_columns
from advisor.batch.sources.slices import Chunk, Slice
from advisor.batch.sources.table_feeding import OrphanRows, TableCursor, UnmatchedIds, Window
from advisor.batch.sources.table_files import BatchReader, SituationIds, TableFile, as_texts
from advisor.batch.sources.table_joining import Level, nest
from advisor.diagnostics.suggestions import did_you_mean
from advisor.ir.packs import SITUATION, Pack

SLICE_ROWS = 200_000  # situations
_NO_ID = f"`{SITUATION}` is missing"


@dataclass(frozen=True)
class TablePiece:
    """What one table holds for a slice: rows with their numbers, and rows of nobody beside them."""

    level: Level
    rows: Any
    numbers: Any
    orphans: OrphanRows


class TablesSource:
    """The tables of one folder."""

    def __init__(self, folder: Path, pack: Pack, slice_rows: int | None = None) -> None:
        self.name = str(folder)
        self.total: int | None = None
        self.is_rereadable = True
        self._pack, self._slice_rows = pack, slice_rows or SLICE_ROWS
        self._root, self._levels = _find_tables(folder, pack)
        self._ids = SituationIds(self._root)
        self._check()

    def _check(self) -> None:
        """See that all columns are known."""
        names = set(self._root.schema.names)
        inner = {level.path[-1] for level in self._levels}
        if SITUATION not in names and self._levels:
            raise BatchError(f"{self._root.path} has no column `{SITUATION}` to join the others by")
        for name in sorted(names & inner):
            raise BatchError(f"{self._root.path}: `{name}` has a table of its own")
        check_columns(self._root.schema, self._pack, str(self._root.path))
        for level in self._levels:
            level.check_columns(self._pack)

    def slices(self) -> Iterator[Slice]:
        """See `RowSource`. Row numbers are those of the table of situations.

        Rows that belong to no situation come with the slice beside which they stand, or, where there are
        many, in slices without situations.
        """
        root = BatchReader(self._root)
        unmatched = UnmatchedIds(self._ids)
        cursors = [TableCursor(level, self._ids, unmatched) for level in self._levels]
        number = 0
        try:
            while (held := root.peek(2 * self._slice_rows)) is not None:
                table = held.slice(0, self._slice_rows)
                first = root.taken + 1
                root.drop(table.num_rows)
                if cursors:
                    window = self._window(table, held.slice(table.num_rows), first)
                    for cursor in cursors:
                        for orphans in cursor.pass_over(window):
                            yield Slice(number, first, partial(self._load_orphans, first, orphans))
                            number += 1
                yield Slice(number, first, partial(self._load, table, first, _pieces(cursors)))
                number += 1
            unmatched.settle()
            if not number:
                _refuse_rows_alone(cursors)
        except PermanentError as error:
            if not self.is_unchanged():
                raise ChangedInputError(self.name) from error
            raise

    def _window(self, table: Any, ahead: Any, first: int) -> Window:
        ids, others = (
            as_texts(part.slice(0, self._slice_rows).column(SITUATION)) for part in (table, ahead)
        )
        here, beyond = (part.filter(pa.array(~self._is_useless(part))) for part in (ids, others))
        return Window(here, beyond, first, first + len(ids) - 1, not len(others))

    def _is_useless(self, ids: Any) -> Any:
        """A mask of the ids that do not tell one situation from all others."""
        missing = ids.is_null().to_numpy(zero_copy_only=False)
        repeated: Any = pc.is_in(ids, value_set=self._ids.repeated())
        return missing | repeated.to_numpy(zero_copy_only=False)

    def _load(self, table: Any, first: int, pieces: list[TablePiece]) -> Chunk:
        numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
        if not pieces:
            return Chunk(table, numbers)
        ids = as_texts(table.column(SITUATION))
        bad: dict[int, str] = {}
        for at in np.flatnonzero(self._is_useless(ids)).tolist():
            bad[at] = "several situations have this id" if ids[at].is_valid else _NO_ID
        nested = nest(table, ids, [(p.level, p.rows, p.numbers) for p in pieces], bad)
        problems = [
            RowProblem(int(numbers[at]), ids[at].as_py(), "ADV407", why)
            for at, why in sorted(bad.items())
        ]
        if bad:
            keep = np.ones(table.num_rows, np.bool_)
            keep[list(bad)] = False
            nested, numbers = nested.filter(pa.array(keep)), numbers[keep]
        orphans = [problem for p in pieces for problem in p.orphans.problems(self._root.path.name)]
        return Chunk(nested, numbers, problems, orphans)

    def _load_orphans(self, first: int, orphans: OrphanRows) -> Chunk:
        nothing = self._root.schema.empty_table()
        found = orphans.problems(self._root.path.name)
        return Chunk(nothing, np.empty(0, np.int64), [], found)

    def fingerprint(self) -> dict[str, object]:
        """Sizes, times of the last change, and digests of all bytes."""
        return {
            file.path.name: [file.state.size, file.state.modified, file.digest()]
            for file in self._files()
        }

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return all(file.state.is_current() for file in self._files())

    def _files(self) -> list[TableFile]:
        return [self._root, *(level.file for level in self._levels)]


def _find_tables(folder: Path, pack: Pack) -> tuple[TableFile, list[Level]]:
    """The table of situations, and those of the lists, outer ones first.

    Raises: BatchError, where a table is of no entity, or an entity has two.
    """
    found: dict[str, Path] = {}
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise BatchError(f"cannot read {folder}: {error.strerror}") from error
    for path in entries:
        if path.suffix.lower() not in TABLE_ENDINGS or path.name.startswith("."):
            continue
        if path.stem not in pack.entities:
            near = did_you_mean(path.stem, pack.entities)
            hint = near or f"there are {', '.join(f'`{name}`' for name in pack.entities)}"
            raise BatchError(f"{path}: there is no entity `{path.stem}`; {hint}")
        if path.stem in found:
            raise BatchError(f"{found[path.stem]} and {path} are two tables for one entity")
        found[path.stem] = path
    levels = []
    for name in pack.entities:
        if name in found and name != SITUATION:
            lists = [pack.entities[e].list_name for e in reversed(pack.around[name])][1:]
            levels.append(Level(name, tuple(lists), TableFile(found[name])))
    levels.sort(key=lambda level: len(level.path))
    for level in levels:
        outer = pack.entities[level.entity].within
        if outer != SITUATION and outer not in found:
            raise BatchError(f"{level.file.path} needs a table for `{outer}` beside it")
    return TableFile(found[SITUATION]), levels


def _pieces(cursors: list[TableCursor]) -> list[TablePiece]:
    return [
        TablePiece(cursor.level, cursor.rows.table, cursor.rows.numbers, cursor.orphans)
        for cursor in cursors
    ]


def _refuse_rows_alone(cursors: list[TableCursor]) -> None:
    for cursor in cursors:
        if not cursor.is_used_up:
            raise PermanentError(f"{cursor.level.file.path} has rows, but there are no situations")
