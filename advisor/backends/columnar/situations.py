"""Situations as tables: what the columnar engine takes.

A table of situations has a column for each stated fact, and a list of structs for each list.

| type | column | missing or none |
|---|---|---|
| yes-no | bool | null |
| number | decimal128(18, 6) | null |
| date | date32 | null |
| duration | int32, days | null |
| period | int32, months | null |
| choice, text | string | null |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.kernels.arrow import EPOCH, array_of, column_type, fact_values, pa

ID = "situation"  # the column with the id of each situation

# A fact of one instance: its place and its name.
Key: TypeAlias = tuple[str, str]
# Its values in many copies of a situation: the code of a copy counts in the values; -1 is what was stated.
Coded: TypeAlias = tuple[Sequence[ir.Value | None], kernels.Array]


def schema_of(pack: ir.Pack) -> Any:
    """The columns of a table of situations: id, date, facts of the situation, then its lists."""
    fields: list[Any] = [pa.field(ID, pa.string()), pa.field(ir.TODAY, pa.date32())]
    return pa.schema(fields + _fields(pack, ir.SITUATION))


def _fields(pack: ir.Pack, entity: str) -> list[Any]:
    facts: list[Any] = [
        pa.field(fact.name, column_type(fact.type))
        for fact in pack.entities[entity].facts.values()
        if not fact.is_concluded
    ]
    lists = [
        pa.field(inner.list_name, pa.list_(pa.struct(_fields(pack, inner.name))))
        for inner in pack.lists[entity]
    ]
    return facts + lists


def table_of(situations: Iterable[ir.Situation], pack: ir.Pack) -> pa.Table:
    """Situations as a table in the columns of the pack; none and missing are both null."""
    rows = []
    for situation in situations:
        row = _row(situation.root, pack)
        row[ID] = situation.title
        row[ir.TODAY] = None if situation.today is None else situation.today - EPOCH
        rows.append(row)
    return pa.Table.from_pylist(rows, schema_of(pack))


def _row(instance: ir.Instance, pack: ir.Pack) -> dict[str, Any]:
    declared = pack.entities[instance.entity].facts
    row: dict[str, Any] = {
        name: plain_value(value, declared[name].type.kind)
        for name, value in instance.facts.items()
        if value is not None and name in declared
    }
    for name, items in instance.lists.items():
        row[name] = [_row(item, pack) for item in items]
    return row


def plain_value(value: ir.Value, kind: ir.Kind) -> Any:
    """A value as pyarrow takes it for the fact's column."""
    match kind:
        case ir.Kind.NUMBER:
            return Decimal(value).scaleb(-6)
        case ir.Kind.DATE:
            return int(value) - EPOCH
        case _:
            return value


class Copies:
    """One situation, ready to stand in a table many times, each time with other values of some facts.

    A column cannot tell "none" from "not said". It need not: only a default would make a difference, and
    a fact that has one cannot be none.
    """

    def __init__(self, pack: ir.Pack, root: ir.Instance) -> None:
        self._pack, self._schema = pack, schema_of(pack)
        self._of_entity: dict[str, list[ir.Placed]] = {name: [] for name in pack.entities}
        for here in ir.place_instances(root, pack.list_names):
            self._of_entity[here.instance.entity].append(here)

    def table(
        self, size: int, values: Mapping[Key, Coded], days: kernels.Array | None = None
    ) -> pa.Table:
        """So many copies, a row each.

        Shape: each array of codes is as long as the table. Units: `days`, a day for each copy, are ordinals;
        None: nobody says which day it is.
        """
        columns = self._columns(ir.SITUATION, self._schema, size, values)
        if days is not None:
            columns[ir.TODAY] = array_of((days - EPOCH).astype(np.int32), pa.date32())
        arrays = [
            columns[field.name] if field.name in columns else pa.nulls(size, field.type)
            for field in self._schema
        ]
        return pa.Table.from_arrays(arrays, schema=self._schema)

    def _columns(
        self, entity: str, fields: Any, size: int, values: Mapping[Key, Coded]
    ) -> dict[str, Any]:
        """The columns of an entity: for each copy all of its instances, in the order of their places."""
        mine = self._of_entity[entity]
        types = {field.name: field.type for field in fields}
        found = {
            fact.name: _column(mine, fact.name, fact.type, types[fact.name], size, values)
            for fact in self._pack.entities[entity].facts.values()
            if not fact.is_concluded
        }
        for inner in self._pack.lists[entity]:
            name = inner.list_name
            inside = list(types[name].value_type)
            columns = self._columns(inner.name, inside, size, values)
            items = pa.StructArray.from_arrays([columns[f.name] for f in inside], fields=inside)
            lengths = np.array([len(here.lists[name]) for here in mine], np.int32)
            ends = np.cumsum(np.tile(lengths, size), dtype=np.int32)
            offsets = array_of(np.concatenate((np.zeros(1, np.int32), ends)), pa.int32())
            found[name] = pa.ListArray.from_arrays(offsets, items, type=types[name])
        return found


def _column(
    mine: Sequence[ir.Placed],
    fact: str,
    type_: ir.Type,
    arrow: Any,
    size: int,
    values: Mapping[Key, Coded],
) -> Any:
    """One fact of these instances, copy by copy."""
    known: list[ir.Value | None] = [here.instance.facts.get(fact) for here in mine]
    own = [
        (n, values[here.place, fact]) for n, here in enumerate(mine) if (here.place, fact) in values
    ]
    if not own and all(value is None for value in known):
        return pa.nulls(size * len(mine), arrow)
    # Of two instances that state 3 and none, with the codes 0 -1 1 of (5, 7) for the second in three copies:
    # `known` becomes 3 none 5 7, and the codes of all rows 0 2, 0 1, 0 3.
    codes = np.tile(np.arange(len(mine), dtype=np.int32), (size, 1))
    for n, (others, chosen) in own:
        codes[:, n] = np.where(chosen < 0, n, chosen + len(known))
        known.extend(others)
    return fact_values(known, type_).take(array_of(codes.ravel(), pa.int32()))
