"""What makes a situation unusable before any rule is tried, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from advisor.backends.columnar.block import Table
from advisor.backends.columnar.columns import Array
from advisor.backends.columnar.reading import choice_codes, given_mask, numbers
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import FactDeclaration, Pack
from advisor.ir.types import BOUNDS, Kind
from advisor.rendering.words import written


@dataclass(frozen=True, slots=True)
class Refused:
    """Rows of an entity's table that cannot be used, and why; `said` gives the words for a row."""

    entity: str
    rows: Array
    code: str
    said: Mapping[int, str]


def refused(
    pack: Pack, tables: Mapping[str, Table], broken: Mapping[str, Array]
) -> Iterator[Refused]:
    """All that is wrong, entities and facts in their order."""
    for name, entity in pack.entities.items():
        if name in broken:
            said = f"an entry of `{entity.list}` is null, where facts belong"
            yield Refused(name, broken[name], "ADV407", dict.fromkeys(broken[name].tolist(), said))
        for fact in entity.facts.values():
            if not fact.is_concluded:
                yield from _facts_refused(fact, tables[name].arrays[fact.name])


def _facts_refused(fact: FactDeclaration, array: Any) -> Iterator[Refused]:
    spoken = fact.entity.replace("_", " ")
    if fact.is_required and array.null_count:
        rows = np.flatnonzero(~_given(array))
        said = f"the {spoken} lacks `{fact.name}`"
        yield Refused(fact.entity, rows, "ADV402", dict.fromkeys(rows.tolist(), said))
    kind = fact.type.kind
    if kind is Kind.CHOICE:
        yield from _unknown_choices(fact, array)
    elif kind in BOUNDS:
        lowest, highest = BOUNDS[kind]
        yield from _outside(fact, array, lowest, highest, "ADV403")
        least = lowest if fact.minimum is None else fact.minimum
        most = highest if fact.maximum is None else fact.maximum
        if (least, most) != (lowest, highest):
            yield from _outside(fact, array, least, most, "ADV404")


def _given(array: Any) -> Array:
    mask = given_mask(array)
    return np.ones(len(array), np.bool_) if mask is None else mask


def _unknown_choices(fact: FactDeclaration, array: Any) -> Iterator[Refused]:
    codes = choice_codes(array, fact.type)
    if len(codes) == 0 or codes.min() >= 0 or np.count_nonzero(codes < 0) == array.null_count:
        return
    rows = np.flatnonzero((codes < 0) & _given(array))
    said = {
        row: f"`{array[row].as_py()}` is not one of the choices of `{fact.name}`"
        for row in rows.tolist()
    }
    yield Refused(fact.entity, rows, "ADV403", said)


def _outside(
    fact: FactDeclaration, array: Any, least: int, most: int, code: str
) -> Iterator[Refused]:
    values = numbers(array, fact.type.kind)
    if len(values) == 0 or (values.min() >= least and values.max() <= most):
        return
    rows = np.flatnonzero(((values < least) | (values > most)) & _given(array))
    if not len(rows):
        return
    said: dict[int, str] = {}
    for row in rows.tolist():
        value = int(values[row])
        bound, side = (least, "least") if value < least else (most, "most")
        if code == "ADV403":
            said[row] = (
                f"`{fact.name}` holds a {fact.type.kind.value} that the language cannot hold"
            )
        else:
            said[row] = (
                f"`{written(value, fact.type)}` is out of the bounds of `{fact.name}`:"
                f" the {side} is `{written(bound, fact.type)}`"
            )
    yield Refused(fact.entity, rows, code, said)
