"""Situations as a folder of tables: one an entity, joined by `situation` and by positions in lists.

`situation.csv` has a row a situation, with its id in `situation`. `application.csv` has a row an
application: the `situation` it belongs to, its place in the list in a column called as the list
(`applications`, from 0), and its facts; `interview.csv` has `situation`, `applications` and `interviews`.
Rows of one situation stand together, and situations come in the same order in every file, so that each
file is read once, from its beginning to its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.conforming import check_columns
from advisor.batch.forms import TABLE_ENDINGS
from advisor.batch.problems import BatchError, RowProblem
from advisor.batch.sources import Chunk, Slice
from advisor.batch.table_files import Stretches, TableFile
from advisor.batch.table_joining import Level, nest
from advisor.diagnostics.suggestions import did_you_mean
from advisor.ir.packs import SITUATION, Pack

SLICE_ROWS = 200_000  # situations
_STEP = 500_000  # rows of a list's table that are looked at in one go


class TablesSource:
    """The tables of one folder."""

    def __init__(self, folder: Path, pack: Pack, slice_rows: int | None = None) -> None:
        self.name = str(folder)
        self.total: int | None = None
        self._pack, self._slice_rows = pack, slice_rows or SLICE_ROWS
        self._root, self._levels = _find_tables(folder, pack)
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
        """See `Source`. Row numbers are those of the table of situations."""
        root = Stretches(self._root)
        inner = [(level, Stretches(level.file)) for level in self._levels]
        number = 0
        while (held := root.peek(self._slice_rows)) is not None:
            table = held.slice(0, self._slice_rows)
            first = root.taken + 1
            root.drop(table.num_rows)
            is_last = root.peek(1) is None
            pieces = [(level, *_rows_for(table, rest, is_last)) for level, rest in inner]
            yield Slice(number, first, partial(self._load, table, first, pieces))
            number += 1
        if not number:
            for level, rest in inner:
                if rest.peek(1) is not None:
                    raise BatchError(f"{level.file.path} has rows, but there are no situations")

    def _load(self, table: Any, first: int, pieces: list[tuple[Level, Any, int]]) -> Chunk:
        numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
        nested, bad = nest(table, pieces)
        problems = [RowProblem(int(numbers[at]), id, "ADV407", why) for at, id, why in bad]
        keep = np.ones(table.num_rows, np.bool_)
        keep[[at for at, _, _ in bad]] = False
        if bad:
            nested, numbers = nested.filter(pa.array(keep)), numbers[keep]
        return Chunk(nested, numbers, problems)

    def fingerprint(self) -> dict[str, object]:
        """Sizes, times of the last change, and digests of all bytes."""
        return {
            file.path.name: [file.state.size, file.state.modified, file.digest()]
            for file in self._files()
        }

    def is_unchanged(self) -> bool:
        """See `Source`."""
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
            lists = [pack.entities[e].list or "" for e in reversed(pack.around[name])][1:]
            levels.append(Level(name, tuple(lists), TableFile(found[name])))
    levels.sort(key=lambda level: len(level.path))
    for level in levels:
        outer = pack.entities[level.entity].within
        if outer != SITUATION and outer not in found:
            raise BatchError(f"{level.file.path} needs a table for `{outer}` beside it")
    return TableFile(found[SITUATION]), levels


def _rows_for(table: Any, rest: Stretches, is_last: bool) -> tuple[Any, int]:
    """The rows of a list's table up to the last one that belongs to these situations.

    Shape: with the number of its first row, from 1. After the last situations all that is left comes.
    """
    first, wanted = rest.taken + 1, _STEP
    ids: Any = pc.unique(_texts(table.column(SITUATION)))
    while True:
        held = rest.peek(wanted)
        count = 0 if held is None else held.num_rows
        taken = count
        if held is not None and not is_last:
            members: Any = pc.is_in(_texts(held.column(SITUATION)), value_set=ids)
            places = np.flatnonzero(members.to_numpy(zero_copy_only=False))
            taken = int(places[-1]) + 1 if len(places) else 0
        if taken < count or count < wanted:
            break
        wanted *= 2
    piece = None if held is None else held.slice(0, taken)
    rest.drop(taken)
    return piece, first


def _texts(column: Any) -> Any:
    return column.cast(pa.string()) if column.type != pa.string() else column
