"""Values in the reader's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.ir import (
    DATE,
    DURATION,
    MILLION,
    NUMBER,
    PERIOD,
    TEXT,
    WORKING_DAYS,
    YES_NO,
    Kind,
    Type,
    Value,
    number_words,
)
from advisor.rendering.words import words_of, written

STAGE = Type(Kind.CHOICE, ("applied", "on_hold"))

SAID: dict[str, tuple[Value | None, Type, str, str]] = {
    # value, type, as a person says it, as a file writes it
    "nothing": (None, DATE, "not given", "none"),
    "yes": (True, YES_NO, "yes", "yes"),
    "no": (False, YES_NO, "no", "no"),
    "a whole number": (3 * MILLION, NUMBER, "3", "3"),
    "ten, whose zero stays": (10 * MILLION, NUMBER, "10", "10"),
    "zero": (0, NUMBER, "0", "0"),
    "a decimal without trailing zeros": (1_500_000, NUMBER, "1.5", "1.5"),
    "a millionth": (1, NUMBER, "0.000001", "0.000001"),
    "a negative decimal": (-250_000, NUMBER, "-0.25", "-0.25"),
    "a date": (739_940, DATE, "20 Nov 2026", "2026-11-20"),
    "the first of all dates": (1, DATE, "1 Jan 1", "0001-01-01"),
    "one day": (1, DURATION, "1 day", "1 day"),
    "several days": (5, DURATION, "5 days", "5 days"),
    "no days": (0, DURATION, "0 days", "0 days"),
    "one week": (7, DURATION, "1 week", "1 week"),
    "weeks": (14, DURATION, "2 weeks", "2 weeks"),
    "more than a week": (10, DURATION, "10 days", "10 days"),
    "a negative week": (-7, DURATION, "-1 week", "-1 week"),
    "one working day": (1, WORKING_DAYS, "1 working day", "1 working day"),
    "working days are never weeks": (7, WORKING_DAYS, "7 working days", "7 working days"),
    "one month": (1, PERIOD, "1 month", "1 month"),
    "months": (18, PERIOD, "18 months", "18 months"),
    "one year": (12, PERIOD, "1 year", "1 year"),
    "years": (216, PERIOD, "18 years", "18 years"),
    "no months": (0, PERIOD, "0 months", "0 months"),
    "months backwards": (-3, PERIOD, "-3 months", "-3 months"),
    "a choice with words": ("applied", STAGE, "Waiting", "applied"),
    "a choice without words": ("on_hold", STAGE, "on hold", "on_hold"),
    "text as it stands": ("007 – No", TEXT, "007 – No", "007 – No"),
}


@pytest.mark.parametrize("case", SAID.values(), ids=SAID)
def test_a_value_is_said_as_a_person_says_it_and_written_as_files_write_it(
    case: tuple[Value | None, Type, str, str],
) -> None:
    value, kind, said, in_file = case
    assert words_of(value, kind, {"applied": "Waiting"}) == said
    assert written(value, kind) == in_file


@given(st.integers(1 - 10**18, 10**18 - 1))
def test_a_number_in_words_is_exact(millionths: int) -> None:
    whole, _, rest = number_words(millionths).lstrip("-").partition(".")
    assert int(whole) * MILLION + int(rest.ljust(6, "0")) == abs(millionths)
    assert not rest.endswith("0")
