"""Dates as people say them, seen from Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.dialogue.dates import MONTHS, date_echo, read_date
from advisor.dialogue.quantities import Ambiguous, Problem
from advisor.ir import LAST_DATE, Calendar

SUNDAY = date(2026, 11, 22)
TODAY = SUNDAY.toordinal()

UNDERSTOOD = {
    "today": "2026-11-22",
    "Today.": "2026-11-22",
    " TODAY ": "2026-11-22",
    "now": "2026-11-22",
    "yesterday": "2026-11-21",
    "tomorrow": "2026-11-23",
    "the day before yesterday": "2026-11-20",
    "the day after tomorrow": "2026-11-24",
    "3 days ago": "2026-11-19",
    "three days ago": "2026-11-19",
    "1 day ago": "2026-11-21",
    "a week ago": "2026-11-15",
    "2 weeks ago": "2026-11-08",
    "two months ago": "2026-09-22",
    "in 3 days": "2026-11-25",
    "in 2 weeks": "2026-12-06",
    "in two weeks' time": "2026-12-06",
    "in a fortnight": "2026-12-06",
    "a week from today": "2026-11-29",
    "10 days from now": "2026-12-02",
    "in a month": "2026-12-22",
    "a year ago": "2025-11-22",
    "in 1 working day": "2026-11-23",
    "in 5 working days": "2026-11-27",
    "in 6 business days": "2026-11-30",
    "1 working day ago": "2026-11-20",
    "last friday": "2026-11-20",
    "last sunday": "2026-11-15",
    "friday": "2026-11-20",
    "Fri": "2026-11-20",
    "tues": "2026-11-24",
    "wednesday": "2026-11-25",
    "thursday": "2026-11-19",
    "sunday": "2026-11-22",
    "this friday": "2026-11-27",
    "next friday": "2026-11-27",
    "next sunday": "2026-11-29",
    "friday next week": "2026-11-27",
    "friday last week": "2026-11-13",
    "next week on monday": "2026-11-23",
    "friday of this week": "2026-11-20",
    "20 nov": "2026-11-20",
    "nov 20": "2026-11-20",
    "20 november": "2026-11-20",
    "20th of November": "2026-11-20",
    "November 20th, 2026": "2026-11-20",
    "20 November 2026": "2026-11-20",
    "20nov": "2026-11-20",
    "20-Nov-2026": "2026-11-20",
    "20. November": "2026-11-20",
    "1 Dec '26": "2026-12-01",
    "on 20 nov": "2026-11-20",
    "by the 20th of november": "2026-11-20",
    "20.11.": "2026-11-20",
    "20.11": "2026-11-20",
    "20.11.2026": "2026-11-20",
    "20.11.26": "2026-11-20",
    "3.4.2026": "2026-04-03",
    "20/11/2026": "2026-11-20",
    "11/20/2026": "2026-11-20",
    "20/11": "2026-11-20",
    "04/04/2026": "2026-04-04",
    "20-11-2026": "2026-11-20",
    "2026-11-20": "2026-11-20",
    "2026/11/20": "2026-11-20",
    "20261120": "2026-11-20",
    "2026-11-20T10:30": "2026-11-20",
    "Fri 20 Nov 2026": "2026-11-20",
    "Friday, 20 November": "2026-11-20",
    "friday the 20th": "2026-11-20",
    "the 20th": "2026-11-20",
    "the 31st": "2026-10-31",
    "1 january": "2027-01-01",  # the nearest one
    "5 may": "2027-05-05",
    "30 may": "2026-05-30",
    "29 feb": "2028-02-29",
    "end of the month": "2026-11-30",
    "end of month": "2026-11-30",
    "the end of this month": "2026-11-30",
    "end of next month": "2026-12-31",
    "beginning of next month": "2026-12-01",
    "end of february": "2027-02-28",
    "start of december": "2026-12-01",
    "the first of december": "2026-12-01",
    "end of february 2028": "2028-02-29",
    "end of the year": "2026-12-31",
    "end of last month": "2026-10-31",
    "first monday in december": "2026-12-07",
    "the last friday of november": "2026-11-27",
    "second tuesday of next month": "2026-12-08",
    "last thursday of the month": "2026-11-26",
    "first wednesday of last month": "2026-10-07",
    "1st fri in jan": "2027-01-01",
    "third monday in may 2027": "2027-05-17",
    "2 days after tomorrow": "2026-11-25",
    "three days from tomorrow": "2026-11-26",
    "a week before yesterday": "2026-11-14",
    "1 working day after today": "2026-11-23",
    "two days before yesterday": "2026-11-19",
    "week commencing 7 december": "2026-12-07",
    "the week beginning 30 nov": "2026-11-30",
    "9999-12-31": "9999-12-31",
    "0001-01-01": "0001-01-01",
}

REFUSED = {
    "": "type a day",
    "30 feb": "there is no 30 February: it has at most 29 days",
    "31 november": "there is no 31 November: it has 30 days",
    "29 feb 2026": "there is no 29 February in 2026: it has 28 days then",
    "2026-02-30": "there is no 30 February",
    "2026-13-01": "there is no month 13",
    "0 nov": "there is no 0 November",
    "13/13/2026": "there is no month 13",
    "0000-01-01": "years run from 1 to 9999",
    "03/04/2026": "may mean 3 April or 4 March: say the month by its name",
    "3-4": "may mean 3 April or 4 March",
    "Thu 20 Nov 2026": "Fri 20 Nov 2026 is a Friday, not a Thursday",
    "20": "`20` of which month?",
    "nov": "which day of the month",
    "in november": "which day of the month",
    "november 2026": "which day of the month",
    "the 32nd": "no month has 32 days",
    "next week": "is a whole week: name a day of it, for example `friday next week`",
    "last week": "is a whole week: name a day of it, for example `friday last week`",
    "next month": "is not one day",
    "end of the week": "is a whole week",
    "tommorow": "did you mean `tomorrow`, Mon 23 Nov?",
    "yesteday": "did you mean `yesterday`, Sat 21 Nov?",
    "3 febuary": "did you mean `3 february`, Wed 3 Feb 2027?",
    "last firday": "did you mean `last friday`, Fri 20 Nov?",
    "in some days": "how many days is `some`?",
    "in 9999999 days": "that day is beyond the calendar",
    "9999999 working days ago": "that day is beyond the calendar",
    "9999 years ago": "that day is beyond the calendar",
    "soon": "`soon` is not a day that I know",
    "no idea": "is not a day that I know",
    "2026-W02-1": "`2026-W02-1` is not a day that I know",
}


@pytest.mark.parametrize(("words", "iso"), UNDERSTOOD.items())
def test_a_day_is_understood(words: str, iso: str) -> None:
    assert read_date(words, TODAY) == date.fromisoformat(iso).toordinal()


@pytest.mark.parametrize(("words", "reason"), REFUSED.items())
def test_what_is_not_one_day_is_refused_with_the_reason(words: str, reason: str) -> None:
    found = read_date(words, TODAY)
    assert isinstance(found, Problem)
    assert reason in found.message


def test_next_friday_is_asked_back_where_people_mean_two_different_days_by_it() -> None:
    tuesday = date(2026, 11, 24).toordinal()
    found = read_date("next friday", tuesday)
    days = (date(2026, 11, 27).toordinal(), date(2026, 12, 4).toordinal())
    assert found == Ambiguous(
        "`next friday` may mean Fri 27 Nov 2026 or Fri 4 Dec 2026: "
        "say `this Friday` or `Friday next week`",
        days,
    )
    assert read_date("this Friday", tuesday) == date(2026, 11, 27).toordinal()
    assert read_date("Friday next week", tuesday) == date(2026, 12, 4).toordinal()


def test_a_day_without_a_year_is_the_one_nearest_to_today() -> None:
    new_year = date(2026, 1, 2).toordinal()
    assert read_date("20 dec", new_year) == date(2025, 12, 20).toordinal()
    assert read_date("20 jan", new_year) == date(2026, 1, 20).toordinal()


def test_a_month_from_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert read_date("in a month", date(2026, 1, 31).toordinal()) == date(2026, 2, 28).toordinal()


def test_an_understood_date_is_repeated_with_its_weekday_and_distance() -> None:
    assert date_echo(TODAY - 2, TODAY) == "Fri 20 Nov 2026, 2 days ago"
    assert date_echo(TODAY, TODAY) == "Sun 22 Nov 2026, today"


DAYS = st.integers(1, LAST_DATE)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(DAYS, DAYS)
def test_a_whole_date_means_the_same_on_any_day(day: int, today: int) -> None:
    said = date.fromordinal(day)
    name = MONTHS[said.month - 1]
    for words in (
        said.isoformat(),
        f"{said.day} {name} {said.year:04}",
        f"{name} {said.day}, {said.year:04}",
        f"{said.day}.{said.month}.{said.year:04}",
    ):
        assert read_date(words, today) == day


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(1000, LAST_DATE - 1000), st.integers(-180, 180))
def test_a_date_without_its_year_is_within_half_a_year(today: int, distance: int) -> None:
    said = date.fromordinal(today) + timedelta(days=distance)
    if (said.month, said.day) != (2, 29):
        assert read_date(f"{said.day} {MONTHS[said.month - 1]}", today) == said.toordinal()


WORDS = st.sampled_from(
    [
        *UNDERSTOOD,
        *REFUSED,
        "end of",
        "last",
        "next",
        "week",
        "20",
        "2026",
        "/",
        ".",
        "-",
        "feb",
        "of",
    ]
)
ANY_TEXT = st.text(max_size=30) | st.lists(WORDS, max_size=4).map(" ".join)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(ANY_TEXT, DAYS)
def test_any_text_is_a_day_or_is_explained(text: str, today: int) -> None:
    found = read_date(text, today)
    if isinstance(found, Problem):
        assert found.message and "\n" not in found.message
    else:
        assert 1 <= found <= LAST_DATE


# Thu 24, Fri 25 and Mon 28 Dec 2026 are closed; the calendar is known for 2026.
WINTER = Calendar(
    "winter",
    closed=tuple(date(2026, 12, day).toordinal() for day in (24, 25, 28)),
    first=date(2026, 1, 1).toordinal(),
    last=date(2026, 12, 31).toordinal(),
)
BY_CALENDAR = {
    "over Christmas": ("in 2 working days", date(2026, 12, 23), WINTER, date(2026, 12, 30)),
    "from a closed day": ("in 1 working day", date(2026, 12, 25), WINTER, date(2026, 12, 29)),
    "back over Christmas": ("2 working days ago", date(2026, 12, 30), WINTER, date(2026, 12, 23)),
    "within some": ("within 2 working days", date(2026, 12, 23), WINTER, date(2026, 12, 30)),
    "a week that begins on Sunday": (
        "in 10 working days",
        date(2026, 12, 24),
        Calendar("gulf", (4, 5)),
        date(2027, 1, 7),
    ),
    "days of the calendar stay what they are": (
        "in 2 days",
        date(2026, 12, 23),
        WINTER,
        date(2026, 12, 25),
    ),
    "beyond the years": (
        "in 5 working days",
        date(2026, 12, 29),
        WINTER,
        "who works when is known for 2026 only: say the day itself",
    ),
}


@pytest.mark.parametrize(
    ("said", "today", "calendar", "meant"), BY_CALENDAR.values(), ids=BY_CALENDAR
)
def test_working_days_are_counted_by_the_calendar(
    said: str, today: date, calendar: Calendar, meant: date | str
) -> None:
    found = read_date(said, today.toordinal(), None, calendar)
    assert (found.message if isinstance(found, Problem) else date.fromordinal(found)) == meant
