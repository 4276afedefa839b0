"""Questions whose answers change a result, where no advice hangs on them."""

from __future__ import annotations

from functools import cache

import pytest

from advisor.analysis import build_program
from advisor.backends.oracle import open_questions
from advisor.backends.oracle.partial_evaluation import OpenReading
from advisor.dialogue.conversation import Conversation, begin
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import FactQuestion, MoreQuestion
from advisor.ir import Instance, Program
from advisor.loading.declarations.packs import load_pack_texts
from tests.results_pack import results_case, results_program

TODAY = 739_942  # Sun 2026-11-22
FILES = {
    "pack.yaml": "pack: tax\nversion: 1.0.0\nlanguage: 1.1\ntitle: Tax\n",
    "facts.yaml": """\
entities:
  situation:
    facts:
      salary: {type: number, ask: What do you earn?}
      colour: {type: text, ask: What is your favourite colour?}
      tax: {type: number, concluded: yes, result: Income tax, default: salary * 0.15}
      paint: {type: text, concluded: yes, default: colour}
      owed: {type: number, concluded: yes, result: Owed, default: "sum(children, fee)"}
  child:
    list: children
    facts:
      age: {type: number, ask: How old is it?}
      fee: {type: number, concluded: yes, result: Fee, default: age * 2}
""",
}


@cache
def program() -> Program:
    pack = load_pack_texts(FILES, "p").pack
    assert pack is not None
    return build_program(pack)


def test_a_fact_is_open_while_it_can_change_a_result() -> None:
    facts, _ = open_questions(program(), Instance("situation", {}, {"children": ()}), TODAY)
    assert [one.fact for one in facts] == ["salary"]  # the colour changes nothing that is shown
    known = Instance("situation", {"salary": 1}, {"children": ()})
    assert open_questions(program(), known, TODAY) == ((), ())


@pytest.mark.parametrize("with_estimates", [True, False])
def test_what_only_results_need_is_asked_for(with_estimates: bool) -> None:
    estimator = Estimator(program()) if with_estimates else None
    conversation: Conversation = begin(program())
    asked: set[str] = set()
    question = next_question(program(), conversation, TODAY, estimator)
    match question:
        case FactQuestion():
            asked.add(question.fact)
        case MoreQuestion():
            asked.add(question.list)
    assert asked <= {"salary", "children"} and asked


def test_an_answer_that_changes_a_result_is_worth_asking_for() -> None:
    root = results_case("today: 2026-11-22\nclaims: [{who: Ann}]").situation.root
    declared = results_program().pack.entities["claim"].facts["age"]
    reading = OpenReading(results_program(), root, TODAY)
    found = Estimator(results_program()).estimate(root, [("claims[0]", declared)], TODAY, reading)
    assert found.all["claims[0]", "age"] > 0.5
