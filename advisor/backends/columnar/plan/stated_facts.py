"""Stated facts: read as columns, and checked on the way.

What is checked are the values that a situation must not have; those facts that no rule reads are
checked too. Of dates of what has happened, a day that is still to come counts for nothing; nor does
the fact that the day belongs to: thanks for tomorrow were not sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.kernels.arrow import (
    EPOCH,
    Dictionary,
    choice_codes,
    given_mask,
    in_memory,
    whole_numbers,
    yes_or_no,
)
from advisor.backends.columnar.plan.block import Block, Node
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert, fraction_refusal


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """Rows of an entity's table that cannot be used, and why.

    `why` has a row for each of them, in the words of all readers. What has no value says it of the fact
    alone: "is required and missing".
    """

    entity: str
    rows: kernels.Array
    code: str
    why: Mapping[int, Misfit]
    name: str | None = None

    @classmethod
    def of_all(
        cls, entity: str, rows: kernels.Array, code: str, about: str, name: str | None = None
    ) -> RefusedRows:
        """The same of all rows."""
        return cls(entity, rows, code, dict.fromkeys(rows.tolist(), Misfit("", "", about)), name)

    def without(self, rows: kernels.Array) -> RefusedRows:
        """The same but for some rows of the table, of which something else is wrong."""
        return replace(self, rows=self.rows[~np.isin(self.rows, rows)])


@dataclass(frozen=True, slots=True)
class CheckedFact:
    """A stated fact as it came: its values, where they are given, and what is wrong with them."""

    column: kernels.ColumnarValue
    refused: tuple[RefusedRows, ...]


def read_stated(
    fact: ir.FactDeclaration, array: Any, dictionary: Dictionary, is_read: bool
) -> CheckedFact:
    """The column of a fact, with its default where it is missing.

    Cost: where no rule reads it (`is_read`), only what the checks need.
    """
    given = given_mask(array)
    refused: list[RefusedRows] = []
    if fact.is_required and given is not None:
        rows = np.flatnonzero(~given)
        about = "is required and missing"
        refused.append(RefusedRows.of_all(fact.entity, rows, "ADV402", about, fact.name))
    kind = fact.type.kind
    match kind:
        case ir.Kind.TEXT:
            column = (
                kernels.ColumnarValue(dictionary.codes(array), coded=True)
                if is_read
                else kernels.ColumnarValue(np.int32(0))
            )
        case ir.Kind.YES_NO:
            column = kernels.ColumnarValue(yes_or_no(array) if is_read else np.False_, given)
        case ir.Kind.CHOICE:
            codes = choice_codes(array, fact.type)
            refused.extend(_unknown_choices(fact, array, codes, given))
            column = kernels.ColumnarValue(codes, coded=True)
        case _:
            numbers, unit = whole_numbers(array, kind)
            origin = EPOCH if kind is ir.Kind.DATE else 0
            low = high = 0
            if len(numbers):
                low = int(numbers.min()) * unit + origin
                high = int(numbers.max()) * unit + origin
            refused.extend(_outside(fact, numbers, unit, (low, high), given))
            column = kernels.ColumnarValue(numbers, given, low=low, high=high)
            if is_read:
                column = _held(numbers, unit, kind, column)
    if is_read:
        column = _with_default(fact, column, given, dictionary)
    return CheckedFact(column, tuple(refused))


def _held(
    numbers: kernels.Array, unit: int, kind: ir.Kind, column: kernels.ColumnarValue
) -> kernels.ColumnarValue:
    """The numbers as a column, narrow where they are whole numbers or days."""
    low, high = column.bounds()
    if kind is ir.Kind.DATE or (kind is ir.Kind.NUMBER and unit == 1):
        values, unit = in_memory(numbers, unit, kind), 1
    else:
        values = kernels.narrowed(numbers, low // unit, high // unit)
        if values.dtype == np.int64:
            values, unit = in_memory(numbers, unit, kind), 1
    return kernels.ColumnarValue(values, column.given, low=low, high=high, unit=unit)


def _with_default(
    fact: ir.FactDeclaration,
    column: kernels.ColumnarValue,
    given: kernels.Array | None,
    dictionary: Dictionary,
) -> kernels.ColumnarValue:
    kind = fact.type.kind
    if given is None:
        return column
    if fact.default is None:
        if kind is ir.Kind.YES_NO:
            column.values &= given
        return column
    if column.coded:
        codes = column.values
        if kind is ir.Kind.TEXT:
            code = dictionary.code(str(fact.default))
        else:
            code = fact.type.choices.index(str(fact.default))
        codes[~given] = code
        return column
    value = int(fact.default)
    if kind is ir.Kind.YES_NO:
        return kernels.ColumnarValue(column.values | ~given if value else column.values & given)
    default = kernels.ColumnarValue(kernels.DTYPES[kind](value))
    (values, otherwise), unit = kernels.alike((column, default))
    low, high = column.bounds()
    values = kernels.select(given, values, otherwise)
    return kernels.ColumnarValue(values, low=min(low, value), high=max(high, value), unit=unit)


def _unknown_choices(
    fact: ir.FactDeclaration, array: Any, codes: kernels.Array, given: kernels.Array | None
) -> Iterator[RefusedRows]:
    if len(codes) == 0 or codes.min() >= 0 or np.count_nonzero(codes < 0) == array.null_count:
        return
    unknown = codes < 0 if given is None else (codes < 0) & given
    rows = np.flatnonzero(unknown)
    why: dict[int, Misfit] = {}
    known: dict[str, Misfit] = {}  # the same mistake is made many times
    for row in rows.tolist():
        word = str(array[row].as_py())
        if word not in known:
            found = convert(word, fact.type, fact.words)
            assert isinstance(found, Misfit)  # INVARIANT: it is none of the choices
            known[word] = found
        why[row] = known[word]
    yield RefusedRows(fact.entity, rows, "ADV403", why, fact.name)


def _outside(
    fact: ir.FactDeclaration,
    numbers: kernels.Array,
    unit: int,
    bounds: tuple[int, int],
    given: kernels.Array | None,
) -> Iterator[RefusedRows]:
    """The rows whose value the language cannot hold, and those that are out of the fact's bounds."""
    kind = fact.type.kind
    lowest, highest = ir.BOUNDS[kind]
    least = lowest if fact.minimum is None else max(fact.minimum, lowest)
    most = highest if fact.maximum is None else min(fact.maximum, highest)
    has_fractions = fact.is_whole and unit % ir.MILLION != 0
    if least <= bounds[0] and bounds[1] <= most and not has_fractions:
        return
    origin = EPOCH if kind is ir.Kind.DATE else 0
    wrong = _beyond(numbers, unit, least - origin, most - origin)
    if has_fractions:
        wrong |= numbers.astype(np.int64) % (ir.MILLION // unit) != 0
    rows = np.flatnonzero(wrong if given is None else wrong & given)
    for code in ("ADV403", "ADV404"):
        why: dict[int, Misfit] = {}
        for row in rows.tolist():
            value = int(numbers[row]) * unit + origin
            if (code == "ADV404") != (lowest <= value <= highest):
                continue
            if code == "ADV403":
                why[row] = Misfit("", "", f"holds a {kind.value} that the language cannot hold")
                continue
            out = bounds_refusal(value, fact.type, least, most)
            out = fraction_refusal(value) if out is None else out
            why[row] = out
        if why:
            found = np.array(list(why), np.int64)
            yield RefusedRows(fact.entity, found, code, why, fact.name)


def _beyond(numbers: kernels.Array, unit: int, least: int, most: int) -> kernels.Array:
    """Which numbers, times the unit, are below `least` or above `most`."""
    # Between 1500000 and 2500000 millionths: of whole numbers, from 2 to 2.
    lowest, highest = -(-least // unit), most // unit
    limits = np.iinfo(numbers.dtype)
    low, high = max(lowest, limits.min), min(highest, limits.max)
    beyond: kernels.Array = (numbers < low) | (numbers > high)
    return beyond


def days_of(pack: ir.Pack, fact: ir.FactDeclaration) -> tuple[ir.FactDeclaration, ...]:
    """The dates that have to have come for a stated fact to count: itself, or those that name it."""
    return tuple(
        day
        for day in pack.entities[fact.entity].facts.values()
        if day.looks is ir.Looks.BACK and fact.name in (day.name, day.dates)
    )


def without_future(
    block: Block, column: kernels.ColumnarValue, days: Sequence[ir.FactDeclaration]
) -> kernels.ColumnarValue:
    """The column, not given where one of these days is still to come."""
    # `thanked: yes` and `thanked_on` tomorrow: neither counts, for thanked_on decides about both.
    future: kernels.Array | None = None
    for day in days:
        future = kernels.or_(future, _future(block, day))
    if future is None:
        return column
    past = ~future
    values = column.values
    if column.coded:  # a code below 0 is none
        codes = np.where(past, values, values.dtype.type(-1))
        return kernels.ColumnarValue(codes, coded=True, low=column.low, high=column.high)
    if values.dtype == np.bool_:
        values = values & past
    given = kernels.and_(column.given, past)
    return kernels.ColumnarValue(values, given, low=column.low, high=column.high, unit=column.unit)


def _future(block: Block, fact: ir.FactDeclaration) -> kernels.Array | None:
    """The rows whose stated day is after their today; None where there is none."""
    array = block.tables[fact.entity].arrays[fact.name]
    numbers, unit = whole_numbers(array, ir.Kind.DATE)
    today = block.today.values
    if isinstance(today, np.ndarray):
        up = block.up(fact.entity, ir.SITUATION)
        today = today if up is None else today.take(up)
    future: kernels.Array = in_memory(numbers, unit, ir.Kind.DATE) > today
    given = given_mask(array)
    if given is not None:
        future &= given
    return future if future.any() else None


@dataclass(frozen=True, slots=True)
class StatedNode(Node):
    """A stated fact, in the space of its entity; its default where it is missing.

    `days` must have come for it to count.
    """

    slot: int
    entity: str
    fact: ir.FactDeclaration
    days: tuple[ir.FactDeclaration, ...] = ()

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        array = block.tables[self.entity].arrays[self.fact.name]
        column = read_stated(self.fact, array, block.dictionary, is_read=True).column
        return without_future(block, column, self.days)
