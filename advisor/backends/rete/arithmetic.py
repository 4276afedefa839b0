"""Arithmetic of the network's engine: on whole millionths, ordinals and days, exact; nothing is a float."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from advisor import ir

DAYS_IN_WEEK = 7
WORKING_DAYS_IN_WEEK = 5
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_MONTH = 9_999 * ir.YEAR + 11  # December of the last year; January of year 0 is month 0


class OutOfRangeError(Exception):
    """A value that its type cannot hold; the situation then gets no advice."""


def within_bounds(value: int, kind: ir.Kind) -> int:
    """The value itself.

    Raises: OutOfRangeError, where the kind cannot hold it.
    """
    lowest, highest = ir.BOUNDS[kind]
    if lowest <= value <= highest:
        return value
    raise OutOfRangeError


def half_to_even(numerator: int, denominator: int) -> int:
    """The nearest whole number to a fraction; a half goes to the even neighbour."""
    whole, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1):
        return whole + 1
    return whole


def half_away_from_zero(numerator: int, denominator: int) -> int:
    """The nearest whole number to a fraction; a half goes to the neighbour further from zero."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def add_working_days(day: int, count: int) -> int:
    """The `count`-th Monday-to-Friday day strictly after an ordinal (before it, where negative).

    With a count of 0 it is the day itself, or the Monday after it. Not checked for bounds.
    """
    weekday = (day - 1) % DAYS_IN_WEEK  # ordinal 1 is a Monday; Monday is 0
    if weekday >= WORKING_DAYS_IN_WEEK:
        # Counting on starts from the Friday before a weekend, counting back from the Monday after.
        day += WORKING_DAYS_IN_WEEK - 1 - weekday if count > 0 else DAYS_IN_WEEK - weekday
        weekday = (day - 1) % DAYS_IN_WEEK
    weeks, left = divmod(weekday + count, WORKING_DAYS_IN_WEEK)
    return day - weekday + weeks * DAYS_IN_WEEK + left


class DaysOfWork:
    """The days of work of a calendar, numbered in their order, so that adding some is adding to a number."""

    def __init__(self, calendar: ir.Calendar) -> None:
        self._calendar = calendar
        # Of a calendar with closed days, the days themselves; else the weekdays, which come again each week.
        self._weekdays = [n for n in range(DAYS_IN_WEEK) if n not in calendar.weekend]
        self._days: list[int] = []
        if calendar.has_years:
            out, within = frozenset(calendar.closed), frozenset(calendar.open)
            self._days = [
                day
                for day in range(calendar.first, calendar.last + 1)
                if day in within or ((day - 1) % DAYS_IN_WEEK in self._weekdays and day not in out)
            ]

    def add(self, day: int, count: int) -> int:
        """The `count`-th of them strictly after an ordinal (before it, where negative).

        With a count of 0 it is the day itself, or the next of them.
        Raises: OutOfRangeError, where the calendar does not know of the day, or of the one that is meant.
        """
        calendar = self._calendar
        if calendar.first <= day <= calendar.last:
            # Of the days numbered 0, 1, 2, 3 with the day on or behind number 1: two on is number 3.
            number = self._before(day + 1) + count - 1 if count > 0 else self._before(day) + count
            if not calendar.has_years:
                return within_bounds(self._numbered(number), ir.Kind.DATE)
            if 0 <= number < len(self._days):
                return self._days[number]
        raise OutOfRangeError

    def _before(self, day: int) -> int:
        """How many of them lie before a day: the number of the first that does not."""
        if self._calendar.has_years:
            return bisect_left(self._days, day)
        weeks, weekday = divmod(day - 1, DAYS_IN_WEEK)
        return weeks * len(self._weekdays) + bisect_left(self._weekdays, weekday)

    def _numbered(self, number: int) -> int:
        weeks, rest = divmod(number, len(self._weekdays))
        return 1 + weeks * DAYS_IN_WEEK + self._weekdays[rest]


@lru_cache(maxsize=256)
def days_of_work_of(calendar: ir.Calendar) -> DaysOfWork:
    """Made once for all expressions."""
    return DaysOfWork(calendar)


def whole_number(millionths: int) -> int:
    """The number without its fraction.

    Raises: OutOfRangeError, where it has one.
    """
    whole, fraction = divmod(millionths, ir.MILLION)
    if fraction:
        raise OutOfRangeError
    return whole


def month_of(day: int) -> tuple[int, int]:
    """The month of an ordinal, counted from January of year 0, and the day in it, from 0."""
    # Years begin in March here, so that the leap day is the last of its year; four centuries always
    # have 146097 days (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    era, of_era = divmod(day + 305, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    since_march = (5 * of_year + 2) // 153
    return (era * 400 + year) * ir.YEAR + since_march + 2, of_year - (153 * since_march + 2) // 5


def length_of_month(month: int) -> int:
    """How many days a month has, counted as `month_of` does."""
    year, of_year = divmod(month, ir.YEAR)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if of_year == 1 and is_leap else MONTH_LENGTHS[of_year]


