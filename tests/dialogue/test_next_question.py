"""What is asked together, by name and in two rounds, on a pack small enough to know every answer."""

from __future__ import annotations

from functools import cache

import pytest

from advisor.analysis import build_program
from advisor.dialogue.answers import Answered, Named, NoneGiven, Picked, Skipped
from advisor.dialogue.conversation import Conversation, answer, back, begin, changed
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.question_texts import QuestionTexts
from advisor.dialogue.questions import (
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.dialogue.replies import understand
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts

TODAY = 739_942  # Sun 2026-11-22

FILES = {
    "pack.yaml": "pack: small\nversion: 1.0.0\nlanguage: 1\ntitle: A small pack\n",
    "facts.yaml": """\
entities:
  application:
    list: applications
    label: "{company}"
    ask_first: Which companies?
    ask_more: Is there another company
    asked_by: company
    one_question:
      ask: Is any of this so with {company}?
      facts:
        called: They called
        chased_on: {words: I asked, along: [chases]}
        form: {words: Only by word of mouth, value: verbal}
        has_address: {words: I have no address, value: no}
        insider: {words: I know somebody there, ask_if: is_large}
    facts:
      company: {type: text, required: yes, ask: Which company?}
      is_large: {type: yes-no, ask: Is it large?}
      called: {type: yes-no, ask: Did they call?}
      called_back: {type: yes-no, ask: Did you call back?, ask_if: called}
      chased_on: {type: date, looks: back, ask: When did you ask?}
      chases: {type: number, default: 0, ask: How often did you ask?}
      form: {type: choice, usual: written, choices: {written: W, verbal: V}, ask: How?}
      has_address: {type: yes-no, ask: Do you have the address?}
      insider: {type: yes-no, ask: Do you know somebody there?}
  interview:
    within: application
    list: interviews
    label: the interview
    ask_first: When was the interview with {company}?
    asked_by: held_on
    ask_if: is_large
    facts:
      held_on: {type: date, looks: back, ask: When was it?}
""",
    "rules.yaml": """\
actions:
  go: {title: "Go to {company}", kind: wait}
  thank: {title: Thank them, kind: wait}
rules:
  - {rule: large, for: application, when: is_large, advise: go, because: Large.}
  - {rule: back, for: application, when: called and not called_back, advise: go, because: Called.}
  - {rule: asked, for: application, when: chased_on is before today or chases > 2, advise: go, because: Asked.}
  - {rule: spoken, for: application, when: form is verbal, advise: go, because: Spoken.}
  - {rule: no-way, for: application, when: has_address is no, advise: go, because: None.}
  - {rule: known, for: application, when: insider, advise: go, because: Known.}
  - {rule: polite, for: interview, when: held_on is after today - 3 days, advise: thank, because: So.}
""",
}


ASKED_AROUND = """\
entities:
  situation:
    one_question: {ask: Is any of this so?, facts: {tired: I am tired}}
    facts:
      tired: {type: yes-no, ask: Are you tired?}
"""  # no rule reads it


@cache
def program(with_outer_question: bool = False) -> Program:
    files = dict(FILES)
    if with_outer_question:
        files["facts.yaml"] = files["facts.yaml"].replace("entities:\n", ASKED_AROUND)
    loaded = load_pack_texts(files, "p")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


@cache
def estimator() -> Estimator:
    return Estimator(program())


def asked(state: Conversation, with_estimates: bool = False) -> Question:
    question = next_question(program(), state, TODAY, estimator() if with_estimates else None)
    assert question is not None
    return question


def after(*lines: str, of: Program | None = None) -> Conversation:
    """The questionnaire after these typed answers, each to the question that is put."""
    rules = of or program()
    state = begin(rules)
    for line in lines:
        question = next_question(rules, state, TODAY)
        assert question is not None
        reply = understand(question, line, TODAY)
        assert isinstance(reply, Answered | Named | NoneGiven | Picked | Skipped), (question, reply)
        state = answer(rules, state, question, reply)
    return state


def facts(state: Conversation, number: int = 0) -> dict[str, object]:
    return dict(state.root.lists["applications"][number].facts)


def lines_of(question: Question) -> list[str]:
    assert isinstance(question, SeveralQuestion)
    return [option.words for option in question.options]


def test_all_companies_are_named_in_one_answer() -> None:
    question = asked(begin(program()))
    assert isinstance(question, MoreQuestion)
    assert question.ask == "Which companies?"
    state = after('Acme, "Smith, Jones & Co"; Acme')
    named = [item.facts["company"] for item in state.root.lists["applications"]]
    assert named == ["Acme", "Smith, Jones & Co", "Acme"]
    assert "applications" not in state.root.open_lists  # nobody asks for another one


def test_a_day_with_a_comma_in_it_is_one_day() -> None:
    state = after("Acme", "yes")
    question = asked(state)
    assert isinstance(question, MoreQuestion)
    assert question.ask == "When was the interview with Acme?"
    assert understand(question, "Nov 20, 2026", TODAY) == Named((TODAY - 2,))
    assert understand(question, "20 nov, 21 nov", TODAY) == Named((TODAY - 2, TODAY - 1))
    assert understand(question, "no", TODAY) == Answered(False)


def test_who_only_says_yes_is_asked_for_the_day_and_then_for_another_one() -> None:
    state = after("Acme", "yes", "yes")
    question = asked(state)
    assert isinstance(question, FactQuestion)
    assert question.ask == "When was it?"
    assert understand(question, "none", TODAY) == NoneGiven()  # who does not know it
    question = asked(after("Acme", "yes", "yes", "none"))
    assert isinstance(question, MoreQuestion)
    assert question.ask == "Is there another interview, besides the interview?"


def test_a_list_is_not_asked_for_where_it_makes_no_sense() -> None:
    assert isinstance(asked(after("Acme", "yes")), MoreQuestion)
    assert not isinstance(asked(after("Acme", "no")), MoreQuestion)
    assert next_question(program(), after("Acme", "no", "no", ""), TODAY) is None


def test_rare_facts_are_asked_for_together_first_those_that_make_sense_now() -> None:
    question = asked(after("Acme", "yes", "no"))
    assert question.ask == "Is any of this so with Acme?"  # type: ignore[union-attr]
    assert lines_of(question) == [
        "They called",
        "I asked",
        "Only by word of mouth",
        "I have no address",
        "I know somebody there",
    ]


def test_what_is_ticked_is_said_or_asked_and_what_is_not_is_not_so() -> None:
    state = after("Acme", "yes", "no", "2 3")
    assert facts(state) == {
        "company": "Acme",
        "is_large": True,
        "called": False,
        "form": "verbal",
        "has_address": True,
        "insider": False,
    }
    assert [name for _, name in state.picked] == ["chased_on", "chases"]
    question = asked(state)
    assert isinstance(question, FactQuestion)
    assert question.fact == "chased_on"
    assert asked(back(state)) == asked(after("Acme", "yes", "no"))


def test_nothing_ticked_says_no_to_all() -> None:
    assert facts(after("Acme", "yes", "no", "")) == {
        "company": "Acme",
        "is_large": True,
        "called": False,
        "chased_on": None,
        "chases": 0,
        "form": "written",
        "has_address": True,
        "insider": False,
    }


def test_to_pass_over_the_list_leaves_all_of_it_open_and_unasked() -> None:
    state = after("Acme", "yes", "no", "skip")
    assert facts(state) == {"company": "Acme", "is_large": True}
    # Whoever does not know whether they called is not asked whether they were called back.
    assert next_question(program(), state, TODAY) is None


def test_a_line_that_is_not_ticked_changes_no_answer_given_before() -> None:
    state = after("Acme", "yes", "no")
    item = FactQuestion("applications[0]", "Acme", program().pack.fact("application", "chases"), "")
    state = answer(program(), state, item, Answered(2_000_000))
    question = asked(state)
    assert "I asked" in lines_of(question)  # the day is still open
    state = answer(program(), state, question, Picked(()))
    assert facts(state)["chases"] == 2_000_000
    assert facts(state)["chased_on"] is None


TWO = ("Acme, Globex", "yes", "no", "yes", "no")  # both large, no interviews


def test_what_may_be_so_of_several_is_one_line_and_asked_then_of_which() -> None:
    rules = program(True)
    state = after(*TWO, of=rules)
    question = next_question(rules, state, TODAY)
    assert isinstance(question, SeveralQuestion)
    assert question.ask == "Is any of this so?"
    assert lines_of(question) == [
        "They called",
        "I asked",
        "Only by word of mouth",
        "I have no address",
        "I know somebody there",
    ]
    state = answer(rules, state, question, Picked((2, 4)))
    assert facts(state, 1) == {
        "company": "Globex",
        "is_large": True,
        "called": False,
        "chased_on": None,
        "chases": 0,
        "has_address": True,
    }
    of_which = next_question(rules, state, TODAY)
    assert isinstance(of_which, SeveralQuestion)
    assert of_which.ask == "“Only by word of mouth”: for which application?"
    assert lines_of(of_which) == ["Acme", "Globex"]
    said = answer(rules, state, of_which, Picked((1,)))
    assert facts(said)["form"] == "written"
    assert facts(said, 1)["form"] == "verbal"
    question = next_question(rules, said, TODAY)
    assert isinstance(question, SeveralQuestion)
    assert question.ask == "“I know somebody there”: for which application?"
    unknown = answer(rules, said, question, Skipped())
    assert "insider" not in facts(unknown) | facts(unknown, 1)
    assert next_question(rules, unknown, TODAY) is None
    assert next_question(rules, back(said), TODAY) == of_which


def test_of_each_that_is_named_is_asked_what_a_tick_leaves_open() -> None:
    state = after(*TWO, "2", "2 1", of=program(True))
    assert state.picked == tuple(
        (f"applications[{number}]", name) for number in (0, 1) for name in ("chased_on", "chases")
    )


def test_what_only_makes_sense_after_a_tick_is_asked_then() -> None:
    question = asked(after("Acme", "yes", "no", "1"))
    assert isinstance(question, FactQuestion)
    assert question.fact == "called_back"


def test_an_answer_that_makes_others_pointless_takes_them_back() -> None:
    state = after("Acme", "yes", "no", "1", "no")
    given = QuestionTexts(program(), state.root, TODAY).given_answers()
    [called] = [one for one in given if one.fact == "called"]
    assert called.stands == "yes"
    state, taken = changed(program(), state, called, Answered(False), TODAY)
    assert [one.fact for one in taken] == ["called_back"]
    assert "called_back" not in facts(state)
    same, taken = changed(program(), state, called, Skipped(), TODAY)
    assert (same, taken) == (state, ())


def test_the_advice_is_shown_once_more_answers_hardly_change_what_comes_first() -> None:
    state = begin(program())
    state = answer(program(), state, asked(state, True), Named(("Acme",)))
    large = FactQuestion(
        "applications[0]", "Acme", program().pack.fact("application", "is_large"), ""
    )
    state = answer(program(), state, large, Answered(True))  # so it is advised, whatever else is so
    interviews = asked(state, True)
    assert isinstance(interviews, MoreQuestion)
    state = answer(program(), state, interviews, Answered(False))
    question = asked(state, True)
    assert isinstance(question, GoOnQuestion)
    assert question.more >= 1
    said = {"": True, "yes": True, "no": False, "skip": False, "not sure": False}
    assert {line: understand(question, line, TODAY) for line in said} == {
        line: Answered(goes_on) for line, goes_on in said.items()
    }
    going_on = answer(program(), state, question, Answered(True))
    assert not isinstance(asked(going_on, True), GoOnQuestion)
    assert back(going_on) == back(state)  # the way back leads beyond it


def test_the_same_answers_lead_to_the_same_question() -> None:
    state = after("Acme, Globex")
    assert asked(state, True) == next_question(program(), state, TODAY, Estimator(program()))


TIME = {
    "pack.yaml": FILES["pack.yaml"],
    "facts.yaml": """\
entities:
  situation:
    one_question:
      ask: Is any of this so?
      facts:
        asked: {words: I asked for time, along: [granted_on, refused]}
        tired: I am tired
        odd: It is odd
    facts:
      asked: {type: yes-no, ask: Did you ask?}
      granted_on: {type: date, looks: ahead, ask_if: asked, ask: Until when?}
      refused: {type: yes-no, ask_if: asked and granted_on is not given, ask: Did they refuse?}
      tired: {type: yes-no, ask: Are you tired?}
      odd: {type: yes-no, ask_if: granted_on is not given, ask: Is it odd?}
""",
    "rules.yaml": """\
actions:
  go: {title: Go, kind: wait}
rules:
  - {rule: asked, when: asked and granted_on is after today, advise: go, because: Asked.}
  - {rule: refused, when: refused, advise: go, because: Refused.}
  - {rule: tired, when: tired, advise: go, because: Tired.}
  - {rule: odd, when: odd, advise: go, because: Odd.}
""",
}


def test_what_was_ticked_does_not_stand_in_the_next_list() -> None:
    loaded = load_pack_texts(TIME, "p")
    assert loaded.pack is not None, loaded.diagnostics
    of = build_program(loaded.pack)
    asked_for = ["Is any of this so?", "Until when?", "Did they refuse?"]
    lines = ["1", "none", "no"]
    for count, ask in enumerate(asked_for):
        question = next_question(of, after(*lines[:count], of=of), TODAY)
        assert isinstance(question, FactQuestion | SeveralQuestion)
        assert question.ask == ask


EVENTS = """\
events:
  invited:
    title: I was invited
    for: application
    when: is_large
    adds: interviews
"""
ANOTHER = "Is there another interview, besides the interview?"


@pytest.mark.parametrize(("is_large", "is_asked"), [(True, True), (False, False)])
def test_another_one_is_asked_for_only_while_an_event_may_still_add_one(
    is_large: bool, is_asked: bool
) -> None:
    files = {**FILES, "events.yaml": EVENTS}
    open_list = FILES["facts.yaml"].replace("    ask_if: is_large\n", "")
    files["facts.yaml"] = open_list.replace("is_large: {", "is_large: {required: yes, ")
    loaded = load_pack_texts(files, "p")
    assert loaded.pack is not None, loaded.diagnostics
    of = build_program(loaded.pack)
    state = begin(of)
    asks: list[str] = []
    lines = {
        "Which companies?": "Acme",
        "Is it large?": "yes" if is_large else "no",
        "When was the interview with Acme?": "yes",
        ANOTHER: "no",
        "Is any of this so with Acme?": "none",
    }
    while (question := next_question(of, state, TODAY)) is not None:
        asks.append(question.ask)
        reply = understand(question, lines.get(question.ask, "skip"), TODAY)
        assert isinstance(reply, Answered | Named | NoneGiven | Picked | Skipped), question
        state = answer(of, state, question, reply)
    assert (ANOTHER in asks) is is_asked, asks
