"""Numbers and durations as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.dialogue.quantities import Problem, read_duration, read_number, read_period
from advisor.ir import LONGEST, NUMBER_LIMIT

NUMBERS = {
    "3": 3_000_000,
    "0": 0,
    "three": 3_000_000,
    "Twelve": 12_000_000,
    "twenty-one": 21_000_000,
    "about thirty five": 35_000_000,
    "seventy": 70_000_000,
    "eighty-eight times": 88_000_000,
    "once": 1_000_000,
    "twice": 2_000_000,
    "3 times": 3_000_000,
    "never": 0,
    "not yet": 0,
    "1.5": 1_500_000,
    "-2": -2_000_000,
    "+2": 2_000_000,
    "0.000001": 1,
    "999999999999.999999": NUMBER_LIMIT - 1,
}
NO_NUMBERS = {
    "": "is not a number",
    "many": "is not a number",
    "1,5": "write a decimal with a point",
    "1,000": "write a decimal with a point",
    "1000000000000": "too large",
    "1.1234567": "at most 6 digits",
    "1e3": "is not a number",
    "twenty-ten": "is not a number",
    "Twenty one, Say": "`Twenty one, Say` is not a number",
    "nineteen eighty-four": "is not a number",
    "٣": "is not a number",
}
DURATIONS = {
    "half a week": 4,
    "2 1/2 weeks": 18,
    "two and a half weeks": 18,
    "a week and a half": 11,
    "2.5 weeks": 18,
    "half a fortnight": 7,
    "a month and a half": 45,
    "half a year": 180,
    "5 days": 5,
    "1 day": 1,
    "a day": 1,
    "a week": 7,
    "2 weeks": 14,
    "two weeks": 14,
    "a fortnight": 14,
    "5d": 5,
    "2w": 14,
    "1 week and 3 days": 10,
    "1 week, 3 days": 10,
    "about a week": 7,
    "-3 days": -3,
    "0 days": 0,
    "a couple of weeks": 14,
    "a few days": 3,
    "about a couple of days": 2,
    "2-3 weeks": 21,
    "2 to 3 weeks": 21,
    "2 – 3 days": 3,
    "two or three weeks": 21,
    "twenty-one days": 21,
    "thirty one days or so": 31,
    "two weeks and twenty-one days": 35,
    "twenty to twenty-five days": 25,
    "twenty-five to thirty days": 30,
    "seventy days": 70,
    "twenty-four hours": 1,
    "up to 4 weeks": 28,
    "5 working days": 7,
    "10 working days": 14,
    "3 working days": 5,
    "1 business day": 2,
    "1 month": 30,
    "about a month": 30,
    "two months": 60,
    "1 month and 2 weeks": 44,
}
NO_DURATIONS = {
    "": "is not a length of time",
    "10": "`10` of what? Say `10 days` or `10 weeks`",
    "a year": "a year is not a fixed number of days",
    "some weeks or months": "say one length of time",
    "a while": "is not a length of time",
    "1 week3 days": "is not a length of time",
    "1,500 Days": "`1,500 Days` is not a length of time",
    "half a day": "`half a day` is not a length of time",
    "half an hour": "`half an hour` is not a length of time",
    "9999999 weeks": "longer than a calendar reaches",
}

PERIODS = {
    "3 months": 3,
    "1 month": 1,
    "a month": 1,
    "twenty-four months": 24,
    "twenty-one and a half years": 258,
    "two months": 2,
    "6mo": 6,
    "a year": 12,
    "1 year": 12,
    "18 years": 216,
    "5y": 60,
    "half a year": 6,
    "a year and a half": 18,
    "1.5 years": 18,
    "two and a half years": 30,
    "2 1/2 years": 30,
    "1 year and 6 months": 18,
    "1 year, 6 months": 18,
    "a quarter": 3,
    "about a year": 12,
    "a couple of years": 24,
    "2 to 3 years": 36,
    "2-3 months": 3,
    "-2 months": -2,
    "0 months": 0,
}
NO_PERIODS = {
    "": "is not a number of months or years",
    "6": "`6` of what? Say `6 months` or `6 years`",
    "three": "`three` of what?",
    "3 weeks": "this one is asked for in months or years",
    "90 days": "this one is asked for in months or years",
    "1.5 months": "whole months",
    "a while": "is not a number of months or years",
    "a year ago": "is not a number of months or years",
    "1,5 years": "`1,5 years` is not a number of months or years",
    "1 year 2 months 3 months": "is not a number of months or years",
    "10000 years": "longer than a calendar reaches",
}


@pytest.mark.parametrize(("words", "months"), PERIODS.items())
def test_a_period_is_understood(words: str, months: int) -> None:
    assert read_period(words) == months


@pytest.mark.parametrize(("words", "reason"), NO_PERIODS.items())
def test_what_is_no_period_is_explained(words: str, reason: str) -> None:
    found = read_period(words)
    assert isinstance(found, Problem) and reason in found.message


@pytest.mark.parametrize(("words", "value"), NUMBERS.items())
def test_a_number_is_understood(words: str, value: int) -> None:
    assert read_number(words) == value


@pytest.mark.parametrize(("words", "reason"), NO_NUMBERS.items())
def test_what_is_no_number_is_explained(words: str, reason: str) -> None:
    found = read_number(words)
    assert isinstance(found, Problem) and reason in found.message


@pytest.mark.parametrize(("words", "days"), DURATIONS.items())
def test_a_duration_is_understood(words: str, days: int) -> None:
    assert read_duration(words) == days


@pytest.mark.parametrize(("words", "reason"), NO_DURATIONS.items())
def test_what_is_no_duration_is_explained(words: str, reason: str) -> None:
    found = read_duration(words)
    assert isinstance(found, Problem) and reason in found.message


PIECES = st.sampled_from(["3", "a", "week", "days", " ", "and", "-", "d", "two", ".", ",", "month"])
ANY_TEXT = st.text(max_size=20) | st.lists(PIECES, max_size=6).map(" ".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ANY_TEXT)
def test_any_text_is_a_quantity_or_is_explained(text: str) -> None:
    number, days = read_number(text), read_duration(text)
    months = read_period(text)
    assert isinstance(months, int | Problem)
    assert isinstance(number, Problem) or abs(number) < NUMBER_LIMIT
    assert isinstance(days, Problem) or abs(days) <= LONGEST
