"""Where things stand, told by what has happened, with the rules for after an interview."""

from __future__ import annotations

from functools import cache

import pytest

from advisor.api import load_pack
from advisor.dialogue.answers import Answered, Each, Named, echo
from advisor.dialogue.conversation import Conversation, answer, begin
from advisor.dialogue.next_question import next_question
from advisor.dialogue.quantities import AskedBack, Problem
from advisor.dialogue.question_texts import QuestionTexts
from advisor.dialogue.questions import EachQuestion, FactQuestion
from advisor.dialogue.replies import understand
from advisor.ir import Program

TODAY = 739_950  # Mon 2026-11-30

TOLD = {
    "got an offer by phone": "offered",
    "they offered me the job": "offered",
    "verbal offer": "offered",
    "they called me with an offer yesterday": "offered",
    "hill foods offered me the job": "offered",
    "I was offered it": "offered",
    "I got it": "offered",
    "got the offer in writing": "offered",
    "they turned me down yesterday": "rejected",
    "they went with someone else": "rejected",
    "they called and said no": "rejected",
    "they emailed back saying no": "rejected",
    "they rang to say I got it": "offered",
    "they phoned and said they went with someone else": "rejected",
    "position filled": "rejected",
    "I'm through to the next round": "interview_scheduled",
    "second interview next week": "interview_scheduled",
    "interview tomorrow": "interview_scheduled",
    "they're checking references": "references_asked",
    "they want references": "references_asked",
    "refs": "references_asked",
    "they froze the post": "on_hold",
    "said yes": "accepted",
    "verbally accepted": "accepted",
    "contract signed": "accepted",
    "I'm working there": "started",
    "started last week": "started",
    "pulled out": "withdrawn",
    "not interested any more": "withdrawn",
    "gave up on them": "closed_by_silence",
    "they withdrew the offer": "offer_withdrawn",
    "sent my CV": "applied",
    "haven't heard": "interviewed",
    "waiting on HR": "interviewed",
    "had a trial shift": "interviewed",
    "they'll let me know": "interviewed",
}
# What says too little, or something else, is asked back.
ASKED_BACK = (
    "offer not yet",
    "no offer yet",
    "they might offer me the job",
    "hopefully an offer",
    "they did not offer me the job",
    "globex offered me the job",
    "they called",
    "they called and said yes to more time",
    "got something",
    "negotiating",
    "handed in my notice",
    "they want me",
)


@cache
def program() -> Program:
    return load_pack(with_tests=False)


def told_of(*names: str) -> Conversation:
    state = begin(program())
    question = next_question(program(), state, TODAY)
    assert question is not None
    return answer(program(), state, question, Named(names, ((TODAY - 4,),) * len(names)))


@pytest.mark.parametrize(("typed", "stage"), TOLD.items())
def test_what_happened_says_where_things_stand(typed: str, stage: str) -> None:
    question = next_question(program(), told_of("Hill Foods"), TODAY)
    assert isinstance(question, FactQuestion) and question.fact == "stage"
    assert understand(question, typed, TODAY) == Answered(stage)


@pytest.mark.parametrize("typed", ASKED_BACK)
def test_what_says_no_choice_outright_is_asked_back(typed: str) -> None:
    question = next_question(program(), told_of("Hill Foods"), TODAY)
    assert question is not None
    assert isinstance(understand(question, typed, TODAY), Problem)


SEVERAL = {
    "still waiting, they offered me the job": ("interviewed", "offered"),
    "hill: offer by phone, wood still waiting": ("offered", "interviewed"),
    "wood said no, hill wants references": ("references_asked", "rejected"),
    "both turned me down": ("rejected", "rejected"),
    "wood rejected me and hill offered me the job": ("offered", "rejected"),
}


@pytest.mark.parametrize(("typed", "stages"), SEVERAL.items())
def test_likewise_of_several_at_once(typed: str, stages: tuple[str, ...]) -> None:
    question = next_question(program(), told_of("Hill Foods", "Wood & Sons"), TODAY)
    assert isinstance(question, EachQuestion)
    assert understand(question, typed, TODAY) == Each(tuple(map(Answered, stages)))


OF_OTHER_FACTS = """
preference: a lot = first_choice
preference: it's ok = good
preference: second choice = good
preference: i'd take it = good
preference: safety net = fallback
preference: only if nothing else = fallback
preference: so so = ?
setting: nhs = medicine
setting: the uk = britain
setting: i'm a teacher = teaching
setting: postdoc = university
setting: council = public_service
setting: germany = ?
last_asked_by: sent an email = email
last_asked_by: called = ?
last_asked_by: rang and left a message = voicemail
last_asked_by: no answer = voicemail
last_asked_by: spoke to hr on the phone = phone
last_asked_by: dropped by = in_person
referees_called: one of the two = some
referees_called: all three = all_of_them
contact_rule: no rule = free
contact_rule: email only = no_calls
contact_rule: don't call us we'll call you = no_contact
contact_rule: via the agency = agency_only
contact_rule: recruiter = ?
offer_form: in writing = ?
offer_form: not in writing yet = verbal
offer_form: conditional offer = conditional
offer_form: they rang me = verbal
offer_form: got the contract = written
answer: say yes = accepted
answer: no thanks = declined
acceptance_form: i signed the contract = signed
counter_offer: offered more = made
counter_offer: they said they would = promised
mood: gutted = angry
mood: fine = calm
"""


