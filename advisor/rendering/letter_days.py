"""Days and lengths of time in a letter, told from the day on which it is sent: `on Friday`, `ten days`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from advisor import ir

_RELATIVE = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_NEAR = 6  # days; a week from now, the name of the day would be that of today


@dataclass(frozen=True, slots=True, order=True)
class LetterDay:
    """A day in a letter that is sent on the day `sent`; both are ordinals.

    Written, it is the shortest name that cannot be mistaken: `yesterday`, `Friday`, `4 December`,
    `12 January 2027`.
    """

    ordinal: int
    sent: int = field(compare=False)

    def __str__(self) -> str:
        away = self.ordinal - self.sent
        if away in _RELATIVE:
            return _RELATIVE[away]
        if abs(away) <= _NEAR:
            return ir.WEEKDAYS[date.fromordinal(self.ordinal).weekday()]
        return self._date()

    def on(self) -> str:
        """`on Friday`, `on 4 December`; but `yesterday`, which takes no `on`."""
        return str(self) if self.ordinal - self.sent in _RELATIVE else f"on {self}"

    def in_full(self) -> str:
        """`Friday 4 December`, for a day that somebody has to keep to or to look up."""
        return f"{ir.WEEKDAYS[date.fromordinal(self.ordinal).weekday()]} {self._date()}"

    def days_ago(self) -> int:
        """How many days before the letter it is; less than 0 where it is still to come."""
        return self.sent - self.ordinal

    def _date(self) -> str:
        day = date.fromordinal(self.ordinal)
        words = f"{day.day} {ir.MONTHS[day.month - 1]}"
        is_this_year = day.year == date.fromordinal(self.sent).year
        return words if is_this_year else f"{words} {day.year}"


def letter_length(count: int, kind: ir.Kind) -> str:
    """A length of time: `a week`, `ten days`, `two weeks`, `three working days`, `six months`, `20 days`.

    Units: days, working days, or months for a period.
    """
    if kind is ir.Kind.PERIOD:
        is_years = count and count % ir.YEAR == 0
        return _counted(count // ir.YEAR, "year") if is_years else _counted(count, "month")
    if kind is ir.Kind.WORKING_DAYS:
        return _counted(count, "working day")
    if count and count % 7 == 0:
        return _counted(count // 7, "week")
    return _counted(count, "day")


def _counted(count: int, unit: str) -> str:
    if count == 1:
        return f"a {unit}"
    words = _NUMBERS[count - 1] if 1 < count <= len(_NUMBERS) else str(count)
    return f"{words} {unit}s"
