"""Days of work by a calendar: tables in which adding working days is two look-ups a row."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from advisor.backends.columnar.kernels.values import Array, Values, or_
from advisor.diagnostics.values import dataclass
from advisor.ir.calendars import Calendar

_WEEK = 7


@dataclass(frozen=True, slots=True)
class DaysOfWork:
    """The days of work between `first` and `last`, or those of any week.

    Shape: `number[d - first]` is how many lie before d, for d from `first` to `last` + 1; `days` are they themselves.
    Where `is_weekly`, both are of the week that begins with `first`, and each week is as this one.
    """

    # Where people work on Monday, Tuesday and Thursday: number 0 1 2 2 3 3 3 3, days 1 2 4.
    first: int
    last: int
    number: Array
    days: Array
    is_weekly: bool


@lru_cache(maxsize=256)
def days_of_work(calendar: Calendar) -> DaysOfWork:
    """The table of a calendar, made once."""
    first = calendar.first
    last = calendar.last if calendar.has_years else first + _WEEK - 1
    every = np.arange(first, last + 1, dtype=np.int32)
    works = ~np.isin((every - 1) % _WEEK, calendar.weekend) & ~np.isin(every, calendar.closed)
    works |= np.isin(every, calendar.open)
    number = np.concatenate(([0], np.cumsum(works))).astype(np.int32)
    return DaysOfWork(first, calendar.last, number, every[works], not calendar.has_years)


def add_days_of_work(
    day: Values, count: Values, bounds: tuple[int, int], counts: tuple[int, int], of: DaysOfWork
) -> tuple[Values, int, int, Values | None]:
    """Dates moved by working days: the days, bounds that hold for all, rows that the calendar does not know.

    Shape: `bounds` and `counts` bound `day` and `count`.
    """
    number_of, day_of = (_weekly, _weekly_day) if of.is_weekly else (_number, _day)
    bad: Values | None = None
    if bounds[0] < of.first or bounds[1] > of.last:
        bad = (day < of.first) | (day > of.last)
        day = np.clip(day, of.first, of.last)[()]
        bounds = max(bounds[0], of.first), max(min(bounds[1], of.last), of.first)
    # Two days on from a day on or behind the one with number 1: 1 + 2 = 3. Behind it begins with the next day.
    if counts[0] > 0:
        number = number_of(day, of, 1) + (count - 1)
    elif counts[1] <= 0:
        number = number_of(day, of, 0) + count
    else:
        ahead = count > 0
        number = number_of(day + ahead, of, 0) + (count - ahead)
    ends = [
        int(number_of(np.int64(day_), of, int(n > 0))) + n - (n > 0)
        for day_, n in zip(bounds, counts, strict=True)
    ]
    if of.is_weekly:  # whoever called looks whether days are out of range
        low, high = (int(day_of(np.int64(end), of)) for end in ends)
        return day_of(number, of), low, high, bad
    if ends[0] < 0 or ends[1] >= len(of.days):
        bad = or_(bad, (number < 0) | (number >= len(of.days)))
        number = np.clip(number, 0, len(of.days) - 1)[()]
        ends = [min(max(end, 0), len(of.days) - 1) for end in ends]
    return day_of(number, of), int(of.days[ends[0]]), int(of.days[ends[1]]), bad


def _number(day: Values, of: DaysOfWork, behind: int) -> Values:
    """How many days of work lie before a day; with `behind` 1, on it too."""
    found: Values = of.number[day - (of.first - behind)]
    return found


def _day(number: Values, of: DaysOfWork) -> Values:
    found: Values = of.days[number]
    return found


def _weekly(day: Values, of: DaysOfWork, behind: int) -> Values:
    since = day - (of.first - behind)
    weeks = since // _WEEK
    found: Values = weeks * len(of.days) + of.number[since - weeks * _WEEK]
    return found


def _weekly_day(number: Values, of: DaysOfWork) -> Values:
    weeks = number // len(of.days)
    found: Values = weeks * _WEEK + of.days[number - weeks * len(of.days)]
    return found
