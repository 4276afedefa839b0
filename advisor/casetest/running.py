"""Runs the tests of a pack on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.backends.advising import Advisor
from advisor.backends.oracle import evaluate
from advisor.casetest.matching import Mismatch, check_case
from advisor.ir.advice import Advice, Decision
from advisor.ir.packs import Program
from advisor.ir.situations import Case, Instance, places_outwards, with_fact, without_fact


def carry_out(program: Program, root: Instance, advice: Advice, today: int) -> Instance:
    """The situation after the advised action was carried out today.

    Every line of the action's `done` is evaluated in the situation as it was before. A fact that has
    a default cannot be none, so where its new value is not given it is missing again.
    """
    pack = program.pack
    around = pack.around[advice.entity]
    places = dict(zip(around, places_outwards(advice.place), strict=True))
    before = root
    for change in pack.actions[advice.action].done:
        value = evaluate(program, before, today, advice.place, change.value)
        declared = pack.fact(change.entity, change.fact)
        place = places[change.entity]
        if value is None and declared.default is not None:
            root = without_fact(root, place, change.fact)
        else:
            root = with_fact(root, place, change.fact, value)
    return root


@dataclass(frozen=True, slots=True)
class CaseRun:
    """One case on one or more engines. `mismatches` are those of the first engine that has any.

    `program` is the one with the case's own parameters; `decision` is the first engine's.
    """

    case: Case
    program: Program
    decision: Decision
    mismatches: tuple[Mismatch, ...]
    engine: str  # that of the mismatches and the decision
    disagreeing: tuple[str, ...] = ()  # engines whose decision is another than the first one's

    @property
    def is_met(self) -> bool:
        return not self.mismatches and not self.disagreeing


def run_case(advisors: Sequence[Advisor], case: Case) -> CaseRun:
    """Decide one case on every engine, which is an advisor each, and compare."""
    own = [advisor.with_values(case.parameters) for advisor in advisors]
    program = own[0].program
    first, *others = decisions = [a.advise(case.situation, questions=False) for a in own]
    disagreeing = tuple(
        a.engine for a, other in zip(own[1:], others, strict=True) if not _agree(first, other)
    )
    for advisor, decision in zip(own, decisions, strict=True):
        mismatches = check_case(case, decision, program)
        if mismatches:
            return CaseRun(case, program, decision, mismatches, advisor.engine, disagreeing)
    return CaseRun(case, program, first, (), own[0].engine, disagreeing)


def _agree(one: Decision, other: Decision) -> bool:
    return one == other and one.derivations == other.derivations
