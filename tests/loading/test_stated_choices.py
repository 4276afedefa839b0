"""Which choice a cell of data means."""

from __future__ import annotations

import pytest

from advisor.loading.declarations.stated_choices import choice_meant

CHOICES = ("interview_scheduled", "rejected", "first_choice", "first", "x-y", "x_y")
ALSO = (("turned down", "rejected"), ("Second Best", "first"))
WORDS = {
    "rejected": "They turned me down",
    "first": "It’s the first one",
    "x-y": "Either",
    "x_y": "Either",
}
MEANT = [
    ("interview_scheduled", "interview_scheduled"),
    ("Interview Scheduled", "interview_scheduled"),
    ("INTERVIEW-SCHEDULED", "interview_scheduled"),
    ("  interview   scheduled.", "interview_scheduled"),
    ("Turned Down", "rejected"),
    ("they turned me down.", "rejected"),
    ("second best", "first"),
    ("it's the first one", "first"),
    ("First", "first"),
    ("x-y", "x-y"),
    ("x_y", "x_y"),
]
NONE = ["X Y", "either", "interview", "first choices", "", "-", "interviewscheduled"]


@pytest.mark.parametrize(("text", "choice"), MEANT)
def test_a_choice_is_known_by_other_letters_signs_and_words(text: str, choice: str) -> None:
    assert choice_meant(text, CHOICES, ALSO, WORDS) == choice


@pytest.mark.parametrize("text", NONE)
def test_what_is_like_none_or_like_two_stays_as_it_is(text: str) -> None:
    assert choice_meant(text, CHOICES, ALSO, WORDS) == text
