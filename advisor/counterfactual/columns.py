"""Candidates as columns: thousands of situations that differ from one in a few facts, decided together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.backends.columnar import Copies, codes_of, columns_of, integers
from advisor.counterfactual.changes import DAY, Key

Single: TypeAlias = tuple[Key, ir.Value | None]  # a fact and what it becomes


@dataclass(frozen=True)
class Pieces:
    """The advice for a block of candidates, a row a piece, by candidate and then in its order.

    Shape: `candidate` counts from 0; `action` and `place` are numbers of `actions` and `places`; `start` and
    `due` are days since 1970, with the masks of those that are given; `failed` marks candidates in error.
    """

    size: int
    candidate: Any
    action: Any
    place: Any
    actions: tuple[str, ...]
    places: tuple[str, ...]
    failed: Any

    def hits(self, action: str, places: frozenset[str] | None) -> Any:
        """For each piece, whether it is that action at one of the places (None: at any)."""
        if action not in self.actions:
            return np.zeros(len(self.action), np.bool_)
        found = self.action == self.actions.index(action)
        if places is not None:
            wanted = [n for n, place in enumerate(self.places) if place in places]
            found &= np.isin(self.place, wanted)
        return found

    def advised(self) -> Iterator[tuple[int, list[str]]]:
        """The actions that each candidate is advised, in their order; none for those in error."""
        names = [self.actions[code] for code in self.action.tolist()]
        bounds = np.searchsorted(self.candidate, np.arange(self.size + 1)).tolist()
        for candidate in np.flatnonzero(~self.failed).tolist():
            yield candidate, names[bounds[candidate] : bounds[candidate + 1]]


class CandidateColumns:
    """One situation, ready to be decided with any changes."""

    def __init__(self, program: ir.Program, root: ir.Instance, today: int) -> None:
        self._program, self._today = columns_of(program), today
        self._copies = Copies(program.pack, root)

    def decide(self, singles: Sequence[Single], rows: Any) -> Pieces:
        """The advice for each combination of single changes.

        Shape: `rows` has a row a candidate: numbers of `singles`, -1 for none; never two of one fact.
        """
        decided = self._program.decide(self._table(singles, rows), ir.AsOf(), with_words=False)
        action, actions = codes_of(decided.advice.column("action"))
        place, places = codes_of(decided.advice.column("place"))
        failed = np.zeros(len(rows), np.bool_)
        failed[integers(decided.errors.column("row"))] = True
        candidate = integers(decided.advice.column("row"))
        return Pieces(len(rows), candidate, action, place, tuple(actions), tuple(places), failed)

    def _table(self, singles: Sequence[Single], rows: Any) -> pa.Table:
        size = len(rows)
        days = np.full(size, self._today, np.int32)
        changed: dict[Key, tuple[list[ir.Value | None], Any]] = {}
        for number, at in _uses(rows, len(singles)):
            key, value = singles[number]
            if key == DAY:
                assert isinstance(value, int)  # INVARIANT: there is always a day
                days[at] = value
            else:
                values, codes = changed.setdefault(key, ([], np.full(size, -1, np.int32)))
                codes[at] = len(values)
                values.append(value)
        return self._copies.table(size, changed, days)


def _uses(rows: Any, count: int) -> Iterator[tuple[int, Any]]:
    """Each of the single changes that is in use, with the rows that it is in."""
    flat = rows.ravel()
    order = np.argsort(flat, kind="stable")
    bounds = np.searchsorted(flat[order], np.arange(count + 1))
    for number in range(count):
        first, last = bounds[number], bounds[number + 1]
        if last > first:
            yield number, order[first:last] // rows.shape[1]
