"""Months of the calendar on columns: dates moved by months, and the whole months between two dates.

Tables say of each day in which month it lies and where in it, and of each month on which day it begins and
how long it is. Months are counted from January of year 1, which is 0, and days of a month from 0.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from advisor import ir
from advisor.backends.columnar.kernels.values import Array, ColumnarValue, Values, where

_LONGEST_MONTH = 31  # days


# What tables say of a day or a month is one number, since looking it up is what costs time:
#
#   2026-11-30   24310 << 6 | 1 << 5 | 29     the month, whether it is the month's last day, and the day in it
#   2026-11      739921 << 5 | 29             the day on which it begins, and its last day in it
_MONTH, _LAST, _DAY = np.int32(6), np.int32(1 << 5), np.int32((1 << 5) - 1)
_START = np.int32(5)


@cache
def _months() -> Array:
    """When each month begins, and its last day. Shape: one int32 for each of the 119,988 months of the calendar."""
    first = np.datetime64("0001-01", "M")
    months = first + np.arange(ir.LONGEST_PERIOD + 2)
    days = months.astype("datetime64[D]") - first.astype("datetime64[D]")
    starts = days.astype(np.int32) + np.int32(1)
    found: Array = starts[:-1] << _START | (np.diff(starts) - np.int32(1))
    return found


@cache
def _days() -> Array:
    """Of each ordinal its month and its day in it; that of 0, which is no day, is that of 1.

    Cost: 15 MB, made in some hundredths of a second when the first program needs it.
    """
    ends = _months() & _DAY
    month = np.repeat(np.arange(ir.LONGEST_PERIOD + 1, dtype=np.int32), ends + 1)
    days = np.arange(1, ir.LAST_DATE + 1, dtype=np.int32) - (_months() >> _START).take(month)
    found = month << _MONTH | days | np.where(days == ends.take(month), _LAST, np.int32(0))
    return np.concatenate((found[:1], found))


def in_calendar(days: ColumnarValue) -> tuple[Values, int, int]:
    """Dates that the tables have, also where nothing is given and any number may stand; with their bounds."""
    bounds = days.bounds()
    low, high = (min(max(end, 0), ir.LAST_DATE) for end in bounds)
    if days.given is None and days.err is None and (low, high) == bounds:
        return days.values, low, high
    return np.clip(days.values, np.int32(low), np.int32(high)), low, high


def add_months(
    days: ColumnarValue, periods: ColumnarValue, sign: int
) -> tuple[Values, int, int, Values | None]:
    """Dates moved by months: the values, bounds for them, and the rows that leave the calendar.

    Cost: some nanoseconds a row; two, where the period is one for all rows.
    """
    # 2027-01-31 and 1 month: month 24312 begins on day 739982, 30 days before; month 24313 has 28
    # days, so the last of them is meant.
    found, low, high = in_calendar(days)
    least, most = sorted(sign * end for end in periods.bounds())
    lowest = max(low + _LONGEST_MONTH * (min(least, 0) - 1), 1)
    highest = min(high + _LONGEST_MONTH * (max(most, 0) + 1), ir.LAST_DATE)
    first, last = low // _WINDOW * _WINDOW, -(-(high + 1) // _WINDOW) * _WINDOW
    if least == most and last - first <= _WIDEST and np.size(found) >= _MANY:
        moved, bad = _moved_all(least, first, last)
        at = np.subtract(found, np.int32(first), dtype=np.intp)
        return moved.take(at), lowest, highest, None if bad is None else bad.take(at)
    values, bad = _moved(found, periods.values.astype(np.int32) * np.int32(sign))
    return values, lowest, highest, bad


_WINDOW = 16_384  # days: what begins and ends with these serves many blocks
_WIDEST = 8 * _WINDOW
_MANY = 4_096  # rows


@lru_cache(maxsize=16)
def _moved_all(months: int, first: int, last: int) -> tuple[Array, Array | None]:
    """All days from `first` to before `last`, moved by so many months; and which leave the calendar."""
    days = np.clip(np.arange(first, last, dtype=np.int32), 0, ir.LAST_DATE)
    return _moved(days, np.int32(months))


def _moved(days: Values, months: Values) -> tuple[Values, Values | None]:
    """Days moved, and which of them leave the calendar, if any: these are moved to its end."""
    at = _days().take(days)
    after = (at >> _MONTH) + months
    kept = np.clip(after, 0, ir.LONGEST_PERIOD)
    month = _months().take(kept)
    bad = after != kept
    moved = (month >> _START) + np.minimum(at & _DAY, month & _DAY)
    return moved, bad if np.any(bad) else None


def months_between(first: Values, last: Values) -> Values:
    """The whole months from one date to another; backwards the same, negative. Units: ordinals."""
    begin, end = _days().take(np.minimum(first, last)), _days().take(np.maximum(first, last))
    # A month is over on the same day, or on the last one of a month that is shorter: that day is marked with a bit, by
    # which it is later than any day. Who begins later in the month than the other ends borrows from the months.
    count = (end - (begin & ~_LAST)) >> _MONTH
    return where(first <= last, count, -count)


def years_between(first: Values, last: Values) -> Values:
    """The whole years likewise."""
    months = months_between(first, last)
    size = np.abs(months) // np.int32(ir.YEAR)
    return where(months < 0, -size, size)


def start_of_month(days: Values) -> Values:
    """The first day of the month of each date."""
    return days - (_days().take(days) & _DAY)


def end_of_month(days: Values) -> Values:
    """The last day of the month of each date."""
    month = _months().take(_days().take(days) >> _MONTH)
    return (month >> _START) + (month & _DAY)


def weekday(days: Values) -> Values:
    """0 for a Monday to 6 for a Sunday, as codes of a choice."""
    since = days - np.int32(1)  # 0001-01-01, ordinal 1, is a Monday
    return (since - since // 7 * 7).astype(np.int8)
