"""The questionnaire on random packs: what it does not ask never matters, and every step can be undone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.analysis import build_program
from advisor.backends.oracle import BACKEND
from advisor.dialogue.conversation import answer, back
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import FactQuestion
from advisor.ir import Instance, Kind, Program, instance_at
from tests.dialogue.persons import advice_for, interview, reply_from, without_days_to_come
from tests.strategies.packs import random_pack
from tests.strategies.situations import Posed, Situations

pytestmark = pytest.mark.beside_coverage


def pose(program: Program, seed: int) -> Posed:
    """A random situation of somebody who calls nothing done on a day that is still to come.

    Such a day is no answer (rules/LANGUAGE.md, "Missing facts"): it would make another fact count for
    nothing that was answered before.
    """
    posed = Situations(program.pack).pose(seed, 2)
    root = without_days_to_come(program, posed.root, posed.today)
    return replace(posed, root=with_whole_sets(program, with_what_days_say(program, root)))


def with_what_days_say(program: Program, root: Instance) -> Instance:
    """The situation in which what has a day is so: whoever knows on which day it was knows that it was."""
    declared = program.pack.entities[root.entity].facts
    dated = [one for one in declared.values() if one.dates and root.facts.get(one.name) is not None]
    so = {
        one.dates: True
        for one in dated
        if one.dates is not None
        and declared[one.dates].type.kind is Kind.YES_NO
        and one.dates not in root.facts
    }
    lists = {
        name: tuple(with_what_days_say(program, item) for item in items)
        for name, items in root.lists.items()
    }
    return replace(root, facts={**root.facts, **so}, lists=lists)


def with_whole_sets(program: Program, root: Instance) -> Instance:
    """The situation in which it is said of each of several choices whether it is so.

    People tick those that are so, all in one go, and what they do not tick is not so.
    """
    declared = program.pack.entities[root.entity].several.values()
    parts = {fact for several in declared for fact in several.parts.values()}
    lists = {
        name: tuple(with_whole_sets(program, item) for item in items)
        for name, items in root.lists.items()
    }
    said = {fact: root.facts.get(fact) is True for fact in parts}
    return replace(root, facts={**root.facts, **said}, lists=lists)


def count_facts(root: Instance) -> int:
    return len(root.facts) + sum(count_facts(i) for items in root.lists.values() for i in items)


CASES = st.tuples(st.integers(0, 10**6), st.integers(1, 3), st.integers(0, 10**6))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CASES)
def test_answering_only_what_is_asked_gives_the_advice_of_stating_everything(
    case: tuple[int, int, int],
) -> None:
    pack_seed, size, situation_seed = case
    program = build_program(random_pack(pack_seed, size), {})
    posed = pose(program, situation_seed)
    wanted = advice_for(program, posed.root, posed.today)
    if wanted is None:
        event("an error")
        return
    asked = interview(program, posed.root, posed.today)[-1].root
    event(
        "some facts were not asked" if count_facts(asked) < count_facts(posed.root) else "all asked"
    )
    event("advice" if wanted else "no advice")
    assert advice_for(program, asked, posed.today) == wanted


@settings(max_examples=40, deadline=None, derandomize=True)
@given(CASES)
def test_going_back_and_answering_the_same_leads_to_the_same_state(
    case: tuple[int, int, int],
) -> None:
    pack_seed, size, situation_seed = case
    program = build_program(random_pack(pack_seed, size), {})
    posed = pose(program, situation_seed)
    states = interview(program, posed.root, posed.today)
    for before, after in pairwise(states):
        assert back(after) == before
        question = next_question(program, back(after), posed.today)
        assert question is not None
        again = answer(program, before, question, reply_from(posed.root, before, question))
        assert again == after
    assert back(states[0]) == states[0]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(CASES)
def test_nothing_is_asked_twice_and_required_facts_come_first(case: tuple[int, int, int]) -> None:
    pack_seed, size, situation_seed = case
    program = build_program(random_pack(pack_seed, size), {})
    posed = pose(program, situation_seed)
    seen: set[tuple[str, str]] = set()
    for state in interview(program, posed.root, posed.today):
        question = next_question(program, state, posed.today)
        if isinstance(question, FactQuestion):
            assert (question.place, question.fact) not in seen
            seen.add((question.place, question.fact))
            needed = [
                f.name
                for f in program.pack.entities[
                    instance_at(state.root, question.place).entity
                ].facts.values()
                if f.is_required and f.name not in instance_at(state.root, question.place).facts
            ]
            assert not needed or question.fact == needed[0]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(CASES)
def test_never_more_questions_about_an_instance_than_were_announced(
    case: tuple[int, int, int],
) -> None:
    pack_seed, size, situation_seed = case
    program = build_program(random_pack(pack_seed, size), {})
    posed = pose(program, situation_seed)
    engine = BACKEND.compile_program(program)
    announced: dict[str, int] = {}
    count = None
    for state in interview(program, posed.root, posed.today):
        instances = sum(1 for _ in _all(state.root))
        if engine.derive(state.root, posed.today).error is not None:
            event("an error on the way")  # what could resolve it is asked too
            return
        if instances != count:  # more to speak of: what was announced before is void
            announced, count = {}, instances
        question = next_question(program, state, posed.today)
        if isinstance(question, FactQuestion) and question.more is not None:
            assert question.more < announced.get(question.place, 10**6)
            announced[question.place] = question.more


def _all(root: Instance) -> list[Instance]:
    return [root, *(x for items in root.lists.values() for item in items for x in _all(item))]
