"""Values and days as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor.ir.types import MONTHS, WEEKDAYS, Kind, Type, Value, counted, iso_date, number_words

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
            return counted(value, "working day")
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


def duration_words(days: int) -> str:
    """`5 days`, `1 day`; whole weeks as `2 weeks`."""
    if days and days % 7 == 0:
        return counted(days // 7, "week")
    return counted(days, "day")


def date_words(ordinal: int) -> str:
    """`20 Nov 2026`."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def weekday_words(ordinal: int, today: int | None = None) -> str:
    """`Fri 20 Nov 2026`; without the year where it is the year of `today`."""
    day = date.fromordinal(ordinal)
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
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
