"""Calendars in words: what one holds, and on which day something will be read."""

from __future__ import annotations

from advisor.ir.calendars import MONDAY_TO_FRIDAY, Calendar, is_worked, next_worked
from advisor.ir.types import counted
from advisor.rendering.words import weekday_words

_GUESSED = "estimated"  # the library says so of feasts that hang on the moon


def calendar_words(calendar: Calendar) -> str:
    """What `check` says of a calendar: for which years it is, who filled it, and with how much."""
    words = f"calendar {calendar.name}: {calendar.years}"
    if calendar.filled_by is not None:
        words += f", filled by {calendar.filled_by} ({calendar.filled_from})"
    words += f", {counted(len(calendar.closed), 'closed day')} beside weekends"
    if calendar.open:
        words += f", {counted(len(calendar.open), 'day')} of weekends worked"
    guessed = sum(_GUESSED in calendar.names.get(day, "") for day in calendar.closed)
    if guessed:
        words += f"; {guessed} of them only {_GUESSED}: correct them under `closed` and `open`"
    return words


def read_on_words(calendar: Calendar | None, today: int) -> str:
    """On a day on which nobody works: `What you send today (Christmas Day) will be read on Tue 29 Dec.`; else empty."""
    calendar = calendar or MONDAY_TO_FRIDAY
    day = next_worked(calendar, today)
    if day is None or day == today:
        return ""
    name = calendar.names.get(today)
    today_words = f"today ({name})" if name else "today"
    return f"What you send {today_words} will be read on {weekday_words(day, today)}."


def closed_words(calendar: Calendar, start: int, end: int) -> str:
    """The closed days between two, both counted in: `Fri 25 Dec (Christmas Day) and Mon 28 Dec`; empty without any."""
    days = [day for day in calendar.closed if start <= day <= end and not is_worked(calendar, day)]
    words = [
        weekday_words(day, start) + (f" ({name})" if (name := calendar.names.get(day)) else "")
        for day in days
    ]
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
