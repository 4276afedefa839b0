"""Values and days as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor.ir.types import MILLION, Kind, Type, Value

NOT_GIVEN = "not given"


def words_of(value: Value | None, type: Type, words: Mapping[str, str]) -> str:
    """A value as a person says it: `20 Nov 2026`, `yes`, `2 weeks`, `3 working days`, `1.5`.

    Shape: `words` are those of the choices of the fact; a choice without words is shown by its name.
    """
    if value is None:
        return NOT_GIVEN
    match type.kind, value:
        case Kind.YES_NO, _:
            return "yes" if value else "no"
        case Kind.NUMBER, int():
            return number_words(value)
        case Kind.DATE, int():
            return date_words(value)
        case Kind.DURATION, int():
            return duration_words(value)
        case Kind.WORKING_DAYS, int():
            return _counted(value, "working day")
        case Kind.CHOICE, str():
            return words.get(value, value.replace("_", " "))
        case _:
            return str(value)


def written(value: Value | None, type: Type) -> str:
    """A value as a situation file writes it: `2026-11-20`, `5 days`, the name of a choice."""
    if value is None:
        return "none"
    match type.kind, value:
        case Kind.DATE, int():
            return iso_date(value)
        case Kind.CHOICE, str():
            return value
        case _:
            return words_of(value, type, {})


def number_words(millionths: int) -> str:
    """A number as a plain decimal without trailing zeros."""
    whole, rest = divmod(abs(millionths), MILLION)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")


def duration_words(days: int) -> str:
    """`5 days`, `1 day`; whole weeks as `2 weeks`."""
    if days and days % 7 == 0:
        return _counted(days // 7, "week")
    return _counted(days, "day")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if abs(count) == 1 else f"{count} {unit}s"


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
