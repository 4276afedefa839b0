"""What is written out: numbers, durations, dates, text, yes and no."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from fractions import Fraction

from advisor.ir.expressions import Literal
from advisor.ir.types import (
    DATE,
    DURATION,
    LONGEST,
    MILLION,
    NUMBER,
    NUMBER_LIMIT,
    TEXT,
    WORKING_DAYS,
    YES_NO,
)
from advisor.loading.expressions.raw import RawDate, RawNumber, RawText, RawYesNo, Unit
from advisor.loading.expressions.scopes import Context
from advisor.loading.expressions.words import quoted

_MOST_DECIMALS = 6
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def read_number(raw: RawNumber, context: Context) -> Literal | None:
    """A number, a duration or a count of working days, within its bounds."""
    written = quoted(context.text(raw))
    whole, _, decimals = raw.digits.partition(".")
    if re.fullmatch("0[0-9]+", whole):
        message = f"{written} begins with a zero"
        remedy = "write `1000` for a thousand, without a comma, and `7` instead of `007`"
        context.report("ADV207", raw, message, remedy)
        return None
    sign = -1 if raw.is_negative else 1
    span = context.span(raw)
    if raw.unit is None:
        if len(decimals) > _MOST_DECIMALS:
            context.report(
                "ADV207", raw, f"{written} has more than {_MOST_DECIMALS} decimals", "round it"
            )
            return None
        if len(whole) > len(str(NUMBER_LIMIT // MILLION)) - 1:
            context.report(
                "ADV207", raw, f"{written} is too large", "numbers lie below 1000000000000"
            )
            return None
        millionths = int(whole) * MILLION + int(decimals.ljust(_MOST_DECIMALS, "0"))
        return Literal(sign * millionths, NUMBER, span)
    if decimals.strip("0"):
        lower = int(Fraction(raw.digits) * (7 if raw.unit is Unit.WEEKS else 1))
        unit = "working day" if raw.unit is Unit.WORKING_DAYS else "day"
        near = [f"`{sign * n} {unit}{'' if n == 1 else 's'}`" for n in (lower, lower + 1)]
        remedy = f"write {' or '.join(near)}"
        context.report("ADV207", raw, f"{written} is not a whole number of days", remedy)
        return None
    days = 10**9 if len(whole) > 9 else int(whole) * (7 if raw.unit is Unit.WEEKS else 1)
    if days > LONGEST:
        context.report(
            "ADV207", raw, f"{written} is too long", f"the longest duration is `{LONGEST} days`"
        )
        return None
    return Literal(sign * days, WORKING_DAYS if raw.unit is Unit.WORKING_DAYS else DURATION, span)


def read_date(raw: RawDate, context: Context) -> Literal | None:
    """A day of the calendar."""
    year, month, day = (int(part) for part in raw.text.split("-"))
    try:
        ordinal = datetime.date(year, month, day).toordinal()
    except ValueError:
        remedy = "write year, month and day, such as `2026-11-22`"
        if year and 1 <= month <= 12:
            name = _MONTHS[month - 1]
            remedy = f"{name} {year} has {monthrange(year, month)[1]} days"
        elif year:
            remedy = "months go from 01 to 12: write year, month and day, such as `2026-11-22`"
        context.report("ADV208", raw, f"{quoted(raw.text)} is not in the calendar", remedy)
        return None
    return Literal(ordinal, DATE, context.span(raw))


def read_text(raw: RawText, context: Context) -> Literal:
    """Text as it stands."""
    return Literal(raw.text, TEXT, context.span(raw))


def read_yes_no(raw: RawYesNo, context: Context) -> Literal:
    """Yes or no."""
    return Literal(raw.value, YES_NO, context.span(raw))
