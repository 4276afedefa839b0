"""What a firing rests on: as long as that stays, it stays, whatever else changes."""

from __future__ import annotations

from random import Random

from advisor.backends.oracle import BACKEND
from advisor.backends.oracle.support import Facts, Support
from advisor.ir import LAST_DATE, TODAY, Derivations, Instance, Pack, Program, with_fact
from advisor.rendering.words import place_stated
from tests.agreement.programs import programs
from tests.counterfactual.made import make_case, make_program
from tests.strategies.situations import Posed, Situations

DAY = ("", TODAY)
PACKS = range(41_000, 41_030)
SITUATIONS, MUTANTS = 4, 4


def changed_but(
    rng: Random, pack: Pack, situations: Situations, posed: Posed, kept: Facts, share: float
) -> Posed:
    """The situation with other values for facts that are not kept, and perhaps another day."""
    root: Instance = posed.root
    for here in place_stated(pack, posed.root):
        for fact in pack.entities[here.instance.entity].facts.values():
            if fact.is_concluded or (here.place, fact.name) in kept or rng.random() > share:
                continue
            can_be_none = not fact.is_required and fact.default is None
            value = None if can_be_none and rng.random() < 0.3 else situations.value(rng, fact)
            root = with_fact(root, here.place, fact.name, value)
    stays = DAY in kept or rng.random() > share
    return Posed(root, posed.today if stays else min(posed.today + rng.randint(1, 40), LAST_DATE))


def fired_in(program: Program, posed: Posed) -> tuple[Derivations, set[tuple[str, str]]]:
    derivations = BACKEND.compile_program(program).derive(posed.root, posed.today)
    return derivations, {(firing.rule, firing.place) for firing in derivations.firings}


def test_a_firing_stays_as_long_as_what_it_rests_on_stays() -> None:
    compared = fired = small = 0
    for made, program in programs(PACKS):
        situations, rng = Situations(program.pack), Random(made.seed)
        for posed in made.situations(SITUATIONS):
            derivations, before = fired_in(program, posed)
            if derivations.error is not None:
                continue
            support = Support(program, posed.root, posed.today, derivations)
            resting = {
                (rule.name, support.placed[index].place): support.firing(rule.name, index)
                for rule in program.pack.rules.values()
                for index in support.memory.of_entity[rule.entity]
            }
            small += sum(len(facts) < 4 for facts in resting.values())
            for kept in dict.fromkeys(resting.values()):
                stays = [key for key, facts in resting.items() if facts <= kept]
                for _ in range(MUTANTS):
                    other = changed_but(rng, program.pack, situations, posed, kept, 0.6)
                    again, after = fired_in(program, other)
                    if again.error is None:
                        for key in stays:
                            assert (key in after) is (key in before), (made.seed, key)
                        compared += len(stays)
                        fired += len(before.intersection(stays))
    assert compared > 40_000
    assert fired > 10_000
    assert small > 1_500


def support_of(text: str) -> Support:
    root = make_case(text).situation.root
    derivations = BACKEND.compile_program(make_program()).derive(root, 739_942)
    return Support(make_program(), root, 739_942, derivations)


def test_of_a_condition_that_fails_the_part_counts_that_rests_on_least() -> None:
    support = support_of("applications: [{company: A, stage: over, heard_on: 2026-11-21}]")
    assert support.firing("chase-when-late", 1) == {("applications[0]", "stage")}


def test_what_holds_rests_on_all_its_parts() -> None:
    support = support_of("applications: [{company: A, stage: waiting, promised_on: 2026-11-20}]")
    place = "applications[0]"
    assert support.firing("chase-when-late", 1) == {
        (place, "stage"),
        (place, "promised_on"),
        (place, "chases"),
        DAY,
    }
    heard = support_of("applications: [{company: A, stage: waiting, heard_on: 2026-11-10}]")
    assert heard.firing("chase-when-late", 1) == {
        (place, "stage"),
        (place, "promised_on"),  # that nobody promised anything
        (place, "heard_on"),
        (place, "chases"),
        DAY,
    }


def test_a_day_that_is_still_to_come_rests_on_today() -> None:
    support = support_of("applications: [{company: A, stage: waiting, heard_on: 2026-11-30}]")
    assert support.fact(1, "heard_on") == {("applications[0]", "heard_on"), DAY}
