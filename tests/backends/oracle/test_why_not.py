"""Why something is not advised, on random packs: nothing is said to be missing that is there."""

from __future__ import annotations

from advisor.backends.advising import Advisor
from advisor.backends.oracle.flips import Flipping
from advisor.backends.oracle.support import Support
from advisor.backends.oracle.why_not import told_behind, why_not_advised
from advisor.ir import Instance, Placed, Program, Situation
from advisor.rendering.words import place_stated
from tests.agreement.programs import programs

PACKS = range(44_000, 44_040)


def test_each_condition_that_would_have_to_turn_is_not_as_wanted() -> None:
    wanted_yes = wanted_no = fired = 0
    for made, program in programs(PACKS):
        for posed in made.situations(2):
            derivations, _ = Advisor(program, "oracle").on(posed.today).pieces(posed.root, None)
            if derivations.error is not None:
                continue
            support = Support(program, posed.root, posed.today, derivations)
            for rule in program.pack.rules.values():
                for index in support.memory.of_entity[rule.entity]:
                    is_fired = (rule.name, index) in support.fired
                    flips = Flipping(support).firing(rule, index, not is_fired)
                    assert flips or is_fired, made.seed  # an `any` over nothing may leave no way
                    fired += is_fired
                    for flip in flips:
                        holds = support.holds(flip.condition, flip.frames)
                        assert holds is not flip.wanted, (made.seed, rule.name)
                        wanted_yes += flip.wanted
                        wanted_no += not flip.wanted
    assert min(wanted_yes, wanted_no, fired) > 200


def test_every_rule_that_does_not_lead_to_its_advice_has_a_reason() -> None:
    found = 0
    for made, program in programs(PACKS):
        advisor = Advisor(program, "oracle")
        for posed in made.situations(2):
            situation = Situation(None, posed.today, posed.root)
            decision = advisor.advise(situation)
            if decision.error is not None:
                continue
            for action in program.pack.actions:
                advised = {piece.place for piece in decision.advice if piece.action == action}
                places = {here.place for here in _placed(program, posed.root)} - advised
                why_nots = why_not_advised(program, posed.root, decision, action, places, {})
                for why_not in why_nots:
                    assert why_not.place in places
                    said = (why_not.shortfalls, why_not.overridden_by, why_not.silenced_by)
                    assert any((*said, why_not.given_up_for, why_not.has_nothing_instead))
                    assert not any("()" in shortfall.wish for shortfall in why_not.shortfalls)
                    found += 1
            for piece in decision.advice:
                told_behind(program, posed.root, decision, piece)
    assert found > 300


def _placed(program: Program, root: Instance) -> tuple[Placed, ...]:
    return place_stated(program.pack, root)


def test_the_day_on_which_a_condition_turns_is_still_to_come() -> None:
    turning = 0
    for made, program in programs(range(45_000, 45_080)):
        advisor = Advisor(program, "oracle")
        for posed in made.situations(3):
            derivations, _ = advisor.on(posed.today).pieces(posed.root, None)
            if derivations.error is not None:
                continue
            decision = advisor.advise(Situation(None, posed.today, posed.root), questions=False)
            places = {here.place for here in _placed(program, posed.root)}
            for action in program.pack.actions:
                why_nots = why_not_advised(program, posed.root, decision, action, places, {})
                for shortfall in (s for why_not in why_nots for s in why_not.shortfalls):
                    if shortfall.turns_on is not None:
                        assert shortfall.turns_on > posed.today
                        turning += 1
    assert turning > 20
