"""Dates in words. English, and the same on every machine: no locale takes part."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def date_words(ordinal: int) -> str:
    """`20 Nov 2026`."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def iso_date(ordinal: int) -> str:
    """`2026-11-20`, as files write it."""
    return date.fromordinal(ordinal).isoformat()


def weekday_words(ordinal: int, today: int | None = None) -> str:
    """`Fri 20 Nov 2026`; without the year where it is the year of `today`."""
    day = date.fromordinal(ordinal)
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    if today is not None and date.fromordinal(today).year == day.year:
        return words
    return f"{words} {day.year}"


def distance_words(ordinal: int, today: int) -> str:
    """How far off a day is: `today`, `tomorrow`, `yesterday`, `in 5 days`, `2 days ago`."""
    match ordinal - today:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case days if days > 0:
            return f"in {days} days"
        case days:
            return f"{-days} days ago"


def relative_date(ordinal: int, today: int) -> str:
    """`today`, `tomorrow, Tue 24 Nov`, `in 5 days, Fri 27 Nov`, `2 days ago, Fri 20 Nov`."""
    distance = distance_words(ordinal, today)
    return distance if ordinal == today else f"{distance}, {weekday_words(ordinal, today)}"
