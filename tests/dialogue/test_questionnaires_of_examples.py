"""The questionnaire on every example: somebody who answers from the file gets the file's advice."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from advisor import api
from advisor.backends.oracle.partial_evaluation import OpenReading
from advisor.dialogue.conversation import next_question, otherwise
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.questions import FactQuestion, Question
from advisor.dialogue.replies import Answer, Answered, NoneGiven, Skipped, understand
from advisor.ir.packs import Program
from advisor.ir.situations import Instance, with_fact
from advisor.ir.types import Kind
from advisor.rendering.words import words_of
from tests.dialogue.test_questionnaires_of_random_packs import (
    advice_for,
    interview,
    reply_from,
)
from tests.small_pack import TODAY

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def program() -> Program:
    return api.load_pack()


@cache
def estimator() -> Estimator:
    return Estimator(program())


def told_in_full(program: Program, root: Instance, today: int) -> Instance:
    """The situation as somebody tells it who is asked everything that makes sense.

    What a file does not say of the rare facts, which are asked for together, is not so.
    """
    reading = OpenReading(program, root, today)
    for here in reading.memory.placed:
        entity = program.pack.entities[here.instance.entity]
        rare = {} if entity.one_question is None else entity.one_question.facts
        for name, option in rare.items():
            for other in (name, *option.along):
                declared = entity.facts[other]
                makes_sense = declared.ask_if is None or reading.may_hold(
                    declared.ask_if, here.place
                )
                if other not in here.instance.facts and makes_sense:
                    value = otherwise(declared, option.value)
                    root = with_fact(root, here.place, other, value)
    return root


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_answering_only_what_is_asked_gives_the_advice_of_the_file(file: Path) -> None:
    for case in api.load_cases(file, program()).cases:
        today = case.situation.today or TODAY
        full = told_in_full(program(), case.situation.root, today)
        asked = interview(program(), full, today, estimator())[-1].root
        assert advice_for(program(), asked, today) == advice_for(program(), full, today)


def typed(question: Question, given: Answer) -> str:
    """How somebody types an answer, who says it as the screen does."""
    match question, given:
        case _, Skipped():
            return "skip"
        case _, NoneGiven():
            return "none"
        case FactQuestion(declared=declared), Answered(value=value):
            words = words_of(value, declared.type, declared.words)
            return f'"{words}"' if declared.type.kind is Kind.TEXT else words
        case _, Answered(value=value):
            return "yes" if value else "no"


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml"))[::7], ids=lambda path: path.stem)
def test_what_the_screen_says_is_understood_when_it_is_typed(file: Path) -> None:
    for case in api.load_cases(file, program()).cases:
        today = case.situation.today or TODAY
        for state in interview(program(), case.situation.root, today):
            question = next_question(program(), state, today)
            if question is not None:
                given = reply_from(case.situation.root, state, question)
                assert understand(question, typed(question, given), today) == given
