"""Calendars of a pack: on which days people work, in the years for which that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.types import LAST_DATE, iso_date

WEEKEND = (5, 6)  # Saturday and Sunday; Monday is 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """On a day of `weekend` nobody works, unless it is `open`; on others all do, unless it is `closed`.

    Shape: days are ordinals, ascending; `closed` holds none of a weekend, `open` only such. Nothing is known of days
    before `first` and after `last`; without `closed` and `open`, these are the ends of all dates. `names` says what
    is on a closed or open day, where somebody said it. `filled_by` is the library and its version: `holidays 0.109`.
    """

    name: str
    weekend: tuple[int, ...] = WEEKEND
    closed: tuple[int, ...] = ()
    open: tuple[int, ...] = ()
    first: int = 1
    last: int = LAST_DATE
    names: Mapping[int, str] = field(default_factory=dict, compare=False, repr=False)
    filled_by: str | None = None
    filled_from: str | None = None  # `GB, ENG`
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def has_years(self) -> bool:
        """Whether it is known for some years only."""
        return (self.first, self.last) != (1, LAST_DATE)

    @property
    def years(self) -> str:
        """`2020 to 2035`, or `2026`."""
        first, last = iso_date(self.first)[:4], iso_date(self.last)[:4]
        return first if first == last else f"{first} to {last}"


def is_worked(calendar: Calendar, day: int) -> bool:
    """Whether people work on a day, of which the calendar knows; for what is shown, engines find out for themselves."""
    if (day - 1) % 7 in calendar.weekend:
        return day in calendar.open
    return day not in calendar.closed


def next_worked(calendar: Calendar, day: int) -> int | None:
    """The day itself, or the next one on which people work; None where the calendar does not know."""
    while calendar.first <= day <= calendar.last:
        if is_worked(calendar, day):
            return day
        day += 1
    return None


MONDAY_TO_FRIDAY = Calendar("")
