"""Dates in words."""

from datetime import date

import pytest

from advisor.ir import iso_date
from advisor.rendering.words import date_words, relative_date, weekday_words

TODAY = date(2026, 11, 23).toordinal()  # a Monday

RELATIVE = {
    "today": ("2026-11-23", "today"),
    "tomorrow": ("2026-11-24", "tomorrow, Tue 24 Nov"),
    "some days on": ("2026-11-27", "in 4 days, Fri 27 Nov"),
    "yesterday": ("2026-11-22", "yesterday, Sun 22 Nov"),
    "some days ago": ("2026-11-20", "3 days ago, Fri 20 Nov"),
    "another year is named": ("2027-01-04", "in 42 days, Mon 4 Jan 2027"),
    "the year before too": ("2025-11-23", "365 days ago, Sun 23 Nov 2025"),
}


@pytest.mark.parametrize("case", RELATIVE.values(), ids=RELATIVE)
def test_a_date_is_told_as_seen_from_today(case: tuple[str, str]) -> None:
    day, words = case
    assert relative_date(date.fromisoformat(day).toordinal(), TODAY) == words


def test_a_date_alone_names_its_year() -> None:
    assert date_words(TODAY) == "23 Nov 2026"
    assert weekday_words(TODAY) == "Mon 23 Nov 2026"
    assert iso_date(TODAY) == "2026-11-23"


def test_the_last_of_all_dates_can_be_told() -> None:
    assert relative_date(3_652_059, 1) == "in 3652058 days, Fri 31 Dec 9999"
