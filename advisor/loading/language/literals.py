"""Numbers, lengths of time and days as they are written, within their bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction

from advisor import ir
from advisor.diagnostics.suggestions import quoted
from advisor.loading.language import tree
from advisor.loading.language.names import Context

_MOST_DECIMALS = 6
TYPES_OF_UNITS = {
    tree.Unit.DAYS: ir.DURATION,
    tree.Unit.WEEKS: ir.DURATION,
    tree.Unit.WORKING_DAYS: ir.WORKING_DAYS,
    tree.Unit.MONTHS: ir.PERIOD,
    tree.Unit.YEARS: ir.PERIOD,
}
_SMALLER = {  # unit -> how many of what values count in
    tree.Unit.DAYS: (1, "day"),
    tree.Unit.WEEKS: (7, "day"),
    tree.Unit.WORKING_DAYS: (1, "working day"),
    tree.Unit.MONTHS: (1, "month"),
    tree.Unit.YEARS: (ir.YEAR, "month"),
}


def read_number(raw: tree.RawNumber, context: Context) -> ir.Literal | None:
    """A number, a duration, a count of working days or a period, within its bounds."""
    written = context.quoted(raw)
    whole, _, decimals = raw.digits.partition(".")
    if re.fullmatch("0[0-9]+", whole):
        message = f"{written} begins with a zero"
        help = "write `1000` for a thousand, without a comma, and `7` instead of `007`"
        context.report("ADV207", raw, message, help)
        return None
    sign = -1 if raw.is_negative else 1
    span = context.span(raw)
    if raw.unit is None:
        if len(decimals) > _MOST_DECIMALS:
            context.report(
                "ADV207", raw, f"{written} has more than {_MOST_DECIMALS} decimals", "round it"
            )
            return None
        if len(whole) > len(str(ir.NUMBER_LIMIT // ir.MILLION)) - 1:
            context.report(
                "ADV207", raw, f"{written} is too large", "numbers lie below 1000000000000"
            )
            return None
        millionths = int(whole) * ir.MILLION + int(decimals.ljust(_MOST_DECIMALS, "0"))
        return ir.Literal(sign * millionths, ir.NUMBER, span)
    size, smaller = _SMALLER[raw.unit]
    type_ = TYPES_OF_UNITS[raw.unit]
    if decimals.strip("0"):
        exact = Fraction(raw.digits) * size
        near = [exact.numerator] if exact.denominator == 1 else [int(exact), int(exact) + 1]
        help = f"write {' or '.join(f'`{ir.counted(sign * n, smaller)}`' for n in near)}"
        what = raw.unit.value if type_ is ir.PERIOD else "days"
        context.report("ADV207", raw, f"{written} is not a whole number of {what}", help)
        return None
    count = 10**9 if len(whole) > 9 else int(whole) * size
    longest = ir.BOUNDS[type_.kind][1]
    if count > longest:
        what, unit = ("period", "months") if type_ is ir.PERIOD else ("duration", "days")
        context.report(
            "ADV207", raw, f"{written} is too long", f"the longest {what} is `{longest} {unit}`"
        )
        return None
    return ir.Literal(sign * count, type_, span)


def read_date(raw: tree.RawDate, context: Context) -> ir.Literal | None:
    """A day of the calendar."""
    year, month, day = (int(part) for part in raw.text.split("-"))
    try:
        ordinal = date(year, month, day).toordinal()
    except ValueError:
        help = "write year, month and day, such as `2026-11-22`"
        if year and 1 <= month <= 12:
            name = ir.MONTHS[month - 1]
            help = f"{name} {year} has {monthrange(year, month)[1]} days"
        elif year:
            help = "months go from 01 to 12: write year, month and day, such as `2026-11-22`"
        context.report("ADV208", raw, f"{quoted(raw.text)} is not in the calendar", help)
        return None
    return ir.Literal(ordinal, ir.DATE, context.span(raw))
