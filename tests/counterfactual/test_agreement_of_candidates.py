"""Candidates in columns, and what blocks a goal, held against the oracle on random packs and situations."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from advisor.backends.advising import Advisor
from advisor.backends.oracle.support import Support
from advisor.counterfactual.changes import DAY, Key, apply_changes, declared
from advisor.counterfactual.columns import CandidateColumns, Single
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.relevance import relevant_for
from advisor.counterfactual.searching import smallest_changes
from advisor.ir import LAST_DATE, Advice, Pack, Value
from tests.agreement.programs import programs
from tests.counterfactual.exhaustive import reaching_sets
from tests.strategies.situations import Posed, Situations

PACKS = range(42_000, 42_050)
CANDIDATES = 30


def random_changes(
    rng: Random, pack: Pack, posed: Posed, situations: Situations
) -> dict[Key, Value | None]:
    """One to three facts with other values."""
    facts = declared(pack, posed.root)
    found: dict[Key, Value | None] = {}
    for key in rng.sample(sorted(facts), min(len(facts), rng.randint(1, 3))):
        fact = facts[key]
        if key == DAY:
            found[key] = min(posed.today + rng.randint(1, 30), LAST_DATE)
        elif not fact.is_required and fact.default is None and rng.random() < 0.25:
            found[key] = None
        else:
            found[key] = situations.value(rng, fact)
    return found


def advice_of(
    advisor: Advisor, posed: Posed, changes: dict[Key, Value | None]
) -> tuple[Advice, ...] | None:
    """The advice after the changes, by the oracle; None for an error."""
    changed = apply_changes(posed.root, posed.today, changes)
    derivations, advice = advisor.on(changed.today).pieces(changed.root, None)
    return None if derivations.error is not None else advice


@pytest.mark.beside_coverage
def test_columns_give_each_candidate_the_advice_that_the_oracle_gives() -> None:
    compared = given = failed = 0
    for made, program in programs(PACKS):
        situations, rng = Situations(program.pack), Random(made.seed)
        advisor = Advisor(program, "oracle")
        for posed in made.situations(3):
            candidates = [
                random_changes(rng, program.pack, posed, situations) for _ in range(CANDIDATES)
            ]
            singles: list[Single] = []
            rows = np.full((CANDIDATES, 3), -1, np.int64)
            for number, changes in enumerate(candidates):
                for at, single in enumerate(changes.items()):
                    rows[number, at] = len(singles)
                    singles.append(single)
            pieces = CandidateColumns(program, posed.root, posed.today).decide(singles, rows)
            found: list[list[tuple[str, str]]] = [[] for _ in candidates]
            for at, action, place in zip(
                pieces.candidate, pieces.action, pieces.place, strict=True
            ):
                found[at].append((pieces.actions[action], pieces.places[place]))
            for number, changes in enumerate(candidates):
                advice = advice_of(advisor, posed, changes)
                assert (advice is None) == pieces.failed[number], (made.seed, changes)
                expected = [(piece.action, piece.place) for piece in advice or ()]
                assert found[number] == expected, (made.seed, changes)
                compared += 1
                given += bool(expected)
                failed += advice is None
    assert compared > 4_000
    assert given > 1_000
    assert failed > 50


def test_whoever_reaches_a_goal_has_changed_something_of_each_set_that_blocked_it() -> None:
    """And only facts that can matter: no other candidate reaches it."""
    reached: dict[Aim, int] = dict.fromkeys(Aim, 0)
    for made, program in programs(range(43_000, 43_080)):
        situations, rng = Situations(program.pack), Random(made.seed)
        advisor = Advisor(program, "oracle")
        for posed in made.situations(3):
            derivations, advice = advisor.on(posed.today).pieces(posed.root, None)
            if derivations.error is not None:
                continue
            support = Support(program, posed.root, posed.today, derivations)
            goals = [Goal(aim, action) for aim in Aim for action in program.pack.actions]
            goals = [goal for goal in goals if not goal.is_reached(advice)]
            ways = {goal: goal.blocks(support, advice) for goal in goals}
            relevant = {
                goal: relevant_for(program, goal.action, goal.aim is Aim.FIRST).facts
                for goal in goals
            }
            facts = declared(program.pack, posed.root)
            for _ in range(CANDIDATES):
                changes = random_changes(rng, program.pack, posed, situations)
                after = advice_of(advisor, posed, changes)
                for goal in goals if after is not None else ():
                    if not goal.is_reached(after or ()):
                        continue
                    reached[goal.aim] += 1
                    changed = set(changes)
                    about = made.seed, goal, changes
                    assert any(all(changed & block for block in blocks) for blocks in ways[goal]), (
                        about
                    )
                    names = {(facts[key].entity, facts[key].name) for key in changed}
                    assert names & relevant[goal], about
    assert min(reached.values()) > 50, reached


def test_of_two_facts_that_let_an_action_come_first_none_are_left_out() -> None:
    """What the search leaves out by what leads after one change, a search through all pairs does not find, either."""
    pairs = answers = 0
    for made, program in programs(range(44_005, 44_017)):
        advisor = Advisor(program, "oracle")
        for posed in made.situations(2):
            for action in program.pack.actions:
                goal = Goal(Aim.FIRST, action)
                found = smallest_changes(advisor, posed.root, posed.today, goal, most=2)
                if found.size == 2 or (found.size is None and not found.is_cut_short):
                    sets = {frozenset(key for key, _ in way.changes) for way in found.ways}
                    reaching = reaching_sets(advisor, posed.root, posed.today, goal, 2)
                    assert {*map(frozenset, reaching)} <= sets, (made.seed, goal)
                    pairs += len(reaching)
                    answers += 1
    assert answers > 20
    assert pairs > 3
