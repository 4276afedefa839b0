"""Calendars in words: what one holds, and on which day something will be read."""

from __future__ import annotations

from collections.abc import Sequence

from advisor import ir
from advisor.rendering.words import and_words, weekday_words

_MOST_TOLD = 4
_GUESSED = "estimated"  # the library says so of feasts that hang on the moon


def calendar_words(calendar: ir.Calendar) -> str:
    """What `check` says of a calendar: for which years it is, who filled it, and with how much."""
    words = f"calendar {calendar.name}: {calendar.years}"
    if calendar.filled_by is not None:
        words += f", filled by {calendar.filled_by} ({calendar.filled_from})"
    words += f", {ir.counted(len(calendar.closed), 'closed day')} beside weekends"
    if calendar.open:
        words += f", {ir.counted(len(calendar.open), 'day')} of weekends worked"
    guessed = sum(_GUESSED in calendar.names.get(day, "") for day in calendar.closed)
    if guessed:
        words += f"; {guessed} of them only {_GUESSED}: correct them under `closed` and `open`"
    return words


def read_on_words(calendar: ir.Calendar | None, today: int) -> str:
    """On a day on which nobody works: `What you send today (Christmas Day) will be read on Tue 29 Dec.`; else empty."""
    calendar = calendar or ir.MONDAY_TO_FRIDAY
    day = ir.next_worked(calendar, today)
    if day is None or day == today:
        return ""
    name = calendar.names.get(today)
    today_words = f"today ({name})" if name else "today"
    return f"What you send {today_words} will be read on {weekday_words(day, today)}."


def years_words(decision: ir.Decision) -> str:
    """For which years the calendar is known, where a value was out of range; else empty."""
    calendar, error = decision.calendar, decision.error
    if error is None or error.kind != "range" or calendar is None or not calendar.has_years:
        return ""
    return f"Who works when is known for {calendar.years} (calendar {calendar.name}): days outside are out of range."


def closed_words(calendar: ir.Calendar | None, days: Sequence[int], today: int) -> str:
    """`No working days: Fri 25 Dec (Christmas Day) and Mon 28 Dec.`: what a date has passed over; empty without any."""
    if calendar is None or not days:
        return ""
    told = [
        weekday_words(day, today) + (f" ({name})" if (name := calendar.names.get(day)) else "")
        for day in days[:_MOST_TOLD]
    ]
    if len(days) > _MOST_TOLD:
        told.append(f"{len(days) - _MOST_TOLD} more")
    return f"No working days: {and_words(told)}."