def first_of_month(month: int) -> int:
    """The ordinal of its first day."""
    year, since_march = divmod(month - 2, ir.YEAR)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * since_march + 2) // 5 - 305


def add_months(day: int, months: int) -> int:
    """The same day of the month so many months on, or the last day of a shorter month.

    Raises: OutOfRangeError, where the calendar does not go so far.
    """
    month, of_month = month_of(day)
    month += months
    if not ir.YEAR <= month <= _LAST_MONTH:
        raise OutOfRangeError
    return first_of_month(month) + min(of_month, length_of_month(month) - 1)


def months_between(first: int, last: int) -> int:
    """The whole months from one day to another; a month that is not over does not count."""
    if first > last:
        return -months_between(last, first)
    (month, day), (to_month, to_day) = month_of(first), month_of(last)
    # From 31 Jan to 28 Feb it is a month: the 31st of February is its last day.
    is_over = to_day >= day or to_day == length_of_month(to_month) - 1
    return to_month - month - (not is_over)


def round_to(function: ir.Builtin, number: int, digits: int) -> int:
    """A number to so many digits behind the point.

    Raises: OutOfRangeError.
    """
    unit = 10 ** (len(str(ir.MILLION)) - 1 - digits)
    match function:
        case ir.Builtin.ROUND_UP:
            steps = -((-number) // unit)
        case ir.Builtin.ROUND_DOWN:
            steps = number // unit
        case _:
            steps = half_away_from_zero(number, unit)
    return within_bounds(steps * unit, ir.Kind.NUMBER)


def calculate(
    op: ir.Operator, left: int, left_kind: ir.Kind, right: int, right_kind: ir.Kind
) -> int | None:
    """`left op right`, in the unit of the kind that results; None for a division by 0.

    Raises: OutOfRangeError.
    """
    kinds = (left_kind, right_kind)
    if op is ir.Operator.TIMES:
        return _multiply(left, left_kind, right, right_kind)
    if op is ir.Operator.OVER:
        if right < 0:
            left, right = -left, -right
        return (
            None
            if right == 0
            else within_bounds(half_to_even(left * ir.MILLION, right), ir.Kind.NUMBER)
        )
    sign = 1 if op is ir.Operator.PLUS else -1
    if kinds == (ir.Kind.DATE, ir.Kind.PERIOD):
        return add_months(left, sign * right)
    if kinds == (ir.Kind.PERIOD, ir.Kind.DATE):
        return add_months(right, left)
    if right_kind is ir.Kind.WORKING_DAYS:
        return within_bounds(add_working_days(left, sign * right), ir.Kind.DATE)
    if left_kind is ir.Kind.WORKING_DAYS:
        return within_bounds(add_working_days(right, left), ir.Kind.DATE)
    if kinds == (ir.Kind.DATE, ir.Kind.DATE):
        return within_bounds(left - right, ir.Kind.DURATION)
    result = ir.Kind.DATE if ir.Kind.DATE in kinds else left_kind
    return within_bounds(left + sign * right, result)


def _multiply(left: int, left_kind: ir.Kind, right: int, right_kind: ir.Kind) -> int:
    if left_kind is ir.Kind.NUMBER and right_kind is not ir.Kind.NUMBER:
        left, left_kind, right = right, right_kind, left
    match left_kind:
        case ir.Kind.DURATION:
            return within_bounds(half_away_from_zero(left * right, ir.MILLION), ir.Kind.DURATION)
        case ir.Kind.WORKING_DAYS:
            return within_bounds(left * whole_number(right), ir.Kind.WORKING_DAYS)
        case ir.Kind.PERIOD:
            return within_bounds(left * whole_number(right), ir.Kind.PERIOD)
        case _:
            return within_bounds(half_to_even(left * right, ir.MILLION), ir.Kind.NUMBER)


def call(function: ir.Builtin, values: list[ir.Value | None]) -> ir.Value | None:
    """A function of single values; None where one of them is not given. Units: as values are held."""
    given = [int(value) for value in values if value is not None]
    if len(given) < len(values):
        return None
    first, *more = given
    match function:
        case ir.Builtin.ROUND | ir.Builtin.ROUND_UP | ir.Builtin.ROUND_DOWN:
            return round_to(function, first, more[0] // ir.MILLION if more else 0)
        case ir.Builtin.ABS:
            return -first if first < 0 else first
        case ir.Builtin.DAYS:
            return first * ir.MILLION
        case ir.Builtin.WEEKDAY:
            return ir.WEEKDAY.choices[(first - 1) % DAYS_IN_WEEK]
        case ir.Builtin.START_OF_MONTH:
            return first - month_of(first)[1]
        case ir.Builtin.END_OF_MONTH:
            month, of_month = month_of(first)
            return first - of_month + length_of_month(month) - 1
        case ir.Builtin.YEARS:
            months = months_between(first, more[0])
            return (months // ir.YEAR if months >= 0 else -(-months // ir.YEAR)) * ir.MILLION
        case ir.Builtin.MONTHS:
            return months_between(first, more[0]) * ir.MILLION
