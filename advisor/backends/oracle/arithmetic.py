"""What the oracle calculates with given values: dates, spans of time, numbers in millionths.

Exact: whole numbers only, and every bound checked. Units: dates are ordinals; numbers are millionths.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from advisor import ir

Calculation = Callable[[int, int], int | None]


class OutOfRange(Exception):  # never leaves the oracle: it becomes a DecisionError
    """A value that the language cannot hold, or that a calendar does not know."""


def bounded(value: int, kind: ir.Kind) -> int:
    """The value itself. Units: those of its kind, as in `ir.BOUNDS`.

    Raises: OutOfRange, where its kind cannot hold it.
    """
    lowest, highest = ir.BOUNDS[kind]
    if not lowest <= value <= highest:
        raise OutOfRange
    return value


def add_working_days(day: int, count: int) -> int:
    """The `count`-th Monday-to-Friday day strictly after `day` (before it, for a negative count).

    A count of 0 gives the day itself, or the Monday after it.
    """
    weekday = (day - 1) % 7  # 0001-01-01, ordinal 1, is a Monday
    if count == 0:
        return day if weekday < 5 else day + 7 - weekday
    weeks, rest = divmod(abs(count), 5)
    if count > 0:
        if weekday > 4:  # count from the Friday before
            day, weekday = day - (weekday - 4), 4
        return day + 7 * weeks + (rest if weekday + rest <= 4 else rest + 2)
    if weekday > 4:  # count back from the Monday after
        day, weekday = day + (7 - weekday), 0
    return day - 7 * weeks - (rest if weekday - rest >= 0 else rest + 2)


def add_days_of(calendar: ir.Calendar, day: int, count: int) -> int:
    """The `count`-th day of work by a calendar strictly after `day` (before it, for a negative count).

    A count of 0 gives the day itself, or the next one on which people work.
    """
    # By a calendar that closes on 25 and 28 Dec 2026 (Friday, Monday), two days after Thursday 24:
    # 25 closed, 26 and 27 weekend, 28 closed, 29 the first, 30 the second.
    if is_day_of_work(calendar, day) and count == 0:
        return day
    step, left = (-1, -count) if count < 0 else (1, max(count, 1))
    if not calendar.closed and not calendar.open:
        weeks, left = divmod(left - 1, 7 - len(calendar.weekend))  # whole weeks are all alike
        day, left = bounded(day + step * 7 * weeks, ir.Kind.DATE), left + 1
    while left > 0:
        day += step
        left -= is_day_of_work(calendar, day)
    return day


def is_day_of_work(calendar: ir.Calendar, day: int) -> bool:
    """Whether people work on a day. Units: an ordinal.

    Raises: OutOfRange, where the calendar does not know its year.
    """
    if not calendar.first <= day <= calendar.last:
        raise OutOfRange
    if (day - 1) % 7 in calendar.weekend:
        return day in calendar.open
    return day not in calendar.closed


def times_number(a: int, b: int) -> int:
    """The product of two numbers in millionths, rounded to a millionth, half to even."""
    whole, rest = divmod(a * b, ir.MILLION)
    if rest * 2 > ir.MILLION or (rest * 2 == ir.MILLION and whole % 2 == 1):
        whole += 1
    return whole


def scale_days(days: int, factor: int) -> int:
    """Days times a number in millionths, rounded to whole days, halves away from zero."""
    product = days * factor
    size = (abs(product) * 2 + ir.MILLION) // (2 * ir.MILLION)
    return size if product >= 0 else -size


def scale_whole(count: int, factor: int) -> int:
    """Working days or months times a whole number, which is in millionths.

    Raises: OutOfRange, where it is a fraction.
    """
    if factor % ir.MILLION:
        raise OutOfRange
    return count * (factor // ir.MILLION)


def over_number(a: int, b: int) -> int | None:
    """The quotient of two numbers in millionths, rounded to a millionth, half to even; None where b is 0."""
    if b == 0:
        return None
    if b < 0:
        a, b = -a, -b
    whole, rest = divmod(a * ir.MILLION, b)
    if rest * 2 > b or (rest * 2 == b and whole % 2 == 1):
        whole += 1
    return whole


def add_months(day: int, months: int) -> int:
    """The same day of the month so many months on; the last day of a month that is shorter.

    Units: ordinals. Raises: OutOfRange, beyond the years 1 to 9999.
    """
    at = date.fromordinal(day)
    year, month = divmod(at.year * ir.YEAR + at.month - 1 + months, ir.YEAR)  # month 0 is January
    if not date.min.year <= year <= date.max.year:
        raise OutOfRange
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(at.day, last)).toordinal()


def whole_months(first: int, last: int) -> int:
    """The most months that can be added to `first` without passing `last`; backwards the same, negative."""
    if last < first:
        return -whole_months(last, first)
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - begin.year) * ir.YEAR + end.month - begin.month
    return months if add_months(first, months) <= last else months - 1


def whole_years(first: int, last: int) -> int:
    """The same in years: as many as there are dozens of whole months."""
    months = whole_months(first, last)
    return months // ir.YEAR if months >= 0 else -(-months // ir.YEAR)


def rounded(function: ir.Builtin, number: int, digits: int) -> int:
    """A number in millionths, rounded to so many digits behind the point."""
    unit: int = 10 ** (6 - digits)
    if function is ir.Builtin.ROUND_DOWN:
        return number // unit * unit
    if function is ir.Builtin.ROUND_UP:
        return -(-number // unit) * unit
    size: int = (abs(number) * 2 + unit) // (2 * unit) * unit  # halves away from zero
    return size if number >= 0 else -size


def start_of_month(day: int) -> int:
    """The first day of its month."""
    return date.fromordinal(day).replace(day=1).toordinal()


def end_of_month(day: int) -> int:
    """The last day of its month."""
    at = date.fromordinal(day)
    return at.replace(day=monthrange(at.year, at.month)[1]).toordinal()


def builtin(call: ir.Call) -> Callable[..., ir.Value]:
    """What a function does to given values; the result is checked where it may be out of range."""
    match call.function:
        case ir.Builtin.ROUND | ir.Builtin.ROUND_UP | ir.Builtin.ROUND_DOWN as how:
            return lambda number, digits=0: bounded(
                rounded(how, number, digits // ir.MILLION), ir.Kind.NUMBER
            )
        case ir.Builtin.ABS:
            return abs
        case ir.Builtin.DAYS:
            return lambda days: days * ir.MILLION
        case ir.Builtin.WEEKDAY:
            return lambda day: ir.WEEKDAY.choices[date.fromordinal(day).weekday()]
        case ir.Builtin.START_OF_MONTH:
            return start_of_month
        case ir.Builtin.END_OF_MONTH:
            return end_of_month
        case ir.Builtin.YEARS:
            return lambda first, last: whole_years(first, last) * ir.MILLION
        case ir.Builtin.MONTHS:
            return lambda first, last: whole_months(first, last) * ir.MILLION


def calculation(op: ir.Operator, left: ir.Type, right: ir.Type, result: ir.Type) -> Calculation:
    """What an operator does to two given values of these types; the result is checked."""
    kind = result.kind
    if op is ir.Operator.OVER:
        return lambda a, b: None if (found := over_number(a, b)) is None else bounded(found, kind)
    if op is ir.Operator.TIMES:
        if left.kind is right.kind:
            return lambda a, b: bounded(times_number(a, b), kind)
        scale = scale_days if kind is ir.Kind.DURATION else scale_whole
        if left.kind is ir.Kind.NUMBER:
            return lambda a, b: bounded(scale(b, a), kind)
        return lambda a, b: bounded(scale(a, b), kind)
    sign = 1 if op is ir.Operator.PLUS else -1
    if right.kind is ir.Kind.WORKING_DAYS:
        return lambda a, b: bounded(add_working_days(a, sign * b), kind)
    if left.kind is ir.Kind.WORKING_DAYS:
        return lambda a, b: bounded(add_working_days(b, a), kind)
    if kind is ir.Kind.DATE and right.kind is ir.Kind.PERIOD:
        return lambda a, b: add_months(a, sign * b)
    if kind is ir.Kind.DATE and left.kind is ir.Kind.PERIOD:
        return lambda a, b: add_months(b, a)
    return lambda a, b: bounded(a + sign * b, kind)


def calculation_by_calendar(
    expression: ir.Arithmetic, by: ir.CountedBy
) -> Callable[[int, int, str | None], int | None]:
    """The same for a date and working days that are counted by the calendar of a name, None: by none."""
    plain = calculation(expression.op, expression.left.type, expression.right.type, expression.type)
    is_count_first = expression.left.type.kind is ir.Kind.WORKING_DAYS
    sign = -1 if expression.op is ir.Operator.MINUS else 1

    def counted(a: int, b: int, name: str | None) -> int | None:
        if name is None:
            return plain(a, b)
        day, count = (b, a) if is_count_first else (a, sign * b)
        return add_days_of(by.calendars[name], day, count)

    return counted
