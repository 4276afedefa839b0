"""Dates of what has happened: a day that is still to come counts for nothing.

Nor does the yes-no fact that the day belongs to: thanks for tomorrow were not sent.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from advisor.backends.columnar.block import Block
from advisor.backends.columnar.columns import Array, Column, both, either
from advisor.backends.columnar.reading import given_mask, in_memory, whole_numbers
from advisor.ir.packs import SITUATION, FactDeclaration, Looks, Pack
from advisor.ir.types import Kind


def days_of(pack: Pack, fact: FactDeclaration) -> tuple[FactDeclaration, ...]:
    """The dates that have to have come for a stated fact to count: itself, or those that name it."""
    return tuple(
        day
        for day in pack.entities[fact.entity].facts.values()
        if day.looks is Looks.BACK and fact.name in (day.name, day.dates)
    )


def without_future(block: Block, column: Column, days: Sequence[FactDeclaration]) -> Column:
    """The column, not given where one of these days is still to come."""
    future: Array | None = None
    for day in days:
        future = either(future, _future(block, day))
    if future is None:
        return column
    past = ~future
    values = column.values
    if values.dtype == np.bool_:
        values = values & past
    given = both(column.given, past)
    return Column(values, given, low=column.low, high=column.high, unit=column.unit)


def _future(block: Block, fact: FactDeclaration) -> Array | None:
    """The rows whose stated day is after their today; None where there is none."""
    array = block.tables[fact.entity].arrays[fact.name]
    numbers, unit = whole_numbers(array, Kind.DATE)
    today = block.today.values
    if isinstance(today, np.ndarray):
        up = block.up(fact.entity, SITUATION)
        today = today if up is None else today.take(up)
    future: Array = in_memory(numbers, unit, Kind.DATE) > today
    given = given_mask(array)
    if given is not None:
        future &= given
    return future if future.any() else None
