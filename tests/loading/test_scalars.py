"""Text to values, exactly, and what is said about text that is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.ir import (
    DATE,
    DURATION,
    LAST_DATE,
    LONGEST,
    LONGEST_PERIOD,
    MILLION,
    NUMBER,
    NUMBER_LIMIT,
    PERIOD,
    TEXT,
    WORKING_DAYS,
    YES_NO,
    Kind,
    Type,
    Value,
)
from advisor.loading.declarations.scalars import (
    Misfit,
    bounds_refusal,
    convert,
    read_value,
    shown_value,
)

STAGE = Type(Kind.CHOICE, ("applied", "interviewed", "offered"))
WORDS = {"applied": "Applied", "interviewed": "Interviewed", "offered": "Offer in hand"}

READ = [
    ("yes", YES_NO, True),
    ("true", YES_NO, True),
    ("no", YES_NO, False),
    ("false", YES_NO, False),
    ("0", NUMBER, 0),
    ("-0", NUMBER, 0),
    ("007", NUMBER, 7 * MILLION),
    ("-1.5", NUMBER, -1_500_000),
    ("0.000001", NUMBER, 1),
    ("1.5000000000", NUMBER, 1_500_000),
    ("999999999999.999999", NUMBER, NUMBER_LIMIT - 1),
    ("2026-11-22", DATE, date(2026, 11, 22).toordinal()),
    ("0001-01-01", DATE, 1),
    ("9999-12-31", DATE, LAST_DATE),
    ("2024-02-29", DATE, date(2024, 2, 29).toordinal()),
    ("5 days", DURATION, 5),
    ("1 day", DURATION, 1),
    ("2 weeks", DURATION, 14),
    ("1 week", DURATION, 7),
    ("-3 days", DURATION, -3),
    (f"{LONGEST} days", DURATION, LONGEST),
    ("3 working days", WORKING_DAYS, 3),
    ("1 month", PERIOD, 1),
    ("6 months", PERIOD, 6),
    ("18 years", PERIOD, 216),
    ("1 year", PERIOD, 12),
    ("-3 months", PERIOD, -3),
    (f"{LONGEST_PERIOD} months", PERIOD, LONGEST_PERIOD),
    ("1 working day", WORKING_DAYS, 1),
    ("offered", STAGE, "offered"),
    ("No", TEXT, "No"),
    ("1e3", TEXT, "1e3"),
    ("", TEXT, ""),
]


@pytest.mark.parametrize(("text", "type_", "value"), READ)
def test_a_text_stands_for_its_value(text: str, type_: Type, value: Value) -> None:
    assert read_value(text, type_) == (value, None)


YMD = "write year-month-day, such as `2026-11-22`"
REFUSED = [
    ("Yes", YES_NO, "`Yes` is neither `yes` nor `no`", "did you mean `yes`?"),
    ("FALSE", YES_NO, "`FALSE` is neither `yes` nor `no`", "did you mean `no`?"),
    ("y", YES_NO, "`y` is neither `yes` nor `no`", "did you mean `yes`?"),
    ("perhaps", YES_NO, "`perhaps` is neither `yes` nor `no`", "write `yes` or `no`"),
    ("1,000", NUMBER, "`1,000` is not a number", "did you mean `1000`?"),
    ("1,5", NUMBER, "`1,5` is not a number", "did you mean `1.5`?"),
    ("+3", NUMBER, "`+3` is not a number", "did you mean `3`?"),
    (".5", NUMBER, "`.5` is not a number", "did you mean `0.5`?"),
    ("1e3", NUMBER, "`1e3` is not a number", "write digits, such as `3` or `1.5`"),
    ("٣", NUMBER, "`٣` is not a number", "write digits, such as `3` or `1.5`"),
    ("three", NUMBER, "`three` is not a number", "write digits, such as `3` or `1.5`"),
    (
        "0.0000001",
        NUMBER,
        "`0.0000001` has more than 6 digits after the point",
        "round it to 6 digits",
    ),
    (
        "1000000000000",
        NUMBER,
        "`1000000000000` is too large",
        "numbers stay below 1000000000000",
    ),
    (
        "2026-02-30",
        DATE,
        "there is no day `2026-02-30`",
        "the last day of that month is `2026-02-28`",
    ),
    (
        "2024-02-30",
        DATE,
        "there is no day `2024-02-30`",
        "the last day of that month is `2024-02-29`",
    ),
    ("2026-22-11", DATE, "there is no day `2026-22-11`", "did you mean `2026-11-22`?"),
    (
        "2026-40-40",
        DATE,
        "there is no day `2026-40-40`",
        "the months are `01` to `12`: write year-month-day",
    ),
    (
        "0000-01-01",
        DATE,
        "there is no day `0000-01-01`",
        "dates run from 0001-01-01 to 9999-12-31",
    ),
    ("2026-1-5", DATE, "`2026-1-5` is not a date", "did you mean `2026-01-05`?"),
    ("22.11.2026", DATE, "`22.11.2026` is not a date", "did you mean `2026-11-22`?"),
    ("22/11/2026", DATE, "`22/11/2026` is not a date", "did you mean `2026-11-22`?"),
    ("11/22/2026", DATE, "`11/22/2026` is not a date", "did you mean `2026-11-22`?"),
    ("5/6/2026", DATE, "`5/6/2026` is not a date", YMD),
    ("20 Nov 2026", DATE, "`20 Nov 2026` is not a date", "did you mean `2026-11-20`?"),
    ("20 Foo 2026", DATE, "`20 Foo 2026` is not a date", YMD),
    (
        "2026-11-22 10:30",
        DATE,
        "`2026-11-22 10:30` is not a date",
        "leave out the time: `2026-11-22`",
    ),
    (
        "1795132800",
        DATE,
        "`1795132800` is not a date",
        "counted from 1970, it is `2026-11-20`: write that",
    ),
    (
        "1795132800000",
        DATE,
        "`1795132800000` is not a date",
        "counted from 1970, it is `2026-11-20`: write that",
    ),
    (
        "9999999999999999999",
        DATE,
        "`9999999999999999999` is not a date",
        "counted from 1970, it is `2286-11-20`: write that",
    ),
    ("17951328000", DATE, "`17951328000` is not a date", YMD),
    ("tomorrow", DATE, "`tomorrow` is not a date", YMD),
    ("18", PERIOD, "`18` is not a period", "did you mean `18 months` or `18 years`?"),
    ("1", PERIOD, "`1` is not a period", "did you mean `1 month` or `1 year`?"),
    ("18years", PERIOD, "`18years` is not a period", "did you mean `18 years`?"),
    ("6 Months", PERIOD, "`6 Months` is not a period", "did you mean `6 months`?"),
    ("2 yrs", PERIOD, "`2 yrs` is not a period", "did you mean `2 years`?"),
    ("1.5 years", PERIOD, "`1.5 years` is not a period", "did you mean `18 months`?"),
    ("1.5 months", PERIOD, "`1.5 months` is not a period", "write a whole number of months"),
    ("2 quarters", PERIOD, "`2 quarters` is not a period", "did you mean `6 months`?"),
    (
        "30 days",
        PERIOD,
        "`30 days` is not a period",
        "months and years differ in length: write it in months or years",
    ),
    (
        "some time",
        PERIOD,
        "`some time` is not a period",
        "write months or years, such as `6 months` or `18 years`",
    ),
    (
        "20 nights",
        PERIOD,
        "`20 nights` is not a period",
        "write months or years, such as `6 months` or `18 years`",
    ),
    ("9999 years", PERIOD, "`9999 years` is too long", "the most is `119987 months`"),
    ("7", DURATION, "`7` is not a duration", "did you mean `7 days`?"),
    ("1", DURATION, "`1` is not a duration", "did you mean `1 day`?"),
    (
        "1 month",
        DURATION,
        "`1 month` is not a duration",
        "months and years differ in length: write it in days or weeks",
    ),
    (
        "2 years",
        DURATION,
        "`2 years` is not a duration",
        "months and years differ in length: write it in days or weeks",
    ),
    ("1.5 days", DURATION, "`1.5 days` is not a duration", "write a whole number of days"),
    ("5days", DURATION, "`5days` is not a duration", "did you mean `5 days`?"),
    ("5 Days", DURATION, "`5 Days` is not a duration", "did you mean `5 days`?"),
    ("2 wks", DURATION, "`2 wks` is not a duration", "did you mean `2 weeks`?"),
    (
        "3 hours",
        DURATION,
        "`3 hours` is not a duration",
        "the shortest duration is a day: write `1 day`",
    ),
    (
        "2 working days",
        DURATION,
        "`2 working days` counts working days, a duration counts calendar days",
        "write it in `days` or `weeks`",
    ),
    (
        "2 workdays",
        DURATION,
        "`2 workdays` is not a duration",
        "a duration counts calendar days: write it in `days` or `weeks`",
    ),
    (
        "2 bananas",
        DURATION,
        "`2 bananas` is not a duration",
        "write a number and its unit, such as `5 days`",
    ),
    (
        "2 workdays",
        WORKING_DAYS,
        "`2 workdays` is not a number of working days",
        "did you mean `2 working days`?",
    ),
    ("9999999 days", DURATION, "`9999999 days` is too long", f"the most is `{LONGEST} days`"),
    (
        "soon",
        DURATION,
        "`soon` is not a duration",
        "write a number and its unit, such as `5 days`",
    ),
    (
        "3 days",
        WORKING_DAYS,
        "`3 days` is not a number of working days",
        "did you mean `3 working days`?",
    ),
    (
        "Interviewed",
        STAGE,
        "`Interviewed` is not one of the choices",
        "did you mean `interviewed`?",
    ),
    (
        "Offer in hand",
        STAGE,
        "`Offer in hand` is not one of the choices",
        "did you mean `offered`?",
    ),
    (
        "interveiwed",
        STAGE,
        "`interveiwed` is not one of the choices",
        "did you mean `interviewed`?",
    ),
    (
        "hired",
        STAGE,
        "`hired` is not one of the choices",
        "write one of `applied`, `interviewed`, `offered`",
    ),
    (
        "\u201cinterviewed\u201d",
        STAGE,
        "`\u201cinterviewed\u201d` is not one of the choices",
        "it holds typographic quotes (U+201C and U+201D); write `interviewed`",
    ),
    (
        "2026\u201303\u201312",
        DATE,
        "`2026\u201303\u201312` is not a date",
        "it holds an en dash (U+2013); write `2026-03-12`",
    ),
    (
        "N/A",
        DATE,
        "`N/A` is not a date",
        "write year-month-day, such as `2026-11-22`; write `none` alone where there is none",
    ),
    ("1.234,56", NUMBER, "`1.234,56` is not a number", "did you mean `1234.56`?"),
    ("1,234", NUMBER, "`1,234` is not a number", "did you mean `1234` or `1.234`?"),
]


@pytest.mark.parametrize(("text", "type_", "message", "help_"), REFUSED)
def test_what_is_no_value_is_said_plainly(text: str, type_: Type, message: str, help_: str) -> None:
    assert convert(text, type_, WORDS) == Misfit(message, help_)
    assert read_value(text, type_)[0] is None


def test_every_value_is_shown_as_files_write_it() -> None:
    assert shown_value("offered", STAGE) == "offered"
    assert [shown_value(value, YES_NO) for value in (True, False)] == ["yes", "no"]


def test_a_refusal_is_one_line() -> None:
    assert read_value("1 month", DURATION) == (
        None,
        "`1 month` is not a duration; months and years differ in length: write it in days or weeks",
    )


@given(st.integers(1 - NUMBER_LIMIT, NUMBER_LIMIT - 1))
def test_numbers_are_exact_to_the_millionth(millionths: int) -> None:
    text = format((Decimal(millionths) / MILLION).normalize(), "f")
    assert convert(text, NUMBER) == millionths
    assert convert(shown_value(millionths, NUMBER), NUMBER) == millionths


@given(st.dates())
def test_every_date_is_read_as_it_is_written(day: date) -> None:
    assert convert(day.isoformat(), DATE) == day.toordinal()
    assert shown_value(day.toordinal(), DATE) == day.isoformat()


@given(st.integers(-LONGEST, LONGEST), st.sampled_from([DURATION, WORKING_DAYS]))
def test_every_length_is_read_as_it_is_shown(days: int, type_: Type) -> None:
    assert convert(shown_value(days, type_), type_) == days


@given(st.integers(-LONGEST_PERIOD, LONGEST_PERIOD))
def test_every_period_is_read_as_it_is_shown(months: int) -> None:
    assert convert(shown_value(months, PERIOD), PERIOD) == months


@given(st.text(), st.sampled_from([YES_NO, NUMBER, DATE, DURATION, WORKING_DAYS, PERIOD, STAGE]))
def test_any_text_is_a_value_or_is_refused_in_one_line(text: str, type_: Type) -> None:
    value, problem = read_value(text, type_)
    assert (value is None) is (problem is not None)
    assert problem is None or "\n" not in problem


BOUNDS = [
    (3 * MILLION, NUMBER, 4 * MILLION, None, "`3` is less than the least that is allowed", "4"),
    (7, DURATION, None, 1, "`7 days` is more than the most that is allowed", "1 day"),
    (
        date(2021, 7, 28).toordinal(),
        DATE,
        date(2021, 7, 29).toordinal(),
        None,
        "`2021-07-28` is less than the least that is allowed",
        "2021-07-29",
    ),
]


@pytest.mark.parametrize(("value", "type_", "least", "most", "message", "bound"), BOUNDS)
def test_a_value_out_of_its_bounds_is_told_the_bound(
    value: int, type_: Type, least: int | None, most: int | None, message: str, bound: str
) -> None:
    out = bounds_refusal(value, type_, least, most)
    assert out is not None
    assert out.message == message
    assert f"`{bound}`" in out.help


def test_bounds_themselves_are_allowed() -> None:
    assert bounds_refusal(3, NUMBER, 3, 3) is None
    assert bounds_refusal("x", TEXT, None, None) is None
