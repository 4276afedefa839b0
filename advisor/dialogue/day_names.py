"""The names of months and weekdays, and the bounds of the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.dialogue.problems import Problem
from advisor.ir.types import LAST_DATE

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def named(word: str, names: Sequence[str]) -> int | None:
    """Where a name stands that the word is, or is the beginning of (three letters at least)."""
    if len(word) < 3:
        return None
    found = [index for index, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def in_calendar(day: int) -> int | Problem:
    return day if 1 <= day <= LAST_DATE else Problem("that day is beyond the calendar")
