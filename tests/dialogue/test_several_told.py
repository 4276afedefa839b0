"""A sentence at the list of what may be so: what it says is ticked, with its day or length, or it is asked back."""

from __future__ import annotations

from datetime import date

import pytest

from advisor import api, ir
from advisor.analysis import build_program
from advisor.dialogue.answers import Answered, Named, Picked, Skipped, echo
from advisor.dialogue.conversation import Conversation, answer, begin
from advisor.dialogue.next_question import next_question
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion, SeveralQuestion
from advisor.dialogue.replies import understand
from advisor.ir import Program

TODAY = date(2026, 11, 30).toordinal()  # a Monday


@pytest.fixture(scope="module")
def program() -> Program:
    return build_program(api.load_pack(api.default_pack(), with_tests=False).pack)


def waiting_for_acme(program: Program) -> tuple[Conversation, SeveralQuestion]:
    """Interviewed by Acme on Monday the 16th; next is asked what else is so."""
    state = begin(program)
    for line in ("Acme", "3", "16 nov"):
        question = next_question(program, state, TODAY)
        assert question is not None
        reply = understand(question, line, TODAY)
        assert isinstance(reply, Answered | Named), (question.ask, reply)
        state = answer(program, state, question, reply)
    while not isinstance(question := next_question(program, state, TODAY), SeveralQuestion):
        assert question is not None
        state = answer(program, state, question, Skipped())
    return state, question


def ticked(question: SeveralQuestion, picked: Picked) -> dict[str, str]:
    """The first fact of each line that is ticked, and what was said of it."""
    said = dict(picked.said)
    found = {}
    for number in picked.numbers:
        fact = question.options[number].lines[0].facts[0]
        value = said.get(number)
        is_day = fact.type.kind is ir.Kind.DATE and isinstance(value, int)
        found[fact.name] = ir.iso_date(value) if is_day else str(value or "")
    return found


SAID = [
    # What they said, with the day or the length of time.
    ("they said by friday", {"promised_reply_on": "2026-12-04"}),
    ("they said I would hear by friday", {"promised_reply_on": "2026-12-04"}),
    ("they told me by friday", {"promised_reply_on": "2026-12-04"}),
    ("they will decide by 10 december", {"promised_reply_on": "2026-12-10"}),
    ("they promised an answer by wednesday", {"promised_reply_on": "2026-12-02"}),
    # `next wednesday` may be two days, and ten days count from the day of the promise: either is asked for by itself then.
    ("they promised an answer by next wednesday", {"promised_reply_on": ""}),
    ("they promised an answer within ten days", {"promised_reply_on": ""}),
    ("they said ten days", {"told_reply_takes": "10"}),
    ("they said it takes two weeks", {"told_reply_takes": "14"}),
    ("they said within two weeks", {"told_reply_takes": "14"}),
    # What has happened, with its day.
    ("they rang on friday", {"last_employer_contact_on": "2026-11-27"}),
    ("they called yesterday", {"last_employer_contact_on": "2026-11-29"}),
    ("they called", {"last_employer_contact_on": ""}),
    ("I asked them how things stand on thursday", {"last_chased_on": "2026-11-26"}),
    ("I asked how long it takes last friday", {"timeline_asked_on": "2026-11-27"}),
    ("the job was advertised again", {"reposted": ""}),
    ("I am angry", {"mood": ""}),
    # Several in one breath.
    (
        "they rang on friday and they will decide by 10 december",
        {"last_employer_contact_on": "2026-11-27", "promised_reply_on": "2026-12-10"},
    ),
    ("I am angry, they said by friday", {"mood": "", "promised_reply_on": "2026-12-04"}),
    ("haven't heard, they said ten days", {"told_reply_takes": "10"}),
    ("3, they said by friday", {"mood": "", "promised_reply_on": "2026-12-04"}),
    ("They would like to see samples of my work", {"portfolio_wanted": ""}),
]


@pytest.mark.parametrize(("typed", "meant"), SAID)
def test_a_sentence_ticks_what_it_says(program: Program, typed: str, meant: dict[str, str]) -> None:
    _, question = waiting_for_acme(program)
    reply = understand(question, typed, TODAY)
    assert isinstance(reply, Picked), reply
    assert ticked(question, reply) == meant


ASKED_BACK = [
    # Of two things that one may mean by it, the numbers of both, and no other one.
    (
        "they told me they would ring on thursday",
        "may mean 7 (They have been in touch since the interview) or 10 (",
    ),
    # More than lines can say: where things stand was answered before.
    ("they turned me down yesterday", "none of these lines"),
    ("they offered me the job on friday", "none of these lines"),
    ("I have an interview with them on friday", "none of these lines"),
    # Nothing is ticked by what is denied.
    ("they have not called", "type the numbers"),
    # What is clear stands with its number, for the next try.
    ("they said by friday, the moon is full", "Type all of it once more: 10 for the rest"),
]


@pytest.mark.parametrize(("typed", "said"), ASKED_BACK)
def test_what_is_not_clear_is_asked_back(program: Program, typed: str, said: str) -> None:
    _, question = waiting_for_acme(program)
    reply = understand(question, typed, TODAY)
    assert isinstance(reply, Problem), reply
    assert said in reply.message


def test_what_was_said_stands_in_the_answers_and_is_not_asked_again(program: Program) -> None:
    state, question = waiting_for_acme(program)
    reply = understand(question, "they rang on friday, they said by 10 december", TODAY)
    assert isinstance(reply, Picked)
    assert echo(question, reply, TODAY) == (
        "They have been in touch since the interview (Fri 27 Nov 2026, 3 days ago); They said when I would hear back"
        " (Thu 10 Dec 2026, in 10 days)"
    )
    after = answer(program, state, question, reply)
    facts = after.root.lists["applications"][0].facts
    assert facts["last_employer_contact_on"] == date(2026, 11, 27).toordinal()
    assert facts["promised_reply_on"] == date(2026, 12, 10).toordinal()
    assert after.picked == ()


def test_a_line_without_its_day_is_asked_for_next(program: Program) -> None:
    state, question = waiting_for_acme(program)
    reply = understand(question, "they called, they said by 10 december", TODAY)
    assert isinstance(reply, Picked)
    after = answer(program, state, question, reply)
    assert after.picked == (("applications[0]", "last_employer_contact_on"),)
    then = next_question(program, after, TODAY)
    assert isinstance(then, FactQuestion)
    assert then.fact == "last_employer_contact_on"
