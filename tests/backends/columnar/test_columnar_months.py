"""Months, years, division and rounding in columns: worked out by hand, and day by day against other libraries."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from random import Random

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from advisor.backends.columnar import compile_columnar
from advisor.backends.columnar.kernels import months
from advisor.backends.columnar.kernels.arithmetic import calculate
from advisor.backends.columnar.kernels.division import rounded
from advisor.backends.columnar.kernels.values import ColumnarValue
from advisor.backends.oracle import arithmetic as oracle_arithmetic
from advisor.backends.rete import arithmetic as rete_arithmetic
from advisor.ir import BOUNDS, LAST_DATE, AsOf, Builtin, Kind, Operator
from tests.agreement.columns import table_of, told_by_columns
from tests.agreement.test_meaning import OF_MONTHS, RANGE, Row, named
from tests.agreement.world import program_of, situation_of, world_with
from tests.strategies.situations import Posed

RULES = """\
actions:
  say: {title: It is so, kind: wait}
rules:
  - rule: under-test
    for: %s
    when: >-
      %s
    advise: say
    because: It is under test.
"""
FIRST_BIRTHDAY = date(1950, 1, 1).toordinal()
BIRTHDAYS = range(FIRST_BIRTHDAY, FIRST_BIRTHDAY + 21_900)  # 60 years of them
AGES = range(121)


@pytest.mark.parametrize("row", OF_MONTHS, ids=named(OF_MONTHS))
def test_an_expression_has_its_value_in_columns(row: Row) -> None:
    said = {RANGE: f"{row.expression} is given", None: f"({row.expression}) is not given"}
    condition = said.get(row.value, f"({row.expression}) is {row.value}")
    program = program_of(world_with(row.entity, row.kind, RULES % (row.entity, condition)))
    situation = situation_of(row.facts, program)
    assert situation.today is not None
    posed = [Posed(situation.root, situation.today)] * 2
    for told in told_by_columns(compile_columnar(program).decide(table_of(program, posed), AsOf())):
        assert told.error == ("range" if row.value == RANGE else None)
        assert len(told.advice) == (0 if row.value == RANGE else 1)


def moved(days: np.ndarray, by: ColumnarValue, op: Operator = Operator.PLUS) -> list[int]:
    kinds = Kind.DATE, Kind.PERIOD, Kind.DATE
    found = calculate(op, ColumnarValue(days), by, kinds)
    assert found.err is None
    values: list[int] = found.values.tolist()
    return values


@pytest.mark.parametrize("age", [0, 1, 17, 18, 67, 120])
def test_every_birthday_is_the_one_that_dateutil_says(age: int) -> None:
    """In columns, in the network and in the oracle; and on that day, not the one before, the age is reached."""
    days = np.array(BIRTHDAYS, np.int32)
    step = relativedelta(years=age)
    wanted = [(date.fromordinal(day) + step).toordinal() for day in BIRTHDAYS]
    by = 12 * age
    assert moved(days, ColumnarValue(np.int32(by))) == wanted
    assert moved(days, ColumnarValue(np.full(len(days), by, np.int32))) == wanted
    assert [oracle_arithmetic.add_months(day, by) for day in BIRTHDAYS] == wanted
    assert [rete_arithmetic.add_months(day, by) for day in BIRTHDAYS] == wanted
    then = np.array(wanted, np.int32)
    assert set(months.years_between(days, then).tolist()) == {age}
    assert set(months.years_between(days, then - 1).tolist()) == {max(age - 1, 0)}
    assert set(months.years_between(then, days).tolist()) == {-age}


def test_some_birthdays_are_right_at_every_age() -> None:
    days = np.array(BIRTHDAYS[::61], np.int32)
    for age in AGES:
        step = relativedelta(years=age)
        wanted = [(date.fromordinal(day) + step).toordinal() for day in days.tolist()]
        assert moved(days, ColumnarValue(np.int32(12 * age))) == wanted
        assert set(months.years_between(days, np.array(wanted, np.int32)).tolist()) == {age}


def test_days_moved_by_any_months_and_the_months_between_are_those_of_dateutil() -> None:
    """All days of ten years, leap years among them, each moved otherwise; and what leaves the calendar."""
    draw = Random(1)
    start = date(1995, 6, 1).toordinal()
    days = list(range(start, start + 3_653))
    by = [draw.choice((-1, 1)) * draw.randint(0, draw.choice((3, 13, 100, 110_000))) for _ in days]
    wanted = [to_month(date.fromordinal(day), months) for day, months in zip(days, by, strict=True)]
    columns = ColumnarValue(np.array(days, np.int32)), ColumnarValue(np.array(by, np.int32))
    for op, periods in (
        (Operator.PLUS, columns[1]),
        (Operator.MINUS, ColumnarValue(-columns[1].values)),
    ):
        found = calculate(op, columns[0], periods, (Kind.DATE, Kind.PERIOD, Kind.DATE))
        assert found.err is not None
        told = zip(found.values.tolist(), found.err.tolist(), strict=True)
        assert [None if is_out else day for day, is_out in told] == wanted
    other = np.array([draw.choice(days) for _ in days], np.int32)
    between = months.months_between(columns[0].values, other).tolist()
    for first, last, found_months in zip(days, other.tolist(), between, strict=True):
        begin, end = sorted(map(date.fromordinal, (first, last)))
        size = abs(found_months)
        assert begin + relativedelta(months=size) <= end < begin + relativedelta(months=size + 1)
        assert found_months == 0 or (found_months > 0) == (first < last)


def to_month(day: date, by: int) -> int | None:
    """By dateutil; None where that is beyond the calendar."""
    try:
        return (day + relativedelta(months=by)).toordinal()
    except (ValueError, OverflowError):
        return None


A_DAY = st.integers(1, LAST_DATE)
NEAR = st.integers(-800, 800)


@given(A_DAY, st.one_of(A_DAY, NEAR))
def test_the_months_between_two_days_are_the_most_that_do_not_pass_the_second(
    first: int, other: int
) -> None:
    last = other if 0 < other < 1_000 else min(max(first + other, 1), LAST_DATE)
    found = oracle_arithmetic.whole_months(first, last)
    assert rete_arithmetic.months_between(first, last) == found
    assert months.months_between(np.int32(first), np.int32(last)) == found
    begin, end = sorted((first, last))
    # By the definition: one more month would pass the later day.
    assert oracle_arithmetic.add_months(begin, abs(found)) <= end
    if abs(found) < BOUNDS[Kind.PERIOD][1]:
        with suppress(oracle_arithmetic.OutOfRange):  # beyond the calendar is behind the later day
            assert oracle_arithmetic.add_months(begin, abs(found) + 1) > end


@given(A_DAY)
def test_the_ends_of_a_month_and_its_weekday_are_those_of_the_calendar(day: int) -> None:
    at = date.fromordinal(day)
    found = months.start_of_month(np.int32(day)), months.end_of_month(np.int32(day))
    assert (
        date.fromordinal(int(found[0]))
        == at.replace(day=1)
        == date.fromordinal(oracle_arithmetic.start_of_month(day))
    )
    assert int(found[1]) == oracle_arithmetic.end_of_month(day)
    assert at.month == date.fromordinal(int(found[1])).month
    assert int(months.weekday(np.int32(day))) == at.weekday()
    month, of_month = rete_arithmetic.month_of(day)
    assert (month, of_month) == (12 * at.year + at.month - 1, at.day - 1)
    assert rete_arithmetic.first_of_month(month) == int(found[0])


@given(st.integers(*BOUNDS[Kind.NUMBER]), st.integers(0, 6))
def test_numbers_are_rounded_as_the_oracle_does(number: int, digits: int) -> None:
    for how in (Builtin.ROUND, Builtin.ROUND_UP, Builtin.ROUND_DOWN):
        wanted = oracle_arithmetic.rounded(how, number, digits)
        values, low, high = rounded(how, ColumnarValue(np.array([number])), digits)
        assert values.tolist() == [wanted]
        assert low <= wanted <= high


def test_what_stands_where_nothing_is_given_leads_out_of_no_table() -> None:
    days = np.array([2**31 - 1, -(2**31), 739_942], np.int32)
    given_days = ColumnarValue(days, np.array([False, False, True]), low=739_942, high=739_942)
    kinds = Kind.DATE, Kind.PERIOD, Kind.DATE
    found = calculate(Operator.PLUS, given_days, ColumnarValue(np.int32(1)), kinds)
    assert found.err is None
    assert found.values[2] == date(2026, 12, 22).toordinal()


def test_who_is_born_on_the_29th_of_february_may_wait_for_the_1st_of_march() -> None:
    """As the reference says it: counted from the start of the month. All other birthdays stay as they are."""
    for birthday in BIRTHDAYS[:3_000]:
        born = date.fromordinal(birthday)
        start = oracle_arithmetic.start_of_month(birthday)
        for age in (1, 4, 18):
            is_moved = (born.month, born.day) == (2, 29) and (born.year + age) % 4
            wanted = date(born.year + age, 3, 1) if is_moved else born.replace(year=born.year + age)
            found = oracle_arithmetic.add_months(start, 12 * age) + birthday - start
            assert found == wanted.toordinal()
