"""Choices picked by words as people type them; `?`: it is asked back, and what is named there has to be named."""

from __future__ import annotations

import pytest

from advisor import api
from advisor.dialogue.choices import read_choice
from advisor.dialogue.dates import read_date
from advisor.dialogue.quantities import AskedBack, Problem, Unknown
from advisor.ir import Looks

SAID = """
preference: favourite = first_choice
preference: my favourite = first_choice
preference: my first choice = first_choice
preference: good one = good
preference: don't want it = not_wanted
preference: do not want = not_wanted
preference: I want it = ?
preference: want it = ?
preference: not my first choice = ?
preference: not a good choice = ?
preference: not a fallback = ?
preference: plan b = fallback
offer_form: verbally = verbal
offer_form: over the phone = verbal
offer_form: in writing = ? 2 (In writing, with no conditions left) or 3
offer_form: not in writing = verbal
last_asked_by: emailed them = email
last_asked_by: I e-mailed = email
last_asked_by: left a voicemail = voicemail
last_asked_by: I rang them = ?
acceptance_form: signed it = signed
acceptance_form: not signed = ?
contact_rule: no phone calls please = no_calls
contact_rule: phone calls = ?
stage: rejected me = rejected
stage: I rejected them = ?
stage: they withdrew = offer_withdrawn
stage: they withdrew my application = ?
stage: had the interview = interviewed
stage: the interview = ? 2 (An interview is agreed or proposed) or 3 (Interviewed
stage: no offer = ?
stage: no interview = applied
answer: decline = declined
answer: not accept = ?
answer: taking it = accepted
stage: turned them down = declined
stage: turned me down = rejected
stage: the second one = interview_scheduled
preference: option 3 = fallback
preference: the first = first_choice
offer_form: the second one = written
offer_form: yes, by phone = verbal
offer_form: well, over the phone = verbal
offer_form: yes = ?
offer_form: oh, in writing = ?
offer_form: so they told me = verbal
offer_form: they = ?
offer_form: by = ?
offer_form: I have = ?
offer_form: they told me = verbal
offer_form: phone = verbal
offer_form: on the phone = verbal
stage: phone = ?
stage: letter = ?
stage: hr = ?
stage: offer by phone = offered
stage: hr screen = ?
referees_called: both = all_of_them
referees_called: not yet = none_yet
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_a_choice_is_read_by_its_words_or_asked_back(row: str) -> None:
    said, _, expected = row.rpartition(" = ")
    fact, _, typed = said.partition(": ")
    declared = api.load_pack(with_tests=False).pack.fact("application", fact)
    found = read_choice(typed, declared.type.choices, declared.words, declared.type.also)
    if expected.startswith("?"):
        assert isinstance(found, Problem), found
        assert expected[2:] in found.message
    else:
        assert found == expected


def test_the_only_choice_that_shares_a_word_is_named() -> None:
    words = {"none": "Nobody picked up", "spoke": "I spoke to somebody"}
    found = read_choice("spoke briefly", ("none", "spoke"), words)
    assert found == Unknown(
        "`spoke briefly` is none of the answers: did you mean `I spoke to somebody`? "
        "Or type a number from 1 to 2"
    )


MISTYPED = {
    "yestrday": ("did you mean `yesterday`, Tue 24 Nov?", "2026-11-24"),
    "last firday": ("did you mean `last friday`, Fri 20 Nov?", "2026-11-20"),
    "3 novembr": ("did you mean `3 november`, Tue 3 Nov?", "2026-11-03"),
}


@pytest.mark.parametrize(("typed", "expected"), MISTYPED.items())
def test_a_mistyped_day_is_asked_back_with_the_day_to_confirm(
    typed: str, expected: tuple[str, str]
) -> None:
    today = read_date("2026-11-25", 1)
    assert isinstance(today, int)
    question, day = expected
    message = f"`{typed}` is not a day that I know: {question}"
    meant = read_date(day, today)
    assert isinstance(meant, int)
    assert read_date(typed, today, Looks.BACK) == AskedBack(message, typed, meant, None)
