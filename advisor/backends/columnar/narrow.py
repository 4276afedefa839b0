"""Whole numbers and days in as few bytes as hold them, so that one instruction does many at once.

A narrow column counts in its `unit` (a million, for whole numbers, which are millionths elsewhere) and
holds its values as `int8`, `int16` or `int32`. `plain` makes it what every other column is; only nodes
that know of narrow columns are given them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from advisor.backends.columnar.columns import Array, Column, Values, both, either
from advisor.ir.expressions import Operator
from advisor.ir.types import BOUNDS, MILLION, Kind

_DTYPES = tuple(np.dtype(name) for name in ("int8", "int16", "int32"))
_NARROW = frozenset(_DTYPES[:2])  # of columns that count in ones
_WIDE = np.dtype(np.int64)
_ENDS = tuple((np.iinfo(dtype).min, np.iinfo(dtype).max) for dtype in _DTYPES)


def dtype_for(low: int, high: int) -> Any:
    """The narrowest dtype that holds all values between two."""
    for dtype, (least, greatest) in zip(_DTYPES, _ENDS, strict=True):
        if least <= low and high <= greatest:
            return dtype
    return _WIDE


def is_narrow(column: Column) -> bool:
    """Whether a column is held otherwise than its kind's columns are."""
    return column.unit != 1 or (column.values.dtype in _NARROW and not column.coded)


def plain(column: Column) -> Column:
    """The column as its kind's columns are held: millionths as int64, days as int32."""
    if not is_narrow(column):
        return column
    if column.unit == 1:
        values = column.values.astype(np.int32)
    else:
        values = column.values.astype(np.int64) * np.int64(column.unit)
    return Column(values, column.given, column.err, low=column.low, high=column.high)


def narrowed(numbers: Array, low: int, high: int) -> Array:
    """The numbers, which lie between two, in the narrowest dtype."""
    return numbers.astype(dtype_for(low, high), copy=False)


def alike(columns: Sequence[Column]) -> tuple[list[Values], int]:
    """The values of columns of one kind, in one dtype and counted in one unit, and that unit."""
    first = columns[0]
    if all(c.unit == first.unit and c.values.dtype == first.values.dtype for c in columns[1:]):
        return [column.values for column in columns], first.unit
    unit = max(column.unit for column in columns)
    if any(column.unit != unit and not _counts_in(column, unit) for column in columns):
        return [plain(column).values for column in columns], 1
    bounds = [column.bounds() for column in columns]
    dtype = dtype_for(
        min(low for low, _ in bounds) // unit, max(high for _, high in bounds) // unit
    )
    return [_held(column, unit, dtype) for column in columns], unit


def _counts_in(column: Column, unit: int) -> bool:
    """Whether one value for all rows is a multiple of the unit."""
    return not isinstance(column.values, np.ndarray) and int(column.values) % unit == 0


def _held(column: Column, unit: int, dtype: Any) -> Values:
    if column.unit == unit:
        return column.values.astype(dtype, copy=False)
    return dtype.type(int(column.values) // unit)


def calculated(
    op: Operator, left: Column, right: Column, kinds: tuple[Kind, Kind, Kind]
) -> Column | None:
    """The operator applied to narrow columns; None where that cannot be done exactly, or not narrowly."""
    if not (is_narrow(left) or is_narrow(right)) or Kind.WORKING_DAYS in kinds:
        return None
    (a, b), (c, d) = left.bounds(), right.bounds()
    if op is Operator.TIMES:
        corners = [x * y // MILLION for x in (a, b) for y in (c, d)]
        low, high = min(corners), max(corners)
    else:
        low, high = (a + c, b + d) if op is Operator.PLUS else (a - d, b - c)
    lowest, highest = BOUNDS[kinds[2]]
    if low < lowest or high > highest:
        return None  # row by row, it must be seen which are out of range
    if op is Operator.TIMES:
        found = _product(left, right, kinds, low, high)
    elif kinds[2] is Kind.DATE:
        found = _moved(op, left, right), 1
    else:
        found = _sum(op, left, right, low, high)
    if found is None:
        return None
    values, unit = found
    given, err = both(left.given, right.given), either(left.err, right.err)
    return Column(values, given, err, low=low, high=high, unit=unit)


def _moved(op: Operator, left: Column, right: Column) -> Values:
    """Dates and days; no day on the way leaves what int32 holds."""
    x, y = (column.values.astype(np.int32, copy=False) for column in (left, right))
    return x + y if op is Operator.PLUS else x - y


def _sum(
    op: Operator, left: Column, right: Column, low: int, high: int
) -> tuple[Values, int] | None:
    (x, y), unit = alike((left, right))
    if isinstance(x, np.ndarray) or isinstance(y, np.ndarray):
        dtype = np.promote_types(x.dtype, dtype_for(low // unit, high // unit))
        if dtype != _WIDE:
            x, y = x.astype(dtype, copy=False), y.astype(dtype, copy=False)
            return (x + y if op is Operator.PLUS else x - y), unit
    return None


def _product(
    left: Column, right: Column, kinds: tuple[Kind, Kind, Kind], low: int, high: int
) -> tuple[Values, int] | None:
    """Two whole numbers, or days and a whole number: nothing is rounded."""
    units = [MILLION if kind is Kind.NUMBER else 1 for kind in kinds]
    wholes: list[Values] = []
    for column, unit in zip((left, right), units, strict=False):
        if column.unit != unit and not _counts_in(column, unit):
            return None
        if column.unit == unit:
            wholes.append(column.values)
        else:
            wholes.append(np.int64(int(column.values) // unit))
    x, y = wholes
    ends = [value // unit for value, unit in zip((low, high), units[2:] * 2, strict=True)]
    dtype = dtype_for(*ends)
    for column, unit in zip((left, right), units, strict=False):
        least, greatest = column.bounds()
        dtype = np.promote_types(dtype, dtype_for(least // unit, greatest // unit))
    if dtype == _WIDE or not (isinstance(x, np.ndarray) or isinstance(y, np.ndarray)):
        return None
    return x.astype(dtype, copy=False) * y.astype(dtype, copy=False), units[2]
