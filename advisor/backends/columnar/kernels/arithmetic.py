"""Exact arithmetic on columns: whole numbers only, every bound checked.

What can be seen from the bounds of the operands to stay in range is not checked row by row.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar.kernels.calendars import CalendarTable, add_working_days
from advisor.backends.columnar.kernels.division import over_number, times_number
from advisor.backends.columnar.kernels.months import add_months
from advisor.backends.columnar.kernels.values import (
    DTYPES,
    WIDE,
    ColumnarValue,
    Values,
    alike,
    and_,
    counts_in,
    dtype_for,
    is_narrow,
    or_,
    plain,
    restrict,
    where,
)
from advisor.diagnostics.fast_dataclass import dataclass

_UNLIKE_DAYS = {ir.Kind.WORKING_DAYS, ir.Kind.PERIOD}  # what is no plain sum with a date
_SAFE = 2**62  # products and sums below it cannot leave int64


@dataclass(frozen=True, slots=True)
class Chosen:
    """By which calendar of a table the working days of each row are counted, as a code; without one, by none."""

    codes: ColumnarValue
    table: CalendarTable


def calculate(
    op: ir.Operator,
    left: ColumnarValue,
    right: ColumnarValue,
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind],
    chosen: Chosen | None = None,
) -> ColumnarValue:
    """The operator applied row by row; `kinds` of the left and right side and of the result.

    Where working days are counted by calendars, `chosen` says by which.
    """
    # Dates between 739900 and 740000, and 7 days: by these bounds no sum leaves the range of dates,
    # so no row is looked at. Bounds may be wider than the values are; then each row is checked.
    found = calculate_narrow(op, left, right, kinds)
    if found is not None:
        return found
    left, right = plain(left), plain(right)
    given = and_(left.given, right.given)
    err = or_(left.err, right.err)
    if op is ir.Operator.OVER:
        given = and_(given, _not_zero(right))
    if chosen is not None:
        err = or_(err, chosen.codes.err)
        values, low, high, bad = _shift_by_calendar(op, left, right, kinds, chosen)
    else:
        values, low, high, bad = _calculate_wide(op, left, right, kinds)
        if bad is not None:
            low, high = min(low, 0), max(high, 0)  # 0 stands where the value is far out of range
    lowest, highest = ir.BOUNDS[kinds[2]]
    if low < lowest or high > highest:
        wide = np.asarray(values)
        out = (wide < lowest) | (wide > highest)
        bad = or_(bad, out)
        low, high = min(max(low, lowest), highest), max(min(high, highest), lowest)
        values = np.clip(wide, lowest, highest)[()]
    dtype = DTYPES[kinds[2]]
    if values.dtype != dtype:
        values = values.astype(dtype)
    if bad is not None:
        bad = restrict(bad, given)
        if np.any(bad):
            err = or_(err, bad)
    return ColumnarValue(values, given, err, low=low, high=high)


def calculate_narrow(
    op: ir.Operator,
    left: ColumnarValue,
    right: ColumnarValue,
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind],
) -> ColumnarValue | None:
    """The operator applied to narrow columns; None where that cannot be done exactly, or not narrowly."""
    if not (is_narrow(left) or is_narrow(right)):
        return None
    if op is ir.Operator.OVER or not _UNLIKE_DAYS.isdisjoint(kinds):
        return None
    if op is ir.Operator.TIMES:
        low, high = (end // ir.MILLION for end in _products(left.bounds(), right.bounds()))
    else:
        low, high = _sums(op, left.bounds(), right.bounds())
    lowest, highest = ir.BOUNDS[kinds[2]]
    if low < lowest or high > highest:
        return None  # row by row, it must be seen which are out of range
    if op is ir.Operator.TIMES:
        found = _product(left, right, kinds, low, high)
    elif kinds[2] is ir.Kind.DATE:
        found = _moved(op, left, right), 1
    else:
        found = _sum(op, left, right, low, high)
    if found is None:
        return None
    values, unit = found
    given, err = and_(left.given, right.given), or_(left.err, right.err)
    return ColumnarValue(values, given, err, low=low, high=high, unit=unit)


def _moved(op: ir.Operator, left: ColumnarValue, right: ColumnarValue) -> Values:
    """Dates and days; no day on the way leaves what int32 holds."""
    x, y = (column.values.astype(np.int32, copy=False) for column in (left, right))
    return x + y if op is ir.Operator.PLUS else x - y


def _sum(
    op: ir.Operator, left: ColumnarValue, right: ColumnarValue, low: int, high: int
) -> tuple[Values, int] | None:
    (x, y), unit = alike((left, right))
    if isinstance(x, np.ndarray) or isinstance(y, np.ndarray):
        # [100, 3] + [100, 4], both int8: the bounds say 7 to 200, which takes int16: [200, 7].
        dtype = np.promote_types(x.dtype, dtype_for(low // unit, high // unit))
        if dtype != WIDE:
            x, y = x.astype(dtype, copy=False), y.astype(dtype, copy=False)
            return (x + y if op is ir.Operator.PLUS else x - y), unit
    return None


def _product(
    left: ColumnarValue,
    right: ColumnarValue,
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind],
    low: int,
    high: int,
) -> tuple[Values, int] | None:
    """Two whole numbers, or days and a whole number: nothing is rounded."""
    units = [ir.MILLION if kind is ir.Kind.NUMBER else 1 for kind in kinds]
    wholes: list[Values] = []
    for column, unit in zip((left, right), units, strict=False):
        if column.unit != unit and not counts_in(column, unit):
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
    if dtype == WIDE or not (isinstance(x, np.ndarray) or isinstance(y, np.ndarray)):
        return None
    return x.astype(dtype, copy=False) * y.astype(dtype, copy=False), units[2]


def _not_zero(divisor: ColumnarValue) -> Values | None:
    """Where it is not 0; None for everywhere."""
    low, high = divisor.bounds()
    return None if low > 0 or high < 0 else divisor.values != 0


def _calculate_wide(
    op: ir.Operator,
    left: ColumnarValue,
    right: ColumnarValue,
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind],
) -> tuple[Values, int, int, Values | None]:
    """The values, bounds that hold for all of them, and rows that are surely out of range."""
    one, other, result = kinds
    if op is ir.Operator.TIMES:
        if one is other:
            return _times_number(left, right)
        if one is ir.Kind.NUMBER:
            left, right = right, left
        scale = _scale_days if result is ir.Kind.DURATION else _scale_whole
        return scale(left, right)
    if op is ir.Operator.OVER:
        return over_number(left, right)
    if result is ir.Kind.DATE and ir.Kind.PERIOD in (one, other):
        days, periods = (left, right) if other is ir.Kind.PERIOD else (right, left)
        return add_months(days, periods, 1 if op is ir.Operator.PLUS else -1)
    if other is ir.Kind.WORKING_DAYS:
        return _shift(left, right, 1 if op is ir.Operator.PLUS else -1)
    if one is ir.Kind.WORKING_DAYS:
        return _shift(right, left, 1)
    low, high = _sums(op, left.bounds(), right.bounds())
    x, y = left.values, right.values
    lowest, highest = ir.BOUNDS[result]
    if result is not ir.Kind.NUMBER and (low < lowest or high > highest):
        x, y = _wide(x), _wide(y)
    with np.errstate(over="ignore"):
        return (x + y if op is ir.Operator.PLUS else x - y), low, high, None


def _wide(values: Values) -> Values:
    return values.astype(np.int64)


def _sums(op: ir.Operator, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    (a, b), (c, d) = left, right
    return (a + c, b + d) if op is ir.Operator.PLUS else (a - d, b - c)


def _products(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)


def _times_number(
    left: ColumnarValue, right: ColumnarValue
) -> tuple[Values, int, int, Values | None]:
    """Two numbers in millionths, rounded to a millionth, half to even."""
    low, high = _products(left.bounds(), right.bounds())
    ends = (low // ir.MILLION - 1, high // ir.MILLION + 1)
    a, b = left.values, right.values
    for x, whole in ((a, right), (b, left)):
        least, greatest = whole.bounds()
        if least == greatest and least % ir.MILLION == 0 and max(-low, high) // ir.MILLION < _SAFE:
            return x * np.int64(least // ir.MILLION), *ends, None
    values, far = times_number(left, right, *ends)
    return values, *ends, far


def _scale_days(
    days: ColumnarValue, factor: ColumnarValue
) -> tuple[Values, int, int, Values | None]:
    """Days times millionths, rounded to whole days, halves away from zero."""
    low, high = _products(days.bounds(), factor.bounds())
    ends = (low // ir.MILLION - 1, high // ir.MILLION + 1)
    d, f = _wide(days.values), factor.values
    far: Values | None = None
    if low <= -_SAFE // 2 or high >= _SAFE // 2:
        far = np.abs(d.astype(np.float64) * f.astype(np.float64)) > 1e13
        d = np.where(far, np.int64(0), d)[()]
    product: Any = d * f
    # 3 days times 1.5: (2 * 4500000 + 1000000) // 2000000 = 5. Of -3 days the size is rounded: -5.
    size = np.abs(product)
    size *= 2
    size += ir.MILLION
    size //= 2 * ir.MILLION
    if low >= 0:
        return size, *ends, far
    size *= np.sign(product)
    return size, *ends, far


def _scale_whole(
    count: ColumnarValue, factor: ColumnarValue
) -> tuple[Values, int, int, Values | None]:
    """Working days or months times a whole number."""
    low, high = _products(count.bounds(), factor.bounds())
    broken = factor.values % ir.MILLION != 0
    with np.errstate(over="ignore"):
        product = _wide(count.values) * (factor.values // ir.MILLION) * ~broken
    return product, low // ir.MILLION - 1, high // ir.MILLION + 1, broken


def _shift(
    days: ColumnarValue, counts: ColumnarValue, sign: int
) -> tuple[Values, int, int, Values | None]:
    """Dates moved by working days."""
    (a, b), (c, d) = days.bounds(), counts.bounds()
    if sign < 0:
        c, d = -d, -c
    # n working days take no more than 2 n + 4 days: with weekends on the way, or at the beginning.
    low, high = a + min(0, 2 * c - 4), b + max(2 * d + 4, 4)
    day, count = days.values, counts.values
    lowest, highest = ir.BOUNDS[ir.Kind.DATE]
    if low < lowest or high > highest:
        day, count = _wide(day), _wide(count)
    count = count if sign > 0 else -count
    if c == d:  # one count for all rows, most often a parameter
        return _shift_by(day, c), low, high, None
    forward, backward = count > 0, count < 0
    # 13 working days are 2 whole weeks, 14 days, and a rest of 3.
    weeks = np.abs(count) // 5
    rest = np.abs(count) - weeks * 5
    result = where(forward, _forward(day, weeks, rest), _backward(day, weeks, rest))
    return where(forward | backward, result, _to_working_day(day)), low, high, None


def _shift_by_calendar(
    op: ir.Operator,
    left: ColumnarValue,
    right: ColumnarValue,
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind],
    chosen: Chosen,
) -> tuple[Values, int, int, Values | None]:
    """Dates moved by working days, each row by its own calendar."""
    day, count = (left.values, right.values)
    if kinds[0] is ir.Kind.WORKING_DAYS:
        day, count = count, day
    if op is ir.Operator.MINUS:
        count = -count
    given = and_(left.given, right.given)
    values, bad = add_working_days(day, count, chosen.codes.values, given, chosen.table)
    if values.size == 0:
        return values, 1, 1, bad
    return values, int(values.min()), int(values.max()), bad


def _shift_by(day: Values, count: int) -> Values:
    weeks, rest = divmod(abs(count), 5)
    if count == 0:
        return _to_working_day(day)
    return (_forward if count > 0 else _backward)(day, weeks, rest)


def _weekday(day: Values) -> Values:
    since = day - 1  # 0001-01-01, ordinal 1, is a Monday
    return since - since // 7 * 7  # quicker than the remainder


def _to_working_day(day: Values) -> Values:
    weekday = _weekday(day)
    return day + (weekday > 4) * (7 - weekday)


def _forward(day: Values, weeks: Values, rest: Values) -> Values:
    weekday = _weekday(day)
    # Thursday (3) and 2: 3 + 2 is behind Friday (4), so 2 days more: Monday.
    # Sunday (6) and 1: as Friday (4) and 1, which is behind Friday: Monday.
    before = np.maximum(weekday - 4, 0)  # count from the Friday before
    over = (np.minimum(weekday, 4) + rest > 4) * day.dtype.type(2)
    return day - before + 7 * weeks + rest + over


def _backward(day: Values, weeks: Values, rest: Values) -> Values:
    weekday = _weekday(day)
    # Tuesday (1) less 2: 1 < 2 goes over a weekend, 2 days more: Friday.
    # Saturday (5) less 1: as the Monday after it (0) less 1, over a weekend: Friday.
    on = weekday > 4  # count back from the Monday after
    ahead = on * (7 - weekday)
    over = (~on * weekday < rest) * day.dtype.type(2)
    return day + ahead - 7 * weeks - rest - over
