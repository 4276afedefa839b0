"""Who asks instead of answering is told where the answer is, at every kind of prompt, and what is told beside it is kept."""

from __future__ import annotations

import pytest

from advisor.api import load_pack
from advisor.dialogue.answers import AskedInReturn, Named
from advisor.dialogue.conversation import begin
from advisor.dialogue.next_question import next_question
from advisor.dialogue.own_questions import is_own_question, without_own_questions
from advisor.dialogue.replies import understand

TODAY = 739_950  # Mon 2026-11-30

QUESTIONS = """
can I negotiate?
Can I still negotiate
should I say yes?
is it too late to thank them?
is it too late to thank them
what if they say no
what now?
how long should I wait
how do I ask for more time
Do I have to answer today
may I call them?
which offer is better?
which one should I take
why have they not called?
so what do I do now
ok and should I thank them again?
any tips for the interview
can you help me negotiate?
I don't know what to say
did they reject me?
is a second email too pushy?
are handwritten notes still normal?
do employers mind a chase?
"""
NO_QUESTIONS = """
friday?
may 5?
acme?
how about friday
when they call
what they said was by friday
they asked can I start on monday
they have
have they
i have been rejected
Do It Ltd
Will Smith
Can Do Cleaning
I don't know
When can you start?
Are you available on friday?
is friday
was on friday
"""


@pytest.mark.parametrize("typed", QUESTIONS.strip().splitlines())
def test_a_question_of_ones_own_is_known(typed: str) -> None:
    assert is_own_question(typed)


@pytest.mark.parametrize("typed", NO_QUESTIONS.strip().splitlines())
def test_an_answer_is_no_question_whatever_its_marks(typed: str) -> None:
    assert not is_own_question(typed)


@pytest.mark.parametrize(
    ("typed", "told", "asked"),
    [
        (
            "they offered me the job, can I negotiate?",
            "they offered me the job",
            "can I negotiate?",
        ),
        ("they turned me down. what now?", "they turned me down.", "what now?"),
        ("they rang on friday and should I write", "they rang on friday", "should I write"),
        ("should I write? they rang on friday", "they rang on friday", "should I write?"),
        ("they rang and I wrote", "they rang and I wrote", None),
    ],
)
def test_what_is_told_beside_it_is_kept(typed: str, told: str, asked: str | None) -> None:
    assert without_own_questions(typed) == (told, () if asked is None else (asked,))


def test_it_is_no_answer_to_a_question_and_no_name() -> None:
    program = load_pack(with_tests=False)
    question = next_question(program, begin(program), TODAY)
    assert question is not None
    assert understand(question, "can I negotiate?", TODAY) == AskedInReturn()
    assert understand(question, "Can Do Cleaning", TODAY) == Named(("Can Do Cleaning",))
    assert understand(question, '"Should I Stay"', TODAY) == Named(("Should I Stay",))
