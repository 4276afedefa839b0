"""Days and lengths of time as one writes them in a letter."""

from datetime import date

import pytest

from advisor.ir import Kind
from advisor.rendering.letter_filters import LetterDay, letter_length

SENT = date(2026, 12, 30)  # a Wednesday

DAYS = {
    date(2026, 12, 30): ("today", "today", "Wednesday 30 December"),
    date(2026, 12, 29): ("yesterday", "yesterday", "Tuesday 29 December"),
    date(2026, 12, 28): ("Monday", "on Monday", "Monday 28 December"),
    date(2026, 12, 24): ("Thursday", "on Thursday", "Thursday 24 December"),
    date(2026, 12, 23): ("23 December", "on 23 December", "Wednesday 23 December"),
    date(2026, 12, 31): ("tomorrow", "tomorrow", "Thursday 31 December"),
    date(2027, 1, 1): ("Friday", "on Friday", "Friday 1 January 2027"),
    date(2027, 1, 5): ("Tuesday", "on Tuesday", "Tuesday 5 January 2027"),
    date(2027, 1, 6): ("6 January 2027", "on 6 January 2027", "Wednesday 6 January 2027"),
    date(2026, 1, 6): ("6 January", "on 6 January", "Tuesday 6 January"),
    date(2025, 12, 30): ("30 December 2025", "on 30 December 2025", "Tuesday 30 December 2025"),
}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_has_the_shortest_name_that_cannot_be_mistaken(day: date) -> None:
    written = LetterDay(day.toordinal(), SENT.toordinal())
    assert (str(written), written.on(), written.in_full()) == DAYS[day]


def test_days_are_ordered_and_counted() -> None:
    sent = SENT.toordinal()
    before, after = LetterDay(sent - 3, sent), LetterDay(sent + 10, sent)
    assert min([after, before]) is before
    assert (before.days_ago(), after.days_ago()) == (3, -10)


LENGTHS = {
    (0, Kind.DURATION): "0 days",
    (1, Kind.DURATION): "a day",
    (2, Kind.DURATION): "two days",
    (7, Kind.DURATION): "a week",
    (10, Kind.DURATION): "ten days",
    (12, Kind.DURATION): "twelve days",
    (13, Kind.DURATION): "13 days",
    (14, Kind.DURATION): "two weeks",
    (91, Kind.DURATION): "13 weeks",
    (1, Kind.PERIOD): "a month",
    (6, Kind.PERIOD): "six months",
    (12, Kind.PERIOD): "a year",
    (18, Kind.PERIOD): "18 months",
    (216, Kind.PERIOD): "18 years",
    (0, Kind.PERIOD): "0 months",
    (1, Kind.WORKING_DAYS): "a working day",
    (7, Kind.WORKING_DAYS): "seven working days",
}


@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_a_length_of_time_is_written_in_words(length: tuple[int, Kind]) -> None:
    assert letter_length(*length) == LENGTHS[length]
