"""Courses: what a value does from day to day, worked out by hand for a week from Monday 7 December 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.timeline.courses import (
    FAILED,
    Course,
    Period,
    chosen,
    course,
    daily,
    flips,
    lift,
    on,
    turns,
)

MON = date(2026, 12, 7).toordinal()
TUE, WED, THU, FRI, SAT, SUN = range(MON + 1, MON + 7)
WEEK = Period(MON, SUN)
TODAY = WEEK.today()


def told(timed: object) -> object:
    """The pieces of a course, or the plain value."""
    return timed.pieces if isinstance(timed, Course) else timed


def test_what_stands_still_on_all_days_is_a_plain_value() -> None:
    assert course([(MON, 5, 0)]) == 5
    assert course([(MON, True, 0), (WED, True, 0)]) is True


def test_pieces_that_go_on_as_before_are_joined() -> None:
    assert told(course([(MON, MON, 1), (WED, WED, 1)])) == [(MON, MON, 1)]
    assert told(course([(MON, 1, 0), (WED, 2, 0), (THU, 2, 0)])) == [(MON, 1, 0), (WED, 2, 0)]
    assert told(course([(MON, FAILED, 0), (WED, FAILED, 0)])) is FAILED


def test_the_breakpoints_of_a_course_are_where_its_pieces_begin_but_for_the_first() -> None:
    assert turns(course([(MON, 1, 0), (WED, 2, 0), (FRI, 3, 1)])) == [WED, FRI]
    assert turns("rejected") == []
    assert turns(TODAY) == []


def test_a_course_has_a_value_on_each_day() -> None:
    timed = course([(MON, 1, 0), (WED, 10, 2)])
    assert [on(timed, day) for day in range(MON, SUN + 1)] == [1, 1, 10, 12, 14, 16, 18]
    assert on("plain", WED) == "plain"


def test_today_does_not_move_in_a_period_of_one_day() -> None:
    assert Period(MON, MON).today() == MON


@pytest.mark.parametrize(
    ("holds_on", "expected"),
    [
        (range(MON, SUN + 1), [(MON, True)]),
        (range(0), [(MON, False)]),
        ([MON], [(MON, True), (TUE, False)]),
        ([SUN], [(MON, False), (SUN, True)]),
        ([THU, FRI, SAT, SUN], [(MON, False), (THU, True)]),
    ],
)
def test_the_day_of_a_flip_is_found(holds_on: range, expected: list[tuple[int, bool]]) -> None:
    assert flips(lambda day: day in holds_on, MON, SUN) == expected


def test_a_function_of_values_is_worked_out_once_for_each_interval() -> None:
    a, b = course([(MON, 1, 0), (WED, 2, 0)]), course([(MON, 10, 0), (FRI, 20, 0)])
    seen = []

    def add(x: int, y: int) -> int:
        seen.append((x, y))
        return x + y

    assert told(lift(add, (a, b), WEEK)) == [(MON, 11, 0), (WED, 12, 0), (FRI, 22, 0)]
    assert seen == [(1, 10), (2, 10), (2, 20)]


def test_a_value_out_of_range_fails_and_so_does_what_reads_it() -> None:
    def refuse(value: int) -> int:
        if value == 2:
            raise OutOfRange
        return value

    timed = lift(refuse, (course([(MON, 1, 0), (WED, 2, 0)]),), WEEK)
    assert told(timed) == [(MON, 1, 0), (WED, FAILED, 0)]
    assert told(lift(lambda value: value is None, (timed,), WEEK)) == [
        (MON, False, 0),
        (WED, FAILED, 0),
    ]
    assert lift(refuse, (2,), WEEK) is FAILED


def test_what_grows_is_worked_out_day_by_day_where_nothing_shorter_is_known() -> None:
    from advisor.backends.oracle.arithmetic import add_working_days

    timed = lift(add_working_days, (TODAY, 1), WEEK)
    # From Monday to Thursday the next day; from Friday to Sunday the Monday after.
    assert told(timed) == [(MON, TUE, 1), (FRI, MON + 7, 0)]


def test_a_leap_between_two_days_is_no_growth() -> None:
    values = {MON: 1, TUE: 9, WED: 9, THU: 11, FRI: 13, SAT: 15, SUN: None}
    found = list(daily(lambda day: values[day], (MON, SUN, [(MON, MON, 1)])))
    assert found == [(MON, 1, 0), (TUE, 9, 0), (THU, 11, 2), (SUN, None, 0)]


def test_of_two_courses_one_is_chosen_where_a_condition_holds() -> None:
    early = course([(MON, True, 0), (THU, False, 0)])
    assert told(chosen(early, TODAY, None, WEEK)) == [(MON, MON, 1), (THU, None, 0)]
    assert chosen(True, 1, 2, WEEK) == 1
    assert chosen(None, 1, 2, WEEK) == 2
    assert chosen(FAILED, 1, 2, WEEK) is FAILED


def test_what_is_not_chosen_may_fail() -> None:
    early = course([(MON, True, 0), (THU, False, 0)])
    fails_late = course([(MON, 1, 0), (THU, FAILED, 0)])
    assert told(chosen(early, fails_late, 7, WEEK)) == [(MON, 1, 0), (THU, 7, 0)]
    broken = course([(MON, True, 0), (THU, FAILED, 0)])
    assert told(chosen(broken, 1, 2, WEEK)) == [(MON, 1, 0), (THU, FAILED, 0)]


pieces = st.lists(
    st.tuples(st.integers(MON + 1, SUN), st.sampled_from([None, 0, 1, 5]), st.integers(-1, 2)),
    max_size=4,
).map(lambda found: sorted({day: (day, v, 0 if v is None else g) for day, v, g in found}.values()))
courses = st.tuples(st.integers(-3, 3), st.integers(-1, 2), pieces).map(
    lambda made: course([(MON, made[0], made[1]), *made[2]])
)


@given(courses, courses)
def test_a_lifted_function_says_on_each_day_what_the_function_says(a: object, b: object) -> None:
    def both(x: int | None, y: int | None) -> int | None:
        return None if x is None or y is None else x * y

    timed = lift(both, (a, b), WEEK)
    for day in range(MON, SUN + 1):
        assert on(timed, day) == both(on(a, day), on(b, day))
