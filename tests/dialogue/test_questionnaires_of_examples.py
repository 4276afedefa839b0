"""The questionnaire on every example: somebody who answers from the file gets the file's advice."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from advisor import api
from advisor.dialogue.answers import (
    Answer,
    Answered,
    Each,
    Named,
    NoneGiven,
    OnDay,
    Picked,
    Skipped,
)
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import (
    EachQuestion,
    FactQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.dialogue.replies import understand
from advisor.ir import FactDeclaration, Kind, Program, iso_date
from advisor.rendering.words import words_of
from tests.dialogue.persons import (
    TODAY,
    advice_for,
    interview,
    reply_from,
    steps,
    told_in_full,
    with_days,
)
from tests.examples.collection import example_files

pytestmark = pytest.mark.beside_coverage


@cache
def program() -> Program:
    return api.load_pack()


@cache
def estimator() -> Estimator:
    return Estimator(program())


EXAMPLES = [file for file in example_files() if file.parent.name != "real"]
REAL = [file for file in example_files() if file.parent.name == "real"]


# The others are for `make questions`.
@pytest.mark.parametrize("file", [*EXAMPLES, *REAL[::3]], ids=lambda path: path.stem)
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
        case _, OnDay(value=True, day=int() as day):
            return iso_date(day)
        case FactQuestion(declared=declared), OnDay(value=value, day=day):
            when = "not known" if day is None else iso_date(day)
            what = "skip" if value is None else words_of(value, declared.type, declared.words)
            return f"{what} {when}"
        case EachQuestion(parts=parts), Each(answers=answers):
            return "; ".join(typed(*pair) for pair in zip(parts, answers, strict=True))
        case MoreQuestion(asked_by=FactDeclaration() as by), Named(values=values, along=along):
            names = [
                "I forgot" if value is None else words_of(value, by.type, by.words)
                for value in values
            ]
            return ", ".join(with_days(name, days) for name, days in zip_longest(names, along))
        case _, Picked(numbers=numbers):
            return " ".join(str(number + 1) for number in numbers)
        case _, Answered(value=value):
            return "yes" if value else "no"
        case _, Named() | Each() | OnDay():
            raise AssertionError  # nobody asks for them so


@pytest.mark.parametrize("file", example_files()[::7], ids=lambda path: path.stem)
def test_what_the_screen_says_is_understood_when_it_is_typed(file: Path) -> None:
    for case in api.load_cases(file, program()).cases:
        today = case.situation.today or TODAY
        for state in interview(program(), case.situation.root, today):
            question = next_question(program(), state, today)
            if question is not None:
                given = reply_from(case.situation.root, state, question)
                assert understand(question, typed(question, given), today) == given


@pytest.mark.parametrize("file", example_files()[::7], ids=lambda path: path.stem)
def test_no_list_to_tick_has_a_line_twice(file: Path) -> None:
    for case in api.load_cases(file, program()).cases:
        today = case.situation.today or TODAY
        for _, question in steps(program(), case.situation.root, today):
            if isinstance(question, SeveralQuestion):
                words = [option.words for option in question.options]
                assert sorted(set(words)) == sorted(words)


def test_who_ticks_that_they_gave_thanks_is_asked_when_and_not_whether() -> None:
    [file] = [one for one in example_files() if one.stem == "offer-in-hand-favourite-pending"]
    [case] = api.load_cases(file, program()).cases
    today = case.situation.today or TODAY
    asked = [question for _, question in steps(program(), case.situation.root, today)]
    facts = [question.fact for question in asked if isinstance(question, FactQuestion)]
    assert "thanked" not in facts
    assert facts.count("thanked_on") == 1
