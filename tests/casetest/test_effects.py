"""Following advice on paper."""

from pathlib import Path

import pytest

from advisor.backends.effects import carry_out
from advisor.ir import MILLION, Program
from tests.casetest.packs import decide, make_case, make_program
from tests.rendering.made import day

RULES = """\
entities:
  situation:
    facts:
      last_wrote_on: {type: date, ask: When did you last write?}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      chases: {type: number, default: 0, ask: How often?}
      former_chases: {type: number, default: 5, ask: How often before that?}
      hint: {type: text, ask: Any hint?}
  interview:
    within: application
    list: interviews
    facts:
      held_on: {type: date, required: yes, ask: When?}
      thanked_on: {type: date, ask: When did you thank them?}
actions:
  thank:
    title: Thank {company}
    kind: do
    done:
      thanked_on: today
      chases: chases + 1
      former_chases: chases
      hint: first(hint)
      last_wrote_on: held_on
rules:
  - rule: thank
    for: interview
    when: thanked_on is not given
    advise: thank
    because: It is polite.
    source: book
"""
SITUATION = """\
today: 2026-11-22
applications:
  - {company: Acme, interviews: [{held_on: 2026-11-01, thanked_on: 2026-11-02}]}
  - {company: Globex, chases: 2, hint: none, interviews: [{held_on: 2026-11-20}]}
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return make_program(tmp_path, RULES)


def test_done_changes_facts_of_the_instance_and_of_those_around_it(program: Program) -> None:
    case = make_case(program, SITUATION)
    root = case.situation.root
    [piece] = decide(program, case, "oracle").advice
    after = carry_out(program, root, piece, day("2026-11-22"))
    assert after.facts["last_wrote_on"] == day("2026-11-20")
    acme, globex = after.lists["applications"]
    assert acme == root.lists["applications"][0]
    assert globex.facts["chases"] == 3 * MILLION
    assert globex.lists["interviews"][0].facts["thanked_on"] == day("2026-11-22")


def test_every_change_looks_at_the_situation_as_it_was_before(program: Program) -> None:
    case = make_case(program, SITUATION)
    [piece] = decide(program, case, "oracle").advice
    after = carry_out(program, case.situation.root, piece, day("2026-11-22"))
    assert after.lists["applications"][1].facts["former_chases"] == 2 * MILLION


def test_a_value_that_is_not_given_makes_the_fact_none(program: Program) -> None:
    case = make_case(program, SITUATION)
    [piece] = decide(program, case, "oracle").advice
    after = carry_out(program, case.situation.root, piece, day("2026-11-22"))
    facts = after.lists["applications"][1].facts
    assert "hint" in facts
    assert facts["hint"] is None


def test_what_is_emptied_is_as_if_nobody_had_said_it(tmp_path: Path) -> None:
    rules = RULES.replace("hint: first(hint)", "hint: none").replace(
        "former_chases: chases", "former_chases: none"
    )
    program = make_program(tmp_path, rules)
    case = make_case(program, SITUATION.replace("hint: none", "hint: x, former_chases: 1"))
    [piece] = decide(program, case, "oracle").advice
    after = carry_out(program, case.situation.root, piece, day("2026-11-22"))
    facts = after.lists["applications"][1].facts
    assert (facts.keys() & {"hint", "former_chases"}, facts["chases"]) == (set(), 3 * MILLION)


def test_the_situation_itself_is_left_as_it_is(program: Program) -> None:
    case, same = make_case(program, SITUATION), make_case(program, SITUATION)
    [piece] = decide(program, case, "oracle").advice
    carry_out(program, case.situation.root, piece, day("2026-11-22"))
    assert case.situation.root == same.situation.root
