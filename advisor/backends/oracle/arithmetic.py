"""Exact arithmetic on the values of `ir.types`: whole numbers only, and every bound checked."""

from __future__ import annotations

from collections.abc import Callable

from advisor.ir.expressions import Operator
from advisor.ir.types import BOUNDS, MILLION, Kind, Type

Calculation = Callable[[int, int], int]


class OutOfRange(Exception):  # never leaves the oracle: it becomes a DecisionError
    """A value that the language cannot hold. The message is for the person who asked."""


def bounded(value: int, kind: Kind) -> int:
    """The value itself, where its kind can hold it."""
    lowest, highest = BOUNDS[kind]
    if not lowest <= value <= highest:
        raise OutOfRange(f"a {kind.value} out of range came up")
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


def times_number(a: int, b: int) -> int:
    """The product of two numbers in millionths, rounded to a millionth, half to even."""
    whole, rest = divmod(a * b, MILLION)
    if rest * 2 > MILLION or (rest * 2 == MILLION and whole % 2 == 1):
        whole += 1
    return whole


def scale_days(days: int, factor: int) -> int:
    """Days times a number in millionths, rounded to whole days, halves away from zero."""
    product = days * factor
    size = (abs(product) * 2 + MILLION) // (2 * MILLION)
    return size if product >= 0 else -size


def scale_working_days(count: int, factor: int) -> int:
    """Working days times a whole number."""
    if factor % MILLION:
        raise OutOfRange("working days can only be multiplied by a whole number")
    return count * (factor // MILLION)


def calculation(op: Operator, left: Type, right: Type, result: Type) -> Calculation:
    """What an operator does to two given values of these types; the result is checked."""
    kind = result.kind
    if op is Operator.TIMES:
        if left.kind is right.kind:
            return lambda a, b: bounded(times_number(a, b), kind)
        scale = scale_days if kind is Kind.DURATION else scale_working_days
        if left.kind is Kind.NUMBER:
            return lambda a, b: bounded(scale(b, a), kind)
        return lambda a, b: bounded(scale(a, b), kind)
    sign = 1 if op is Operator.PLUS else -1
    if right.kind is Kind.WORKING_DAYS:
        return lambda a, b: bounded(add_working_days(a, sign * b), kind)
    if left.kind is Kind.WORKING_DAYS:
        return lambda a, b: bounded(add_working_days(b, a), kind)
    return lambda a, b: bounded(a + sign * b, kind)