@pytest.mark.parametrize("row", OF_OTHER_FACTS.split("\n")[1:-1])
def test_other_choices_are_told_in_other_words_too(row: str) -> None:
    told, expected = row.split(" = ")
    fact, typed = told.split(": ", 1)
    pack = program().pack
    [declared] = [e.facts[fact] for e in pack.entities.values() if fact in e.facts]
    question = FactQuestion("applications[0]", "Hill Foods", declared, "How?", events=program())
    found = understand(question, typed, TODAY)
    assert found == Answered(expected) if expected != "?" else isinstance(found, Problem)


def test_a_slip_in_a_day_of_a_list_of_names_is_taken_back_by_a_yes() -> None:
    question = next_question(program(), begin(program()), TODAY)
    assert question is not None
    found = understand(question, "hill last wedesday, wood on 20 nov", TODAY)
    assert isinstance(found, AskedBack) and "did you mean `last wednesday`" in found.message
    names = Named(("hill", "wood"), ((TODAY - 5,), (TODAY - 10,)))
    assert understand(question, "yes", TODAY, found) == names
    assert understand(question, "hill", TODAY, found) == Named(("hill",))


def offer_form() -> FactQuestion:
    texts = QuestionTexts(program(), offered().root, TODAY)
    return texts.fact_question(
        texts.at["applications[0]"], program().pack.fact("application", "offer_form")
    )


def offered() -> Conversation:
    state = told_of("Hill Foods")
    question = next_question(program(), state, TODAY)
    assert question is not None
    return answer(program(), state, question, Answered("offered"))


DEPENDS = {"conditions_open": True}
HOW = {
    "subject to references, they told me on the phone": ("verbal", DEPENDS),
    "on the phone, subject to references": ("verbal", DEPENDS),
    "verbal offer subject to a DBS check": ("verbal", DEPENDS),
    "conditional verbal offer": ("verbal", DEPENDS),
    "by phone but it depends on references": ("verbal", DEPENDS),
    "they rang me, conditional on a medical": ("verbal", DEPENDS),
    "by phone pending references": ("verbal", DEPENDS),
    "spoken, all still subject to checks": ("verbal", DEPENDS),
    "they told me on the phone and it is subject to references and a DBS check": (
        "verbal",
        DEPENDS,
    ),
    "orally on condition that my references are ok": ("verbal", DEPENDS),
    # What else events ask for or say goes the same way.
    "by phone, they want an answer by friday": ("verbal", {"answer_by": TODAY + 4}),
    "verbally, I want more money": ("verbal", {"terms_open": True}),
    "on the phone, subject to checks, they want an answer by friday": (
        "verbal",
        {**DEPENDS, "answer_by": TODAY + 4},
    ),
    # One choice says both.
    "in writing, subject to references": ("conditional", {}),
    "conditional": ("conditional", {}),
    "by email subject to checks": ("conditional", {}),
    "verbal offer": ("verbal", {}),
}


@pytest.mark.parametrize(("typed", "meant"), HOW.items())
def test_what_else_is_said_with_a_choice_is_kept(
    typed: str, meant: tuple[str, dict[str, bool | int]]
) -> None:
    reply = understand(offer_form(), typed, TODAY)
    assert isinstance(reply, Answered), reply
    assert (reply.value, {fact.name: value for fact, value in reply.besides}) == meant
    after = answer(program(), offered(), offer_form(), reply)
    facts = after.root.lists["applications"][0].facts
    assert facts["offer_form"] == meant[0]
    assert meant[1].items() <= facts.items()


@pytest.mark.parametrize(
    "typed",
    [
        "by phone, the moon is full",  # nothing is passed over
        "they took it back, by phone",  # where things stand is no answer to this
        "by email",  # with conditions, or without
    ],
)
def test_what_is_not_clear_of_it_is_asked_back(typed: str) -> None:
    assert isinstance(understand(offer_form(), typed, TODAY), Problem)


def test_it_is_said_back_with_the_answer() -> None:
    reply = understand(offer_form(), "by phone, conditional on a medical", TODAY)
    assert isinstance(reply, Answered)
    assert echo(offer_form(), reply, TODAY) == (
        "Only by word of mouth so far; conditions open: yes"
    )
