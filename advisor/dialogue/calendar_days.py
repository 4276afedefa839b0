"""Days told by their place in the calendar: `20 nov`, `20.11.2026`, `the 20th`, `end of the month`."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date

from advisor.dialogue.day_names import MONTHS, in_calendar, named
from advisor.dialogue.problems import Problem, shown

_EDGE = re.compile(
    r"(end|beginning|start|first day|last day|first|last) of (?:the )?"
    r"(month|this month|next month|last month|year|this year|next year|last year|[a-z]+)( [0-9]{4})?"
)
_ISO = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[t ][0-9:.z]+)?")
_NUMERIC = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})(?:\2 ?([0-9]{4}|[0-9]{2})?)?")
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?([a-z]+)\.? ?([0-9]{4}|'?[0-9]{2})?"
)
_MONTH_DAY = re.compile(r"([a-z]+)\.? ?([0-9]{1,2})(?:st|nd|rd|th|\.)?(?: ([0-9]{4}|'[0-9]{2}))?")
_DAY_ONLY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")


def edge_of_period(said: str, today: int) -> int | Problem | None:
    found = _EDGE.fullmatch(said.replace("end of month", "end of the month"))
    if found is None:
        return None
    is_end = found[1] in {"end", "last day", "last"}
    now, what = date.fromordinal(today), found[2]
    step = {"next": 1, "last": -1}.get(what.split(" ")[0], 0)
    if what.endswith("month"):
        year, month = divmod(now.year * 12 + now.month - 1 + step, 12)
        month += 1
    elif what.endswith("year"):
        year, month = now.year + step, 12 if is_end else 1
    else:
        at = named(what, MONTHS)
        if at is None or (found[1] == "last" and step):
            return None
        month = at + 1
        if found[3] is None:
            return _nearest((_edge_of(y, month, is_end) for y in _years(now.year)), today)
        year = int(found[3])
    if not 1 <= year <= 9999:
        return in_calendar(-1)
    return _edge_of(year, month, is_end)


def _edge_of(year: int, month: int, is_end: bool) -> int:
    return date(year, month, monthrange(year, month)[1] if is_end else 1).toordinal()


def iso_day(said: str, _today: int) -> int | Problem | None:
    found = _ISO.fullmatch(said)
    if found is None:
        return None
    return _day_of(int(found[4]), int(found[3]), int(found[1]))


def numeric_day(said: str, today: int) -> int | Problem | None:
    found = _NUMERIC.fullmatch(said)
    if found is None:
        return None
    one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
    if mark != "." and one <= 12 and two <= 12 and one != two and one and two:
        return Problem(
            f"`{shown(said)}` may mean {one} {MONTHS[two - 1].capitalize()} or "
            f"{two} {MONTHS[one - 1].capitalize()}: say the month by its name"
        )
    day, month = (two, one) if mark != "." and one <= 12 < two else (one, two)
    if month > 12 or month < 1:
        return Problem(f"there is no month {month} in `{shown(said)}`")
    return _dated(day, month, year, today)


def day_of_month(said: str, today: int) -> int | Problem | None:
    for pattern, day_group, month_group in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        found = pattern.fullmatch(said)
        month = named(found[month_group], MONTHS) if found else None
        if found is not None and month is not None:
            return _dated(int(found[day_group]), month + 1, found[3], today)
    return None


def day_only(said: str, today: int) -> int | Problem | None:
    found = _DAY_ONLY.fullmatch(said)
    if found is None:
        return None
    day = int(found[1])
    if not 1 <= day <= 31:
        return Problem(f"no month has {day} days" if day else "the days of a month begin with 1")
    now = date.fromordinal(today)
    months = (divmod(now.year * 12 + now.month - 1 + step, 12) for step in range(-3, 4))
    days = (
        date(year, month + 1, day).toordinal()
        for year, month in months
        if 1 <= year <= 9999 and day <= monthrange(year, month + 1)[1]
    )
    return _nearest(days, today)


def _dated(day: int, month: int, year: str | None, today: int) -> int | Problem:
    """A day of a month in the year that was said, or in the nearest one that has the day."""
    now = date.fromordinal(today)
    if year is not None and len(year) == 4:
        return _day_of(day, month, int(year))
    if year is not None:
        short = int(year.lstrip("'"))
        years: Iterator[int] = (y for y in range(now.year - 60, now.year + 61) if y % 100 == short)
    else:
        years = _years(now.year)
    days = (_day_of(day, month, y) for y in years if 1 <= y <= 9999)
    return _nearest((d for d in days if isinstance(d, int)), today) or _no_such_day(day, month)


def _years(around: int) -> Iterator[int]:
    """Far enough for a 29 February."""
    return (year for year in range(around - 8, around + 9) if 1 <= year <= 9999)


def _nearest(days: Iterator[int], today: int) -> int | None:
    return min(days, key=lambda day: (abs(day - today), -day), default=None)


def _day_of(day: int, month: int, year: int) -> int | Problem:
    if not 1 <= year <= 9999:
        return Problem("years run from 1 to 9999")
    if not 1 <= month <= 12:
        return Problem(f"there is no month {month}")
    if not 1 <= day <= monthrange(year, month)[1]:
        return _no_such_day(day, month, year)
    return date(year, month, day).toordinal()


def _no_such_day(day: int, month: int, year: int | None = None) -> Problem:
    name = MONTHS[month - 1].capitalize()
    if month == 2 and day == 29 and year is not None and not isleap(year):
        return Problem(f"there is no 29 February in {year}: it has 28 days then")
    most = monthrange(2024, month)[1]
    at_most = "at most " if month == 2 else ""
    return Problem(f"there is no {day} {name}: it has {at_most}{most} days")
