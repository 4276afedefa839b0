"""Tests of exact arithmetic: roundings, working days, bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.backends.rete.arithmetic import (
    OutOfRangeError,
    add_working_days,
    calculate,
    half_away_from_zero,
    half_to_even,
)
from advisor.ir import LAST_DATE, LONGEST, MILLION, NUMBER_LIMIT, Kind, Operator

PLUS, MINUS, TIMES = Operator.PLUS, Operator.MINUS, Operator.TIMES
NUMBER, DATE, DURATION, WORKING = Kind.NUMBER, Kind.DATE, Kind.DURATION, Kind.WORKING_DAYS
FRIDAY = date(2026, 11, 20).toordinal()
SATURDAY, SUNDAY, MONDAY, TUESDAY = FRIDAY + 1, FRIDAY + 2, FRIDAY + 3, FRIDAY + 4

ROUNDED = {
    "a half to the even number below": (half_to_even, 5, 2, 2),
    "a half to the even number above": (half_to_even, 7, 2, 4),
    "a negative half to the even number above": (half_to_even, -5, 2, -2),
    "a negative half to the even number below": (half_to_even, -7, 2, -4),
    "less than a half down": (half_to_even, 7, 5, 1),
    "more than a half up": (half_to_even, 8, 5, 2),
    "a half away from zero": (half_away_from_zero, 5, 2, 3),
    "a negative half away from zero": (half_away_from_zero, -5, 2, -3),
    "less than a half towards zero": (half_away_from_zero, -7, 5, -1),
    "nothing at all": (half_away_from_zero, 0, 5, 0),
}


@pytest.mark.parametrize(("rounded", "over", "under", "expected"), ROUNDED.values(), ids=ROUNDED)
def test_a_fraction_is_rounded(rounded, over: int, under: int, expected: int) -> None:
    assert rounded(over, under) == expected


COUNTED = {
    "the next working day after a Friday is Monday": (FRIDAY, 1, MONDAY),
    "five working days are a week": (MONDAY, 5, MONDAY + 7),
    "from a Saturday the first is Monday": (SATURDAY, 1, MONDAY),
    "from a Sunday the second is Tuesday": (SUNDAY, 2, TUESDAY),
    "none from a working day is that day": (FRIDAY, 0, FRIDAY),
    "none from a Saturday is the Monday after": (SATURDAY, 0, MONDAY),
    "none from a Sunday is the Monday after": (SUNDAY, 0, MONDAY),
    "one back from a Monday is Friday": (MONDAY, -1, FRIDAY),
    "one back from a Sunday is Friday": (SUNDAY, -1, FRIDAY),
    "one back from a Saturday is Friday": (SATURDAY, -1, FRIDAY),
    "five back are a week": (FRIDAY, -5, FRIDAY - 7),
    "six back from a Monday is the Friday before the last": (MONDAY, -6, FRIDAY - 7),
}


@pytest.mark.parametrize(("day", "count", "expected"), COUNTED.values(), ids=COUNTED)
def test_working_days_are_counted(day: int, count: int, expected: int) -> None:
    assert add_working_days(day, count) == expected


@given(st.integers(700_000, 760_000), st.integers(-60, 60).filter(bool))
def test_working_days_are_those_met_when_walking_day_by_day(day: int, count: int) -> None:
    at, step = date.fromordinal(day), timedelta(1 if count > 0 else -1)
    left = abs(count)
    while left:
        at += step
        left -= at.weekday() < 5
    assert add_working_days(day, count) == at.toordinal()


CALCULATED = {
    "number and number": (PLUS, 2, NUMBER, 3, NUMBER, 5),
    "number less number": (MINUS, 2, NUMBER, 3, NUMBER, -1),
    "a product of numbers, half to even": (TIMES, 1, NUMBER, MILLION // 2, NUMBER, 0),
    "a product of numbers, half to even above": (TIMES, 3, NUMBER, MILLION // 2, NUMBER, 2),
    "date less date": (MINUS, 10, DATE, 15, DATE, -5),
    "date and duration": (PLUS, 10, DATE, 5, DURATION, 15),
    "duration and date": (PLUS, 5, DURATION, 10, DATE, 15),
    "date less duration": (MINUS, 10, DATE, 5, DURATION, 5),
    "duration less duration": (MINUS, 3, DURATION, 5, DURATION, -2),
    "duration by a number": (TIMES, 5, DURATION, MILLION // 2, NUMBER, 3),
    "a number by a duration": (TIMES, -MILLION // 2, NUMBER, 5, DURATION, -3),
    "date and working days": (PLUS, FRIDAY, DATE, 1, WORKING, MONDAY),
    "working days and date": (PLUS, 1, WORKING, FRIDAY, DATE, MONDAY),
    "date less working days": (MINUS, MONDAY, DATE, 1, WORKING, FRIDAY),
    "working days by a whole number": (TIMES, 2, WORKING, 3 * MILLION, NUMBER, 6),
    "a whole number by working days": (TIMES, -3 * MILLION, NUMBER, 2, WORKING, -6),
    "the last date": (PLUS, LAST_DATE - 1, DATE, 1, DURATION, LAST_DATE),
    "the largest number": (PLUS, NUMBER_LIMIT - 2, NUMBER, 1, NUMBER, NUMBER_LIMIT - 1),
}


@pytest.mark.parametrize(
    ("op", "left", "left_kind", "right", "right_kind", "expected"),
    CALCULATED.values(),
    ids=CALCULATED,
)
def test_kinds_are_calculated(op, left, left_kind, right, right_kind, expected) -> None:
    assert calculate(op, left, left_kind, right, right_kind) == expected


OUT = {
    "after the last date": (PLUS, LAST_DATE, DATE, 1, DURATION),
    "before the first date": (MINUS, 1, DATE, 1, DURATION),
    "working days after the last date": (PLUS, LAST_DATE, DATE, 1, WORKING),
    "working days before the first date": (MINUS, 1, DATE, 1, WORKING),
    "a number too large": (PLUS, NUMBER_LIMIT - 1, NUMBER, 1, NUMBER),
    "a number too small": (MINUS, 1 - NUMBER_LIMIT, NUMBER, 1, NUMBER),
    "a product too large": (TIMES, NUMBER_LIMIT - 1, NUMBER, 2 * MILLION, NUMBER),
    "a duration too long": (PLUS, LONGEST, DURATION, 1, DURATION),
    "a part of a working day": (TIMES, 1, WORKING, MILLION // 2, NUMBER),
    "too many working days": (TIMES, LONGEST, WORKING, 2 * MILLION, NUMBER),
}


@pytest.mark.parametrize(("op", "left", "left_kind", "right", "right_kind"), OUT.values(), ids=OUT)
def test_what_a_kind_cannot_hold_is_refused(op, left, left_kind, right, right_kind) -> None:
    with pytest.raises(OutOfRangeError):
        calculate(op, left, left_kind, right, right_kind)
