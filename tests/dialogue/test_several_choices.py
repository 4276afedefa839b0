"""Several choices are asked for in one question, once; what is ticked is so, and the rest is not."""

from __future__ import annotations

import pytest

from advisor.analysis import build_program
from advisor.dialogue.answers import Answered, Picked, Skipped
from advisor.dialogue.conversation import Conversation, answer, begin
from advisor.dialogue.next_question import next_question
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion, SeveralQuestion, explain
from advisor.dialogue.replies import understand
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts

TODAY = 739_942  # Sun 2026-11-22
FILES = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      is_ill: {type: yes-no, required: yes, ask: Are you ill?}
      symptoms:
        type: several
        ask: What do you have?
        help: Look closely.
        ask_if: is_ill
        choices: {fever: Fever, cough: A cough, rash: A rash}
actions:
  doctor: {title: See a doctor, kind: wait}
rules:
  - rule: doctor
    when: symptoms has fever or count(symptoms) > 1
    advise: doctor
    because: That is much.
""",
}


def made() -> Program:
    loaded = load_pack_texts(FILES, "p")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


def ask(program: Program, conversation: Conversation) -> SeveralQuestion | None:
    question = next_question(program, conversation, TODAY)
    assert question is None or isinstance(question, SeveralQuestion)
    return question


def ill(program: Program, is_ill: bool = True) -> Conversation:
    conversation = begin(program)
    question = next_question(program, conversation, TODAY)
    assert isinstance(question, FactQuestion)
    return answer(program, conversation, question, Answered(is_ill))


def test_all_choices_stand_in_one_question() -> None:
    program = made()
    question = ask(program, ill(program))
    assert question is not None
    assert (question.ask, [option.words for option in question.options]) == (
        "What do you have?",
        ["Fever", "A cough", "A rash"],
    )
    assert any("That is much." in line for line in explain(program.pack, question))


def test_what_is_ticked_is_so_and_the_rest_is_not() -> None:
    program = made()
    conversation = ill(program)
    question = ask(program, conversation)
    assert question is not None
    reply = understand(question, "2 and 3", TODAY)
    assert reply == Picked((1, 2))
    after = answer(program, conversation, question, reply)
    assert after.root.facts == {
        "is_ill": True,
        "symptoms_fever": False,
        "symptoms_cough": True,
        "symptoms_rash": True,
    }
    assert ask(program, after) is None


TICKED = {
    "1 3": (0, 2),
    "1,3": (0, 2),
    "1, 2 and 3.": (0, 1, 2),
    "yes, 2": (1,),
    "fever": (0,),
    "a rash and fever": (2, 0),
    "Fever, 2": (0, 1),
    "3 3": (2,),
    "all of them": (0, 1, 2),
    "a cough since friday": (1,),
    "coughing": (1,),
}


@pytest.mark.parametrize(("typed", "numbers"), TICKED.items())
def test_numbers_and_words_may_be_typed(typed: str, numbers: tuple[int, ...]) -> None:
    program = made()
    question = ask(program, ill(program))
    assert question is not None
    assert understand(question, typed, TODAY) == Picked(numbers)


NOT_TICKED = {
    "a broken leg": "`a broken leg` is none of the answers",
    "fever, a rash and a broken leg": "Type all of it once more: 1 3 for the rest of it",
    "both": "`both` is none of the answers",
    "1 4": "there is no number 4",
    "yes": "type the numbers of those that are so",
}


@pytest.mark.parametrize(("typed", "reason"), NOT_TICKED.items())
def test_what_is_no_choice_is_named_as_it_was_typed(typed: str, reason: str) -> None:
    program = made()
    question = ask(program, ill(program))
    assert question is not None
    problem = understand(question, typed, TODAY)
    assert isinstance(problem, Problem) and reason in problem.message


def test_none_of_them_and_not_known_differ() -> None:
    program = made()
    conversation = ill(program)
    question = ask(program, conversation)
    assert question is not None
    none = answer(program, conversation, question, Picked(()))
    skipped = answer(program, conversation, question, Skipped())
    assert [none.root.facts[name] for name in list(none.root.facts)[1:]] == [False] * 3
    assert list(skipped.root.facts) == ["is_ill"]
    assert ask(program, skipped) is None  # it is not put again


def test_where_it_makes_no_sense_it_is_not_asked() -> None:
    program = made()
    assert ask(program, ill(program, False)) is None
