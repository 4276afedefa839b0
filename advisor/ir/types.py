"""The types of facts and expressions, and how their values are held in memory.

| kind | value in memory | bounds |
|---|---|---|
| yes-no | `bool` | |
| number | `int`, in millionths | magnitude below 10^12, so below 10^18 millionths |
| date | `int`, the proleptic Gregorian ordinal (0001-01-01 is 1) | 1 to 3,652,059 |
| duration | `int`, whole days | -3,652,058 to 3,652,058 |
| working days | `int`, how many | -3,652,058 to 3,652,058 |
| period | `int`, whole months; a year is 12 of them | -119,987 to 119,987 |
| choice | `str`, the name of the choice | |
| text | `str` | |

`None` is a value that is not given.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import Enum
from typing import TypeAlias

from advisor.diagnostics.fast_dataclass import dataclass

Value: TypeAlias = bool | int | str

MILLION = 1_000_000
NUMBER_LIMIT = 10**18  # millionths; exclusive
FIRST_DATE = 1  # 0001-01-01
LAST_DATE = 3_652_059  # 9999-12-31
LONGEST = LAST_DATE - 1  # of a duration and of working days
YEAR = 12  # months
LONGEST_PERIOD = 9_999 * YEAR - 1  # months; from January of year 1 to December of year 9999


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def iso_date(ordinal: int) -> str:
    """`2026-11-20`, as files write it."""
    return date.fromordinal(ordinal).isoformat()


def number_words(millionths: int) -> str:
    """A number as a plain decimal without trailing zeros."""
    whole, rest = divmod(abs(millionths), MILLION)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")


def counted(count: int, noun: str) -> str:
    """`1 day`, `-1 day`, `2 days`, `0 days`."""
    return f"{count} {noun}" if abs(count) == 1 else f"{count} {noun}s"


def counted_many(count: int, noun: str) -> str:
    """`1 situation`, `25,000 situations`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def period_words(months: int) -> str:
    """`6 months`, `1 month`; whole years as `18 years`."""
    if months and months % YEAR == 0:
        return counted(months // YEAR, "year")
    return counted(months, "month")


class Kind(Enum):
    """What sort of value something is."""

    YES_NO = "yes-no"
    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    WORKING_DAYS = "working days"
    PERIOD = "period"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind and, for a choice, its names in the order written; `is_ordered` means best first.

    `also` are other spellings in which values come, each with the choice that it stands for. `of` is the
    (entity, fact) whose choices these are.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    is_ordered: bool = False
    also: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    of: tuple[str, str] | None = field(default=None, compare=False, repr=False)


YES_NO = Type(Kind.YES_NO)
NUMBER = Type(Kind.NUMBER)
DATE = Type(Kind.DATE)
DURATION = Type(Kind.DURATION)
WORKING_DAYS = Type(Kind.WORKING_DAYS)
PERIOD = Type(Kind.PERIOD)
TEXT = Type(Kind.TEXT)
WEEKDAY = Type(Kind.CHOICE, tuple(day.lower() for day in WEEKDAYS), is_ordered=True)

# The type of what is declared wrongly: a choice of nothing, which no declaration gives; there is only
# this one. It goes with every type, and nothing is said about what has it; no pack that can be used
# holds it.
ERROR = Type(Kind.CHOICE)

LENGTHS = (Kind.DURATION, Kind.WORKING_DAYS, Kind.PERIOD)  # of time
# What `<` compares; choices have `is better than`.
ORDERED = (Kind.NUMBER, Kind.DATE, Kind.DURATION, Kind.PERIOD)

BOUNDS: dict[Kind, tuple[int, int]] = {  # lowest and highest, both allowed
    Kind.NUMBER: (1 - NUMBER_LIMIT, NUMBER_LIMIT - 1),
    Kind.DATE: (FIRST_DATE, LAST_DATE),
    Kind.DURATION: (-LONGEST, LONGEST),
    Kind.WORKING_DAYS: (-LONGEST, LONGEST),
    Kind.PERIOD: (-LONGEST_PERIOD, LONGEST_PERIOD),
}

_PHRASES: dict[Kind, str] = {  # as messages call values of a kind
    Kind.YES_NO: "a yes-no value",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.DURATION: "a duration",
    Kind.WORKING_DAYS: "a number of working days",
    Kind.PERIOD: "a period",
    Kind.CHOICE: "a choice",
    Kind.TEXT: "text",
}


def kind_words(type_: Type) -> str:
    """A kind with its article, as messages say it."""
    return _PHRASES[type_.kind]
