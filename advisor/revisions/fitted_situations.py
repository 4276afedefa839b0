"""Situations of one pack as the other can read them: what it does not know is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from advisor import ir
from advisor.backends.columnar import column_type


def fit(root: ir.Instance, of: ir.Pack, pack: ir.Pack, left_out: Counter[str]) -> ir.Instance:
    """A situation of the pack `of` without what the other pack does not know; the names of that are counted."""
    return _fit(root, root.entity, of, pack, left_out)


def _fit(
    instance: ir.Instance, entity: str, of: ir.Pack, pack: ir.Pack, left_out: Counter[str]
) -> ir.Instance:
    there, declared = of.entities[instance.entity].facts, pack.entities[entity].facts
    facts: dict[str, ir.Value | None] = {}
    for name, value in instance.facts.items():
        if name in declared and _can_be(value, there[name], declared[name]):
            facts[name] = value
        else:
            left_out[name] += 1
    lists: dict[str, tuple[ir.Instance, ...]] = {e.list_name: () for e in pack.lists[entity]}
    inside = {inner.list_name: inner.name for inner in pack.lists[entity]}
    for name, items in instance.lists.items():
        if name in inside:
            lists[name] = tuple(_fit(item, inside[name], of, pack, left_out) for item in items)
        elif items:
            left_out[name] += 1
    return ir.Instance(entity, facts, lists)


def _can_be(value: ir.Value | None, there: ir.FactDeclaration, fact: ir.FactDeclaration) -> bool:
    if fact.is_concluded or fact.type.kind is not there.type.kind:
        return False
    if value is None:
        return fact.default is None
    return fact.type.kind is not ir.Kind.CHOICE or value in fact.type.choices


def is_alike(one: ir.Pack, other: ir.Pack) -> bool:
    """Whether both packs take the same situations."""
    return _shape(one) == _shape(other)


def _shape(pack: ir.Pack) -> object:
    return [
        (
            entity.name,
            entity.within,
            entity.list,
            [_taken(fact) for fact in entity.facts.values() if not fact.is_concluded],
        )
        for entity in pack.entities.values()
    ]


def _taken(fact: ir.FactDeclaration) -> object:
    """What says which values it takes."""
    bounds = fact.minimum, fact.maximum, fact.is_whole
    return fact.name, fact.type, fact.is_required, fact.can_be_none, bounds


def fit_table(table: pa.Table, of: ir.Pack, pack: ir.Pack) -> pa.Table:
    """The same for a table in the columns of the pack `of`: one in those of the other pack."""
    known = set(table.column_names)
    names = [name for name in (ir.SITUATION, ir.TODAY) if name in known]
    columns: list[Any] = [table.column(name).combine_chunks() for name in names]
    struct = {
        name: table.column(name).combine_chunks()
        for name in table.column_names
        if name not in names
    }
    more = _fit_columns(struct, table.num_rows, ir.SITUATION, of, pack)
    return pa.table([*columns, *more.values()], names=[*names, *more])


def _fit_columns(
    columns: dict[str, Any], size: int, entity: str, of: ir.Pack, pack: ir.Pack
) -> dict[str, Any]:
    there: Mapping[str, ir.FactDeclaration] = {}
    if entity in of.entities:
        there = of.entities[entity].facts
    found: dict[str, Any] = {}
    for fact in pack.entities[entity].facts.values():
        if fact.is_concluded:
            continue
        other = there.get(fact.name)
        column = columns.get(fact.name)
        if column is None or other is None or other.type.kind is not fact.type.kind:
            found[fact.name] = pa.nulls(size, column_type(fact.type))
        elif fact.type.kind is ir.Kind.CHOICE and other.type != fact.type:
            found[fact.name] = _known_choices(column, fact)
        else:
            found[fact.name] = column
    for inner in pack.lists[entity]:
        found[inner.list_name] = _fit_list(columns.get(inner.list_name), size, inner.name, of, pack)
    return found


def _known_choices(column: Any, fact: ir.FactDeclaration) -> Any:
    words = column.cast(pa.string())
    is_known = pc.is_in(words, pa.array(fact.type.choices, pa.string()))
    return pc.if_else(is_known, words, pa.scalar(None, pa.string()))


def _fit_list(column: Any, size: int, entity: str, of: ir.Pack, pack: ir.Pack) -> Any:
    if column is None or entity not in of.entities:
        offsets, length, values = pa.array([0] * (size + 1), pa.int32()), 0, {}
        empty = None
    else:
        whole = column.flatten()  # without what lies before and behind a slice
        lengths = pc.fill_null(pc.list_value_length(column), 0)
        zero = pa.array([0], pa.int32())
        sums = pc.cumulative_sum(lengths.cast(pa.int32()))
        offsets = pa.concat_arrays([zero, sums.cast(pa.int32())])
        length = len(whole)
        names = [whole.type.field(n).name for n in range(whole.type.num_fields)]
        values = dict(zip(names, whole.flatten(), strict=True))
        empty = whole.is_null()
    fitted = _fit_columns(values, length, entity, of, pack)
    struct = pa.StructArray.from_arrays(list(fitted.values()), names=list(fitted), mask=empty)
    return pa.ListArray.from_arrays(offsets, struct)
