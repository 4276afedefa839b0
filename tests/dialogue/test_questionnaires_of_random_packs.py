"""The questionnaire on random packs: what it does not ask never matters, and every step can be undone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.analysis import build_program
from advisor.backends.agenda import advise_from
from advisor.backends.oracle import BACKEND
from advisor.dialogue.conversation import Conversation, answer, back, begin, next_question
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.questions import (
    Choosable,
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.dialogue.replies import Answer, Answered, Named, NoneGiven, OnDay, Picked, Skipped
from advisor.ir.advice import Advice
from advisor.ir.packs import FactDeclaration, Looks, Program
from advisor.ir.situations import Instance, instance_at
from tests.strategies.packs import random_pack
from tests.strategies.situations import Posed, Situations

MOST_STEPS = 400


def pose(program: Program, seed: int) -> Posed:
    """A random situation of somebody who calls nothing done on a day that is still to come.

    Such a day is no answer (rules/LANGUAGE.md, "Missing facts"): it would make another fact count for
    nothing that was answered before.
    """
    posed = Situations(program.pack).pose(seed, 2)
    return replace(posed, root=without_days_to_come(program, posed.root, posed.today))


def without_days_to_come(program: Program, root: Instance, today: int) -> Instance:
    """The situation in which what looks back was at the latest today."""
    declared = program.pack.entities[root.entity].facts
    facts = {
        name: value
        if value is None or declared[name].looks is not Looks.BACK
        else min(int(value), today)
        for name, value in root.facts.items()
    }
    lists = {
        name: tuple(without_days_to_come(program, item, today) for item in items)
        for name, items in root.lists.items()
    }
    return replace(root, facts=facts, lists=lists)


def is_picked(option: Choosable, here: Instance) -> bool:
    """Whether somebody ticks it."""
    value = here.facts.get(option.declared.name)
    if option.value is not None:
        return value == option.value or any(here.facts.get(f.name) for f in option.along)
    known = [(here.facts.get(f.name), f.default) for f in (option.declared, *option.along)]
    return any(value not in (None, False, default) for value, default in known)


def reply_from(full: Instance, conversation: Conversation, question: Question) -> Answer:
    """What somebody says whose situation is `full`, and who wants to hear everything."""
    here = instance_at(full, question.place)
    match question:
        case GoOnQuestion():
            return Answered(True)
        case MoreQuestion(asked_by=FactDeclaration() as by) if here.lists[question.list]:
            given = [item.facts.get(by.name) for item in here.lists[question.list]]
            named = tuple(value for value in given if value is not None)
            return Named(named) if len(named) == len(given) else Answered(True)
        case MoreQuestion():
            known = instance_at(conversation.root, question.place).lists[question.list]
            return Answered(len(here.lists[question.list]) > len(known))
        case SeveralQuestion():
            return Picked(
                tuple(
                    number
                    for number, option in enumerate(question.options)
                    if is_picked(option, instance_at(full, option.place))
                )
            )
        case FactQuestion():
            if question.fact not in here.facts:
                return Skipped()
            value = here.facts[question.fact]
            day = None if question.day is None else here.facts.get(question.day.name)
            if value is True and isinstance(day, int):
                return OnDay(day)
            return NoneGiven() if value is None else Answered(value)


def interview(
    program: Program, full: Instance, today: int, estimator: Estimator | None = None
) -> tuple[Conversation, ...]:
    """Every state of a questionnaire that is answered from `full`."""
    states = [begin(program)]
    for _ in range(MOST_STEPS):
        question = next_question(program, states[-1], today, estimator)
        if question is None:
            return tuple(states)
        states.append(answer(program, states[-1], question, reply_from(full, states[-1], question)))
    raise AssertionError("the questionnaire does not end")


def advice_for(program: Program, root: Instance, today: int) -> tuple[Advice, ...] | None:
    """The advice without its wording, in which facts may stand that no rule reads; None: an error."""
    derivations = BACKEND.compile_program(program).derive(root, today)
    if derivations.error is not None:
        return None
    advice = advise_from(program, root, today, derivations)
    return tuple(replace(piece, title="", target="", full_label="", notes=()) for piece in advice)


def count_facts(root: Instance) -> int:
    return len(root.facts) + sum(count_facts(i) for items in root.lists.values() for i in items)


CASES = st.tuples(st.integers(0, 10**6), st.integers(1, 3), st.integers(0, 10**6))


@settings(max_examples=120, deadline=None, derandomize=True)
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
