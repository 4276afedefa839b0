"""Days counted from another day, and the names of days and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from advisor.dialogue.quantities import Problem
from advisor.ir import types

MONTHS = tuple(name.lower() for name in types.MONTHS)
WEEKDAYS = tuple(name.lower() for name in types.WEEKDAYS)
UNIT = r"(working days?|business days?|workdays?|days?|d|weeks?|wks?|w|fortnights?|months?|years?)"


def named(word: str, names: Sequence[str]) -> int | None:
    """Where a name stands that the word is, or is the beginning of (three letters at least)."""
    if len(word) < 3:
        return None
    found = [index for index, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def in_calendar(day: int) -> int | Problem:
    """The day, if a calendar has it."""
    return day if 1 <= day <= types.LAST_DATE else Problem("that day is beyond the calendar")


def moved(today: int, count: int, unit: str) -> int | Problem:
    """The day that many units on (or back, where `count` is negative)."""
    if unit.startswith(("working", "business", "workday")):
        if abs(count) > types.LAST_DATE:
            return in_calendar(-1)
        return in_calendar(working_days_away(today, count))
    match unit[0]:
        case "d":
            return in_calendar(today + count)
        case "w":
            return in_calendar(today + 7 * count)
        case "f":
            return in_calendar(today + 14 * count)
        case "m":
            return _months_away(today, count)
        case _:
            return _months_away(today, 12 * count)


def working_days_away(today: int, count: int) -> int:
    """That many Mondays to Fridays on; from a weekend, from the working day behind us."""
    weeks, rest = divmod(abs(count), 5)
    step = 1 if count >= 0 else -1
    day = today
    while (day + 6) % 7 > 4 and count:  # from a weekend: start from the working day behind us
        day -= step
    day += 7 * weeks * step
    while rest:
        day += step
        rest -= (day + 6) % 7 <= 4  # ordinal 1 is a Monday
    return day


def _months_away(today: int, months: int) -> int | Problem:
    """The same day of another month, or its last day where it is shorter."""
    start = date.fromordinal(today)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return in_calendar(-1)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()
