"""Exact arithmetic on values in memory: whole millionths, ordinals and days; nothing is a float."""

from __future__ import annotations

from advisor.ir.expressions import Operator
from advisor.ir.types import BOUNDS, MILLION, Kind

DAYS_IN_WEEK = 7
WORKING_DAYS_IN_WEEK = 5


class OutOfRangeError(Exception):
    """A value that its type cannot hold; the situation then gets no advice."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


WHAT_IS_OUT = {
    Kind.NUMBER: "a number of a million millions or more",
    Kind.DATE: "a date before 1 Jan 0001 or after 31 Dec 9999",
    Kind.DURATION: "more than 3652058 days",
    Kind.WORKING_DAYS: "more than 3652058 working days",
}


def within_bounds(value: int, kind: Kind) -> int:
    """The value itself.

    Raises: OutOfRangeError, where the kind cannot hold it.
    """
    lowest, highest = BOUNDS[kind]
    if lowest <= value <= highest:
        return value
    raise OutOfRangeError(WHAT_IS_OUT[kind])


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


def whole_number(millionths: int) -> int:
    """The number without its fraction.

    Raises: OutOfRangeError, where it has one.
    """
    whole, fraction = divmod(millionths, MILLION)
    if fraction:
        raise OutOfRangeError("a part of a working day")
    return whole


def calculate(op: Operator, left: int, left_kind: Kind, right: int, right_kind: Kind) -> int:
    """`left op right`, in the unit of the kind that results.

    Raises: OutOfRangeError.
    """
    kinds = (left_kind, right_kind)
    if op is Operator.TIMES:
        return _multiply(left, left_kind, right, right_kind)
    sign = 1 if op is Operator.PLUS else -1
    if right_kind is Kind.WORKING_DAYS:
        return within_bounds(add_working_days(left, sign * right), Kind.DATE)
    if left_kind is Kind.WORKING_DAYS:
        return within_bounds(add_working_days(right, left), Kind.DATE)
    if kinds == (Kind.DATE, Kind.DATE):
        return within_bounds(left - right, Kind.DURATION)
    result = Kind.DATE if Kind.DATE in kinds else left_kind
    return within_bounds(left + sign * right, result)


def _multiply(left: int, left_kind: Kind, right: int, right_kind: Kind) -> int:
    if left_kind is Kind.NUMBER and right_kind is not Kind.NUMBER:
        left, left_kind, right = right, right_kind, left
    match left_kind:
        case Kind.DURATION:
            return within_bounds(half_away_from_zero(left * right, MILLION), Kind.DURATION)
        case Kind.WORKING_DAYS:
            return within_bounds(left * whole_number(right), Kind.WORKING_DAYS)
        case _:
            return within_bounds(half_to_even(left * right, MILLION), Kind.NUMBER)
