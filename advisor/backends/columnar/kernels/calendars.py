"""Working days by calendars: tables in which adding some is two look-ups a row, whatever the calendar of the row."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from advisor import ir
from advisor.backends.columnar.kernels.values import Array, Values
from advisor.diagnostics.fast_dataclass import dataclass

_WEEK = 7
_FAR = -(2**30)  # no count of working days leads from here to a number
_NO_DAY = 0
_USUAL = (726468, 751673)  # 1 Jan 1990 to 31 Dec 2058, where no calendar says for which years it is


@dataclass(frozen=True, slots=True, eq=False)
class CalendarTable:
    """The working days of some calendars, numbered; one row each, below a first one for Monday to Friday.

    Shape: of a row r, `numbers[r * width + d - first]` is how many lie before day d, and `behind` entries further on
    stands how many lie before its end; far below 0 where the calendar does not know d. `days[r * depth + n + 1]` is the
    one numbered n, or 0.
    """

    # Monday and Tuesday closed, Wednesday to Friday worked, in a calendar of this week only:
    #
    #             Sun  Mon Tue Wed Thu Fri Sat Sun   Mon
    #   numbers   far   0   0   0   1   2   3   3    far     before the day
    #             far   0   0   1   2   3   3   3    far     before its end
    #   days        0  Wed Thu Fri   0
    first: int
    width: int
    depth: int
    numbers: Array
    behind: int
    days: Array
    weekly: tuple[
        tuple[int, Array], ...
    ]  # rows without end, with the weekdays on which people work


@lru_cache(maxsize=64)
def table_of(calendars: tuple[ir.Calendar, ...]) -> CalendarTable:
    """The table of some calendars, made once; the row of a code is the next one."""
    rows = (ir.Calendar("", first=1), *calendars)
    ends = [(c.first, c.last) for c in rows if c.has_years] or [_USUAL]
    first, last = min(a for a, _ in ends) - 1, max(b for _, b in ends) + 1
    every = np.arange(first, last + 1, dtype=np.int32)
    before = np.full((len(rows), len(every)), _FAR, np.int32)
    through = before.copy()
    found: list[Array] = []
    for row, calendar in enumerate(rows):
        works = ~np.isin((every - 1) % _WEEK, calendar.weekend) & ~np.isin(every, calendar.closed)
        works |= np.isin(every, calendar.open)
        known = (every >= calendar.first) & (every <= calendar.last)
        known[[0, -1]] = False  # what lies further out is looked up at the ends
        works &= known
        number = np.cumsum(works, dtype=np.int32)
        through[row, known] = number[known]
        before[row, known] = (number - works)[known]
        found.append(every[works])
    depth = max(map(len, found)) + 2
    days = np.full((len(rows), depth), _NO_DAY, np.int32)
    for row, worked in enumerate(found):
        days[row, 1 : len(worked) + 1] = worked
    weekly = tuple(
        (row, np.array([n for n in range(_WEEK) if n not in calendar.weekend], np.int32))
        for row, calendar in enumerate(rows)
        if not calendar.has_years
    )
    numbers = np.concatenate((before, through), axis=None)
    return CalendarTable(first, len(every), depth, numbers, before.size, days.ravel(), weekly)


def add_working_days(
    day: Values, count: Values, codes: Values, given: Values | None, table: CalendarTable
) -> tuple[Values, Values | None]:
    """Dates moved by working days, each by the calendar of its code, and the rows whose calendar does not know them.

    Shape: days and counts as int32; a code of -1 is Monday to Friday. Where a row is not given, some day comes out.
    What leaves the range of dates is for others to see.
    """
    row = codes.astype(np.int32) + 1
    since = (day - table.first).clip(0, table.width - 1) + row * table.width
    # Ahead, it is counted from the end of the day, else from its beginning.
    ahead = (count > 0).astype(np.int32)
    number = table.numbers.take(since + ahead * np.int32(table.behind)) + (count - ahead)
    # Numbers from 0 on stand behind one entry without a day, and before one.
    found: Values = table.days.take((number + 1).clip(0, table.depth - 1) + row * table.depth)
    if found.size == 0 or found.min() != _NO_DAY:
        return found, None
    missing = found == _NO_DAY
    found = found + missing * np.int32(table.first + 1)  # some day, which nobody looks at
    if given is not None:
        missing = missing & given
    if not np.any(missing):
        return found, None
    return _with_far_days(found, missing, (day, count, row), table)


def _with_far_days(
    found: Values, missing: Values, parts: tuple[Values, Values, Values], table: CalendarTable
) -> tuple[Values, Values | None]:
    """The same where the table has no day: worked out from weeks that are all alike, or not known."""
    found, missing, day, count, row = (
        np.array(part) for part in np.broadcast_arrays(found, missing, *parts)
    )
    for of_row, weekdays in table.weekly:
        far = missing & (row == of_row)
        if far.any():
            found[far] = _week_by_week(day[far], count[far], weekdays)
            missing &= ~far
    return found[()], missing[()] if missing.any() else None


def _week_by_week(day: Array, count: Array, weekdays: Array) -> Array:
    """Days moved by working days where all weeks are alike; `weekdays` are worked on, Monday is 0."""
    ahead = count > 0
    weeks, weekday = np.divmod(day - 1 + ahead, _WEEK)
    number = weeks * len(weekdays) + np.searchsorted(weekdays, weekday) + count - ahead
    weeks, rest = np.divmod(number, len(weekdays))
    found: Array = weeks * _WEEK + weekdays[rest] + 1
    return found
