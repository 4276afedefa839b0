"""Days as people say them, read by the side on which the fact looks; seen from Wednesday 25 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.api import default_pack, load_pack
from advisor.dialogue.answers import Answered, NoneGiven, Skipped
from advisor.dialogue.dates import is_on_side, read_date
from advisor.dialogue.quantities import Ambiguous, AskedBack, Problem
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import understand
from advisor.ir import LAST_DATE, WEEKDAYS, Looks
from tests.dialogue.questions_for_tests import date_question, question_of
from tests.dialogue.test_dates import UNDERSTOOD

WEDNESDAY = date(2026, 11, 25).toordinal()


def day(words: str) -> int:
    """`27 nov` or `2 jan 2027` as an ordinal."""
    number, month, *year = words.split()
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return date(int(year[0]) if year else 2026, months.index(month) + 1, int(number)).toordinal()


AHEAD = {
    # The day of the week.
    "friday": "27 nov",
    "Fri": "27 nov",
    "by friday": "27 nov",
    "on Friday.": "27 nov",
    "until friday": "27 nov",
    "monday": "30 nov",
    "tuesday": "1 dec",
    "by tues": "1 dec",
    "thursday": "26 nov",
    "this friday": "27 nov",
    "coming friday": "27 nov",
    "next wednesday": "2 dec",
    "friday next week": "4 dec",
    "next week on monday": "30 nov",
    "friday morning": "27 nov",
    "friday 5pm": "27 nov",
    "friday at 10:30": "27 nov",
    "friday by noon": "27 nov",
    "friday at the latest": "27 nov",
    "close of business on friday": "27 nov",
    "cob friday": "27 nov",
    "friday end of day": "27 nov",
    "no later than friday": "27 nov",
    "probably friday": "27 nov",
    "maybe on friday": "27 nov",
    "friday, I think": "27 nov",
    "first thing monday": "30 nov",
    # Weeks from a day.
    "monday week": "7 dec",
    "friday week": "4 dec",
    "tomorrow week": "3 dec",
    "today week": "2 dec",
    "a week today": "2 dec",
    "a week tomorrow": "3 dec",
    "a week on friday": "4 dec",
    "a week from friday": "4 dec",
    "two weeks on monday": "14 dec",
    "a fortnight on monday": "14 dec",
    "friday fortnight": "11 dec",
    "tuesday after next": "8 dec",
    # Lengths of time.
    "a week": "2 dec",
    "one week": "2 dec",
    "in a week": "2 dec",
    "in about a week": "2 dec",
    "in around 10 days": "5 dec",
    "about a week": "2 dec",
    "within a week": "2 dec",
    "within 10 days": "5 dec",
    "within 10 working days": "9 dec",
    "in 10 working days": "9 dec",
    "10 working days": "9 dec",
    "5 business days": "2 dec",
    "2 weeks": "9 dec",
    "two weeks": "9 dec",
    "a couple of weeks": "9 dec",
    "in a couple of weeks": "9 dec",
    "a couple of days": "27 nov",
    "in a few days": "28 nov",
    "a few weeks": "16 dec",
    "in two or three weeks": "16 dec",
    "2-3 weeks": "16 dec",
    "2 to 3 weeks": "16 dec",
    "in 2–3 days": "28 nov",
    "in the next two weeks": "9 dec",
    "over the next week": "2 dec",
    "up to two weeks": "9 dec",
    "a fortnight": "9 dec",
    "in a fortnight": "9 dec",
    "a month": "25 dec",
    "in a month": "25 dec",
    "two weeks from now": "9 dec",
    "in 2 weeks or so": "9 dec",
    "after two weeks": "9 dec",
    # Parts of weeks and months.
    "next week": "4 dec",
    "sometime next week": "4 dec",
    "in the course of next week": "4 dec",
    "end of next week": "4 dec",
    "by the end of next week": "4 dec",
    "late next week": "4 dec",
    "early next week": "30 nov",
    "beginning of next week": "30 nov",
    "mid next week": "2 dec",
    "middle of next week": "2 dec",
    "this week": "27 nov",
    "later this week": "27 nov",
    "end of the week": "27 nov",
    "the end of this week": "27 nov",
    "eow": "27 nov",
    "week after next": "11 dec",
    "the week after next": "11 dec",
    "end of the week after next": "11 dec",
    "mid december": "15 dec",
    "mid-December": "15 dec",
    "the middle of december": "15 dec",
    "middle of next month": "15 dec",
    "mid march": "15 mar 2027",
    "end of december": "31 dec",
    "end of the month": "30 nov",
    "eom": "30 nov",
    "end of next month": "31 dec",
    "end of january": "31 jan 2027",
    "beginning of january": "1 jan 2027",
    "end of the year": "31 dec",
    # Days of the month.
    "the 4th": "4 dec",
    "by the 4th": "4 dec",
    "the 25th": "25 nov",
    "the 26th": "26 nov",
    "4 dec": "4 dec",
    "4 Dec, 5pm": "4 dec",
    "around 4 dec": "4 dec",
    "Dec 4th at noon": "4 dec",
    "fri 4 dec": "4 dec",
    "Friday the 4th": "4 dec",
    "10 january": "10 jan 2027",
    "10 june": "10 jun 2027",
    "4.12.": "4 dec",
    "christmas": "25 dec",
    "by christmas": "25 dec",
    "christmas eve": "24 dec",
    "boxing day": "26 dec",
    "new year": "1 jan 2027",
    "new year's eve": "31 dec",
    # Plain ones, and those that are written out: these are taken as they stand.
    "today": "25 nov",
    "tonight": "25 nov",
    "eod": "25 nov",
    "tomorrow": "26 nov",
    "tomorrow at 10": "26 nov",
    "day after tomorrow": "27 nov",
    "2026-12-04": "4 dec",
    "2026-11-20": "20 nov",
    "20 nov 2026": "20 nov",
}
BACK = {
    "friday": "20 nov",
    "on friday": "20 nov",
    "Fri": "20 nov",
    "tuesday": "24 nov",
    "monday": "23 nov",
    "thursday": "19 nov",
    "sunday": "22 nov",
    "last friday": "20 nov",
    "last tuesday": "24 nov",
    "last wednesday": "18 nov",
    "friday last": "20 nov",
    "this past friday": "20 nov",
    "friday just gone": "20 nov",
    "friday last week": "20 nov",
    "friday before last": "13 nov",
    "a week ago friday": "13 nov",
    "a week last friday": "13 nov",
    "friday morning": "20 nov",
    "friday at 3pm": "20 nov",
    "yesterday": "24 nov",
    "yesterday evening": "24 nov",
    "last night": "24 nov",
    "day before yesterday": "23 nov",
    "this morning": "25 nov",
    "today": "25 nov",
    "now": "25 nov",
    "3 days ago": "22 nov",
    "three days ago": "22 nov",
    "a week ago": "18 nov",
    "about a week ago": "18 nov",
    "around 2 weeks ago": "11 nov",
    "two weeks ago": "11 nov",
    "a couple of days ago": "23 nov",
    "a few days ago": "22 nov",
    "a couple of weeks ago": "11 nov",
    "a fortnight ago": "11 nov",
    "2 weeks": "11 nov",
    "a month ago": "25 oct",
    "5 working days ago": "18 nov",
    "3 days back": "22 nov",
    "the 4th": "4 nov",
    "the 25th": "25 nov",
    "the 26th": "26 oct",
    "20 nov": "20 nov",
    "20th of november": "20 nov",
    "around 20 nov": "20 nov",
    "3 march": "3 mar",
    "10 june": "10 jun",
    "mid november": "15 nov",
    "mid october": "15 oct",
    "middle of last month": "15 oct",
    "end of october": "31 oct",
    "end of last month": "31 oct",
    "beginning of november": "1 nov",
    "early last week": "16 nov",
    "end of last week": "20 nov",
    "fri 20 nov": "20 nov",
    "20.11.": "20 nov",
    "20/11": "20 nov",
    "2026-11-20": "20 nov",
}
PHRASES = [(Looks.AHEAD, *row) for row in AHEAD.items()] + [
    (Looks.BACK, words, meant) for words, meant in BACK.items() if meant is not None
]


def test_the_tables_hold_at_least_150_phrases() -> None:
    assert len(PHRASES) >= 150


@pytest.mark.parametrize(("looks", "words", "meant"), PHRASES)
def test_a_phrase_is_read_by_the_side_on_which_the_fact_looks(
    looks: Looks, words: str, meant: str
) -> None:
    assert read_date(words, WEDNESDAY, looks) == day(meant)


TO_COME = {
    "next friday": "that would be in the future: Fri 27 Nov. Did you mean Fri 20 Nov?",
    "friday week": "that would be in the future: Fri 4 Dec. Did you mean Fri 20 Nov?",
    "this friday": "that would be in the future: Fri 27 Nov. Did you mean Fri 20 Nov?",
    "fri 4 dec": "that would be in the future: Fri 4 Dec. Did you mean Fri 20 Nov?",
    "tomorrow": "that would be in the future: Thu 26 Nov, and this is about something that has happened",
    "in 3 days": "that would be in the future: Sat 28 Nov, and this is about something that has happened",
    "4 dec": "that would be in the future: Fri 4 Dec, and this is about something that has happened",
    "2026-12-04": "that would be in the future: Fri 4 Dec, and this is about something that has happened",
    "end of next week": "that would be in the future: Fri 4 Dec, and this is about something that has happened",
}
PASSED = {
    "last friday": "that would be in the past: Fri 20 Nov. Did you mean Fri 27 Nov?",
    "friday last week": "that would be in the past: Fri 20 Nov. Did you mean Fri 27 Nov?",
    "fri 20 nov": "that would be in the past: Fri 20 Nov. Did you mean Fri 27 Nov?",
    "yesterday": "that would be in the past: Tue 24 Nov. Is that right?",
    "3 days ago": "that would be in the past: Sun 22 Nov. Is that right?",
    "20 nov": "that would be in the past: Fri 20 Nov. Is that right?",
    "end of last week": "that would be in the past: Fri 20 Nov. Is that right?",
}
WRONG_SIDE = [(Looks.BACK, *row) for row in TO_COME.items()] + [
    (Looks.AHEAD, *row) for row in PASSED.items()
]


@pytest.mark.parametrize(("looks", "words", "message"), WRONG_SIDE)
def test_a_day_on_the_wrong_side_is_asked_back(looks: Looks, words: str, message: str) -> None:
    found = read_date(words, WEDNESDAY, looks)
    assert isinstance(found, Problem)
    assert found.message == message


@pytest.mark.parametrize("today", range(7))
@pytest.mark.parametrize("said", range(7))
@pytest.mark.parametrize("looks", [Looks.BACK, Looks.AHEAD])
def test_a_bare_day_of_the_week_is_the_nearest_on_its_side_or_asked_back(
    today: int, said: int, looks: Looks
) -> None:
    # Monday 23 to Sunday 29 November; said is Monday to Sunday.
    now = date(2026, 11, 23 + today)
    found = read_date(WEEKDAYS[said].lower(), now.toordinal(), looks)
    if said == today:
        last_or_next = "next" if looks is Looks.AHEAD else "last"
        assert isinstance(found, Problem)
        assert f"`today` or `{last_or_next} {WEEKDAYS[said]}`" in found.message
        return
    assert isinstance(found, int)
    meant = date.fromordinal(found)
    assert meant.weekday() == said
    days = (meant - now).days
    assert 1 <= days <= 6 if looks is Looks.AHEAD else -6 <= days <= -1


def test_on_a_friday_friday_is_today_or_a_week_off() -> None:
    friday = date(2026, 11, 27).toordinal()
    assert read_date("friday", friday, Looks.AHEAD) == Ambiguous(
        "today is a Friday: do you mean today or Fri 4 Dec? Say `today` or `next Friday`",
        (friday, friday + 7),
    )
    assert read_date("next Friday", friday, Looks.AHEAD) == friday + 7
    assert read_date("friday", friday, Looks.BACK) == Ambiguous(
        "today is a Friday: do you mean today or Fri 20 Nov? Say `today` or `last Friday`",
        (friday, friday - 7),
    )
    assert read_date("last Friday", friday, Looks.BACK) == friday - 7


def test_on_a_saturday_the_end_of_the_week_is_sunday() -> None:
    saturday = date(2026, 11, 28).toordinal()
    assert read_date("end of the week", saturday, Looks.AHEAD) == saturday + 1


CONFIRMED = [
    (Looks.AHEAD, "last friday", "yes", day("27 nov")),
    (Looks.AHEAD, "last friday", "Last Friday", day("20 nov")),
    (Looks.AHEAD, "yesterday", "yes", day("24 nov")),
    (Looks.AHEAD, "yesterday", "yesterday", day("24 nov")),
    (Looks.BACK, "next friday", "yes", day("20 nov")),
]


@pytest.mark.parametrize(("looks", "typed", "then", "meant"), CONFIRMED)
def test_what_was_asked_back_can_be_confirmed(
    looks: Looks, typed: str, then: str, meant: int
) -> None:
    question = date_question(looks)
    asked_back = understand(question, typed, WEDNESDAY)
    assert isinstance(asked_back, AskedBack)
    assert understand(question, then, WEDNESDAY, asked_back) == Answered(meant)


def test_what_cannot_be_right_is_not_taken_for_being_said_twice() -> None:
    question = date_question(Looks.BACK)
    asked_back = understand(question, "next friday", WEDNESDAY)
    assert isinstance(asked_back, AskedBack)
    assert isinstance(understand(question, "next friday", WEDNESDAY, asked_back), AskedBack)


SKIPPED = ("not sure", "don't know", "I don't know", "no idea", "maybe", "I'm not sure", "unsure")
NONE = ("they didn't say", "They did not say.", "not yet", "no deadline", "nothing yet", "never")


@pytest.mark.parametrize("kind", ["date", "duration", "period", "choice", "text"])
@pytest.mark.parametrize("typed", SKIPPED)
def test_not_to_know_is_an_answer(kind: str, typed: str) -> None:
    assert understand(question_of(kind), typed, WEDNESDAY) == Skipped()


@pytest.mark.parametrize("kind", ["date", "duration", "period", "choice", "text"])
@pytest.mark.parametrize("typed", NONE)
def test_that_there_is_none_so_far_is_an_answer(kind: str, typed: str) -> None:
    assert understand(question_of(kind), typed, WEDNESDAY) == NoneGiven()


def test_not_yet_is_no_where_yes_and_no_are_the_answers() -> None:
    assert understand(question_of("yes-no"), "not yet", WEDNESDAY) == Answered(False)
    assert understand(question_of("yes-no"), "maybe", WEDNESDAY) == Skipped()


def test_never_is_nought_where_a_number_is_asked_for() -> None:
    assert understand(question_of("number"), "never", WEDNESDAY) == Answered(0)


WORDS = st.sampled_from([*UNDERSTOOD, *AHEAD, *BACK, "week", "next", "last", "a", "of", "friday"])
ANY_TEXT = st.text(max_size=30) | st.lists(WORDS, max_size=4).map(" ".join)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(ANY_TEXT, st.integers(1, LAST_DATE), st.sampled_from(list(Looks)))
def test_any_text_is_a_day_on_its_side_or_asked_back(text: str, today: int, looks: Looks) -> None:
    found = read_date(text, today, looks)
    if isinstance(found, int):
        is_written_out = looks is Looks.AHEAD and any(c.isdigit() for c in text)
        assert is_on_side(found, today, looks) or is_written_out
    else:
        assert found.message
        assert "\n" not in found.message


SPOKEN = {
    "ghosted": "interviewed",
    "Ghosted me!": "interviewed",
    "they said no": "rejected",
    "got the job": "offered",
    "second interview": "interview_scheduled",
    "waiting": "interviewed",
    "turned down": "rejected",
    "withdrew": "withdrawn",
}


@pytest.mark.parametrize(("typed", "stage"), SPOKEN.items())
def test_a_stage_may_be_told_in_other_words(typed: str, stage: str) -> None:
    declared = load_pack(default_pack(), with_tests=False).pack.fact("application", "stage")
    question = FactQuestion("", "", declared, "Where do things stand?")
    assert understand(question, typed, WEDNESDAY) == Answered(stage)
