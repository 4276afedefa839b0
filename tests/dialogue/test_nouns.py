"""What one of a list is called in questions."""

from __future__ import annotations

import pytest

from advisor.analysis import build_program
from advisor.dialogue.question_texts import QuestionTexts
from advisor.ir import SITUATION, Instance
from tests.loading.reporting import load

CALLED = {
    "": "Is there a house call to tell about?",
    "one: visit": "Is there a visit to tell about?",
    "one: hourly shift": "Is there an hourly shift to tell about?",
    "one: an hourly shift": "Is there an hourly shift to tell about?",
    "one: unit": "Is there a unit to tell about?",
    "one: UNESCO post": "Is there an UNESCO post to tell about?",
    "one: a UNESCO post": "Is there a UNESCO post to tell about?",
    "one: a one-off visit": "Is there a one-off visit to tell about?",
    "one: errand": "Is there an errand to tell about?",
}


@pytest.mark.parametrize("one, first", CALLED.items(), ids=CALLED)
def test_a_list_is_asked_for_by_what_one_of_it_is_called(one: str, first: str) -> None:
    lines = f"  house_call:\n    list: calls\n    {one}\n    facts: {{seen_on: {{type: date}}}}\n"
    pack = load(more=f"entities:\n{lines}").pack
    assert pack is not None
    lists: dict[str, tuple[Instance, ...]] = {"applications": (), "calls": ()}
    program = build_program(pack)
    question_texts = QuestionTexts(program, Instance(SITUATION, {}, lists), 739_942)
    question = question_texts.more_question(
        question_texts.placed[0], pack.entities["house_call"], [], ()
    )
    assert question.ask == first
    another = QuestionTexts(
        program, Instance(SITUATION, {}, {**lists, "calls": (Instance("house_call", {}),)}), 739_942
    )
    asked = another.more_question(
        another.placed[0], pack.entities["house_call"], [another.placed[1]], ()
    )
    noun = first.removeprefix("Is there ").removesuffix(" to tell about?").split(" ", 1)[1]
    assert asked.ask == f"Is there another {noun}, besides {noun} 1?"
