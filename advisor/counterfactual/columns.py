"""Candidates as columns: thousands of situations that differ from one in a few facts, decided together.

A column cannot tell "none" from "not said". It need not: only a default would make a difference, and a fact that has
one cannot be none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from advisor.backends.columnar import EPOCH, ColumnarProgram, compile_columnar
from advisor.backends.columnar.engine import ID
from advisor.backends.protocol import once_a_program
from advisor.counterfactual.changes import DAY, Key
from advisor.ir.packs import SITUATION, TODAY, Program
from advisor.ir.situations import AsOf, Instance, Placed
from advisor.ir.types import MILLION, Kind, Type, Value
from advisor.rendering.words import place_stated

Single: TypeAlias = tuple[Key, Value | None]  # a fact and what it becomes


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


@once_a_program
def _compiled(program: Program) -> ColumnarProgram:
    return compile_columnar(program)


class CandidateColumns:
    """One situation, ready to be decided with any changes."""

    def __init__(self, program: Program, root: Instance, today: int) -> None:
        self._program, self._pack, self._today = _compiled(program), program.pack, today
        placed = place_stated(self._pack, root)
        self._of_entity: dict[str, list[Placed]] = {name: [] for name in self._pack.entities}
        self._number: dict[str, tuple[str, int]] = {}  # by place: its entity, and which one of it
        for here in placed:
            same = self._of_entity[here.instance.entity]
            self._number[here.place] = here.instance.entity, len(same)
            same.append(here)

    def decide(self, singles: Sequence[Single], rows: Any) -> Pieces:
        """The advice for each combination of single changes.

        Shape: `rows` has a row a candidate: numbers of `singles`, -1 for none; never two of one fact.
        """
        decided = self._program.decide(self._table(singles, rows), AsOf())
        advice = decided.advice.unify_dictionaries().combine_chunks()
        codes: dict[str, tuple[Any, tuple[str, ...]]] = {}
        for name in ("action", "place"):
            column = advice.column(name)
            if column.num_chunks:
                chunk = column.chunk(0)
                codes[name] = chunk.indices.to_numpy(), tuple(chunk.dictionary.to_pylist())
            else:
                codes[name] = np.zeros(0, np.int32), ()
        failed = np.zeros(len(rows), np.bool_)
        failed[decided.errors.column("row").to_numpy()] = True
        row = advice.column("row").to_numpy()
        (action, actions), (place, places) = codes["action"], codes["place"]
        return Pieces(len(rows), row, action, place, actions, places, failed)

    def _table(self, singles: Sequence[Single], rows: Any) -> pa.Table:
        size = len(rows)
        days = np.full(size, self._today - EPOCH, np.int32)
        changed: dict[tuple[str, str], list[tuple[Any, Value | None]]] = {}
        for number, at in _uses(rows, len(singles)):
            (place, fact), value = singles[number]
            if (place, fact) == DAY:
                assert isinstance(value, int)  # INVARIANT: there is always a day
                days[at] = value - EPOCH
            else:
                entity, which = self._number[place]
                flat = at * len(self._of_entity[entity]) + which
                changed.setdefault((entity, fact), []).append((flat, value))
        schema = self._program.schema
        arrays = self._fields(SITUATION, schema, size, changed)
        arrays[TODAY] = pa.array(days, pa.int32()).cast(pa.date32())
        arrays[ID] = pa.nulls(size, pa.string())
        return pa.Table.from_arrays([arrays[name] for name in schema.names], schema=schema)

    def _fields(
        self,
        entity: str,
        fields: Any,
        size: int,
        changed: Mapping[tuple[str, str], list[tuple[Any, Value | None]]],
    ) -> dict[str, Any]:
        """The columns of an entity for `size` candidates, each with all instances of it in a row."""
        mine = self._of_entity[entity]
        types = {field.name: field.type for field in fields}
        found: dict[str, Any] = {}
        for fact in self._pack.entities[entity].facts.values():
            if fact.is_concluded:
                continue
            type_, own = types[fact.name], changed.get((entity, fact.name), [])
            values = [here.instance.facts.get(fact.name) for here in mine]
            known = dict.fromkeys((*values, *(value for _, value in own)))
            distinct = {value: number for number, value in enumerate(known)}
            codes = np.tile(np.array([distinct[v] for v in values], np.int32), size)
            for at, value in own:
                codes[at] = distinct[value]
            made = pa.array([_plain(v, fact.type) for v in distinct], type_)
            found[fact.name] = made.take(pa.array(codes))
        for inner in self._pack.lists[entity]:
            type_ = types[inner.list_name]
            inside = self._fields(inner.name, list(type_.value_type), size, changed)
            names = [field.name for field in type_.value_type]
            items = pa.StructArray.from_arrays(
                [inside[name] for name in names], fields=list(type_.value_type)
            )
            lengths = [len(here.lists[inner.list_name]) for here in mine]
            offsets = np.concatenate(([0], np.cumsum(np.tile(np.array(lengths, np.int32), size))))
            found[inner.list_name] = pa.ListArray.from_arrays(
                pa.array(offsets, pa.int32()), items, type=type_
            )
        return found


def _uses(rows: Any, count: int) -> Iterator[tuple[int, Any]]:
    """Each of the single changes that is in use, with the rows that it is in."""
    flat = rows.ravel()
    order = np.argsort(flat, kind="stable")
    bounds = np.searchsorted(flat[order], np.arange(count + 1))
    for number in range(count):
        first, last = bounds[number], bounds[number + 1]
        if last > first:
            yield number, order[first:last] // rows.shape[1]


def _plain(value: Value | None, type: Type) -> object:
    """A value as Arrow takes it for its column."""
    if value is None:
        return None
    if type.kind is Kind.NUMBER:
        return Decimal(int(value)) / MILLION
    if type.kind is Kind.DATE:
        return int(value) - EPOCH
    return value
