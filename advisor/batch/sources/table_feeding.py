"""The rows of a list's table, handed out with the slices of the situations that they belong to.

Situations come in the same order in every table, so that each is read once, from its beginning to its
end. A row of a situation that is nowhere is an orphan: it goes to the errors and the rest goes on. A row of a
situation that was there earlier, or comes later than a row behind it, breaks the order. The two look the same
from here, so ids that do not fit are looked up in the table of situations before the run is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.problems import PermanentError, RowProblem
from advisor.batch.sources.table_files import BatchReader, SituationIds, as_texts
from advisor.batch.sources.table_joining import Level
from advisor.ir.packs import SITUATION

Array = Any  # a NumPy array
STEP = 500_000  # rows that are looked at in one go
MOST_UNMATCHED = 1_000_000  # ids that are held before they are looked up


@dataclass(frozen=True)
class Window:
    """One slice of the situations, and what the next one holds.

    `here` and `ahead` are ids (Arrow arrays without null and without those that are there more than
    once); `first` and `last` number the rows of the slice from 1.
    """

    here: Any
    ahead: Any
    first: int
    last: int
    is_end: bool  # no slice follows


@dataclass(frozen=True)
class Rows:
    """Rows of a table with their numbers, from 1 (an int64 array)."""

    table: Any
    numbers: Array

    def ids(self) -> Any:
        """The situations that they name."""
        return as_texts(self.table.column(SITUATION))

    def only(self, mask: Array) -> Rows:
        """Those for which the mask holds."""
        if mask.all():
            return self
        return Rows(self.table.filter(pa.array(mask)), self.numbers[mask])


@dataclass(frozen=True)
class OrphanRows:
    """Rows of one table that belong to no situation: their ids (null where there is none) and numbers."""

    table: str
    ids: Any
    numbers: Array

    def problems(self, situations: str) -> list[RowProblem]:
        """Each as a problem; `situations` is the name of the table in which its situation is not."""
        found = []
        for id, number in zip(self.ids.to_pylist(), self.numbers.tolist(), strict=True):
            why = f"there is no situation `{id}` in {situations}"
            if id is None:
                why = f"`{SITUATION}` is missing, so that the row belongs to nothing"
            found.append(RowProblem(number, id, "ADV407", why, self.table))
        return found


class UnmatchedIds:
    """Ids that did not fit where they stood, until it is known that no situation has them.

    They are looked up soon at first, so that a run with an order of its own ends early, then rarely.
    """

    def __init__(self, ids: SituationIds) -> None:
        self._ids = ids
        self._held: list[OrphanRows] = []
        self._count, self._bearable = 0, 1

    def add(self, orphans: OrphanRows) -> None:
        """Hold these, one row for each id.

        Raises: PermanentError, where a situation has one of those that are held.
        """
        encoded = orphans.ids.dictionary_encode()
        codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
        known, first = np.unique(codes, return_index=True)
        first = np.sort(first[known >= 0])
        if not len(first):
            return
        self._held.append(
            OrphanRows(orphans.table, orphans.ids.take(pa.array(first)), orphans.numbers[first])
        )
        self._count += len(first)
        if self._count >= self._bearable:
            self.settle()
            self._bearable = min(8 * self._bearable, MOST_UNMATCHED)

    def settle(self) -> None:
        """See that no situation has any of them, and let them go.

        Raises: PermanentError.
        """
        if self._held:
            rows = self._ids.rows_of(pa.concat_arrays([orphans.ids for orphans in self._held]))
            numbers = np.concatenate([orphans.numbers for orphans in self._held])
            ends = np.cumsum([len(orphans.numbers) for orphans in self._held])
            for at in np.flatnonzero(rows)[:1]:
                which = int(np.searchsorted(ends, at, side="right"))
                held = self._held[which]
                place = int(at) - (int(ends[which]) - len(held.numbers))
                raise out_of_order(held.table, int(numbers[at]), held.ids[place].as_py())
        self._held, self._count = [], 0


def out_of_order(table: str, number: int, id: str) -> PermanentError:
    """What to say of a row that stands where the rows of its situation cannot be found."""
    return PermanentError(
        f"{table}, row {number}: the rows of situation `{id}` do not stand where they belong; rows of"
        " a situation stand together, and situations come in the same order in every table"
    )


class TableCursor:
    """Hands out the rows of one table. After `pass_over`, `rows` and `orphans` belong to the window."""

    def __init__(self, level: Level, ids: SituationIds, unmatched: UnmatchedIds) -> None:
        self.level = level
        self._name = level.file.path.name
        self._ids, self._unmatched = ids, unmatched
        self._rest = BatchReader(level.file)
        self._next = 0  # the row of the situation that the next row belongs to, where that is known
        self._clear()

    @property
    def is_used_up(self) -> bool:
        """Whether there are no more rows."""
        return self._rest.peek(1) is None

    def _clear(self) -> None:
        nothing = self.level.file.schema.empty_table()
        self.rows = Rows(nothing, np.empty(0, np.int64))
        self.orphans = OrphanRows(self._name, pa.array([], pa.string()), np.empty(0, np.int64))

    def pass_over(self, window: Window) -> Iterator[OrphanRows]:
        """Go to the end of the window. What comes on the way is too much to be kept: rows of nobody.

        Raises: PermanentError, where rows stand in another order than their situations.
        """
        self._clear()
        if self._next > window.last:
            return
        # Situations a b c stand in this slice, d in the next one. The rows of a list's table are looked at
        # until one of the next slice comes, or no more:
        #
        #   a a x b b c | d        x is in no slice: an orphan, told of with this slice
        #         rows a a b b c   the window is over at d
        #
        # A long stretch that belongs to neither is looked up in the whole table of situations: either it goes
        # with a later slice and waits, or its situation was there earlier (the order is broken), or nobody's.
        taken: list[Rows] = []
        masks: list[Array] = []
        wanted, scanned, last = STEP, 0, 0
        while True:
            held = self._rest.peek(wanted)
            count = 0 if held is None else held.num_rows
            if count > scanned:
                ids = as_texts(held.column(SITUATION).slice(scanned))
                ahead = np.flatnonzero(_members(ids, window.ahead))
                mask = _members(ids.slice(0, int(ahead[0])) if len(ahead) else ids, window.here)
                masks.append(mask)
                if mask.any():
                    last = scanned + int(np.flatnonzero(mask)[-1]) + 1
                if len(ahead):
                    taken.append(self._drop(scanned + int(ahead[0])))
                    break
            if count < wanted:
                taken.append(self._drop(count if window.is_end else last))
                break
            scanned = count
            if count - last < STEP:
                wanted = last + STEP
                continue
            # A whole step of rows that belong neither here nor to the next slice.
            found = self._known(held.slice(last))
            places = np.flatnonzero(found)
            if len(places):
                place = int(places[0])
                self._next = int(found[place])
                if self._next < window.first:
                    id = held.column(SITUATION)[last + place].as_py()
                    raise out_of_order(self._name, self._rest.taken + last + place + 1, id)
                taken.append(self._drop(last + place))
                break
            taken.append(self._drop(last))
            masks = [np.concatenate(masks)[: sum(len(part.numbers) for part in taken)]]
            yield self._orphans(self._drop(count - last))
            wanted, scanned, last = STEP, 0, 0
        self._keep(taken, masks)

    def _keep(self, taken: list[Rows], masks: list[Array]) -> None:
        """Divide what was taken into rows of the window and orphans."""
        rows = Rows(
            pa.concat_tables([part.table for part in taken]),
            np.concatenate([part.numbers for part in taken]),
        )
        if not len(rows.numbers):
            return
        fits = np.concatenate(masks)[: len(rows.numbers)]
        self.rows = rows.only(fits)
        if not fits.all():
            self.orphans = self._orphans(rows.only(~fits))
            self._unmatched.add(self.orphans)

    def _drop(self, count: int) -> Rows:
        first = self._rest.taken + 1
        held = self._rest.peek(count)
        table = self.level.file.schema.empty_table() if held is None else held.slice(0, count)
        self._rest.drop(count)
        return Rows(table, np.arange(first, first + count, dtype=np.int64))

    def _orphans(self, rows: Rows) -> OrphanRows:
        """Without rows of situations whose id is there more than once: those are told of as situations."""
        ids = rows.ids()
        is_told = _members(ids, self._ids.repeated())
        return OrphanRows(self._name, ids.filter(pa.array(~is_told)), rows.numbers[~is_told])

    def _known(self, table: Any) -> Array:
        """For each row that of its situation, from 1; 0 for none, and for an id that is there repeatedly."""
        ids = as_texts(table.column(SITUATION))
        encoded = ids.dictionary_encode()
        words = encoded.dictionary
        rows = self._ids.rows_of(words)
        rows[_members(words, self._ids.repeated())] = 0
        codes = pc.fill_null(encoded.indices, len(words)).to_numpy(zero_copy_only=False)
        return np.append(rows, 0)[codes]


def _members(ids: Any, of: Any) -> Array:
    return pc.is_in(ids, value_set=of).to_numpy(zero_copy_only=False)
