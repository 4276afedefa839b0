"""Days counted from another day, and the names of days and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.dialogue.quantities import Problem

MONTHS = tuple(name.lower() for name in ir.MONTHS)
WEEKDAYS = tuple(name.lower() for name in ir.WEEKDAYS)
UNIT = (
    r"(working days?|business days?|workdays?|days?|d|weeks?|wks?|w|fortnights?|months?|years?"
    r"|hours?|hrs?|h|minutes?|mins?)"
)


def named(word: str, names: Sequence[str]) -> int | None:
    """Where a name stands that the word is, or is the beginning of (three letters at least)."""
    if len(word) < 3:
        return None
    word = "wed" if word == "weds" else word  # as `tues` and `thurs`, which are beginnings
    found = [index for index, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def in_calendar(day: int) -> int | Problem:
    """The day, if a calendar has it."""
    return day if 1 <= day <= ir.LAST_DATE else Problem("that day is beyond the calendar")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """So many working days on (or back); which day that is hangs on who works when."""

    count: int


def moved(today: int, count: int, unit: str) -> int | Problem | WorkingDays:
    """The day that many units on (or back, where `count` is negative)."""
    if unit.startswith(("working", "business", "workday")):
        return WorkingDays(count)
    if unit.startswith(("h", "min")):  # whole days of them: what is due in an hour is due today
        hours = abs(count) if unit.startswith("h") else abs(count) // 60
        return in_calendar(today + (hours // 24 if count > 0 else -(hours // 24)))
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


def working_days_away(today: int, count: int, calendar: ir.Calendar | None = None) -> int | Problem:
    """That many days of work on, by a calendar or from Monday to Friday; from a closed day, from the one behind us."""
    if abs(count) > ir.LAST_DATE:
        return in_calendar(-1)
    calendar = calendar or ir.MONDAY_TO_FRIDAY
    step = 1 if count >= 0 else -1
    day, left = today, abs(count)
    if not calendar.has_years and left:
        weeks, left = divmod(left - 1, 7 - len(calendar.weekend))  # whole weeks are all alike
        day, left = day + 7 * weeks * step, left + 1
    while left:
        day += step
        if not calendar.first <= day <= calendar.last:
            if not calendar.has_years:
                return in_calendar(day)
            return Problem(f"who works when is known for {calendar.years} only: say the day itself")
        left -= ir.is_worked(calendar, day)
    return in_calendar(day)


def _months_away(today: int, months: int) -> int | Problem:
    """The same day of another month, or its last day where it is shorter."""
    start = date.fromordinal(today)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return in_calendar(-1)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()
