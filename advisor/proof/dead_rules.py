"""Why a rule never fires: which of its conditions exclude each other, and a situation that is as near as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import z3

from advisor import ir
from advisor.analysis.conditions import conjuncts
from advisor.backends.oracle import evaluate
from advisor.diagnostics import Span
from advisor.proof.solving import Answer, Outcome, Prover
from advisor.proof.terms import Formula, conj, disj, neg


@dataclass(frozen=True, slots=True)
class ConditionPart:
    """One of the conditions that all have to be so; under `unless`, it has to be not so."""

    expression: ir.Expression
    is_wanted: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.expression.span


@dataclass(frozen=True, slots=True)
class Excluding:
    """The conditions of a rule that are never so together, and a situation where all but one of them are so."""

    parts: tuple[ConditionPart, ...]
    is_deep: bool  # whether what other rules conclude stands in them
    root: ir.Instance | None = None
    today: int = 0


def overridden_where_it_holds(
    prover: Prover, rule: ir.Rule
) -> tuple[Answer, tuple[str, ...]] | None:
    """A situation in which the conditions of a rule hold, and which rules override it there; None: it never holds."""
    places = prover.world.of_entity[rule.entity]
    formula = disj(*(prover.reading.meets(rule.name, i) for i in places))
    overriders = prover.program.overridden_by[rule.name]
    seen: list[str] = []

    def confirm(_root: ir.Instance, _today: int, derivations: ir.Derivations) -> bool:
        fired = {f.rule for f in derivations.firings}
        seen[:] = [name for name in overriders if name in fired]
        return bool(seen)

    answer = prover.ask(formula, confirm)
    return (answer, tuple(seen)) if answer.outcome is Outcome.FOUND else None


def parts_of(rule: ir.Rule) -> list[ConditionPart]:
    """The conditions that all have to be so for a rule to fire."""
    found = list(conjuncts(rule.when, True))
    if rule.unless is not None:
        found += conjuncts(rule.unless, False)
    return [ConditionPart(expression, is_wanted) for expression, is_wanted in found]


def conflicting_parts(prover: Prover, rule: ir.Rule) -> Excluding:
    """The fewest conditions of a rule that exclude each other, as far as that is found."""
    index = prover.world.of_entity[rule.entity][0]
    place = prover.world.placed[index].place
    parts = parts_of(rule)
    formulas = [_holds(prover, part, index) for part in parts]
    core = _core(prover, formulas, prover.world.exists[index])
    deep = any(
        prover.program.pack.fact(ref.entity, ref.fact).is_concluded
        for n in core
        for ref in ir.facts_read(parts[n].expression)
    )
    found = tuple(parts[n] for n in core)
    for left_out in reversed(core):
        rest = [n for n in range(len(parts)) if n != left_out]

        def confirm(
            root: ir.Instance, today: int, derivations: ir.Derivations, rest: Sequence[int] = rest
        ) -> bool:
            return all(
                bool(evaluate(prover.program, root, today, place, parts[n].expression, derivations))
                is parts[n].is_wanted
                for n in rest
            )

        wanted = conj(prover.world.exists[index], *(formulas[n] for n in rest))
        answer = prover.ask(wanted, confirm)
        if answer.outcome is Outcome.FOUND:
            return Excluding(found, deep, *answer.situation)
    return Excluding(found, deep)


def _holds(prover: Prover, part: ConditionPart, index: int) -> Formula:
    holds = prover.reading.value(part.expression, index).holds
    return holds if part.is_wanted else neg(holds)


def _core(prover: Prover, formulas: Sequence[Formula], exists: Formula) -> list[int]:
    """The formulas that cannot be together, as few as is found by leaving out one after the other."""
    core = list(range(len(formulas)))
    for n in range(len(formulas)):
        left = [m for m in core if m != n]
        wanted = conj(exists, *(formulas[m] for m in left))
        if wanted is False or (wanted is not True and _is_impossible(prover, wanted)):
            core = left
    return core


def _is_impossible(prover: Prover, wanted: Formula) -> bool:
    solver = z3.Solver()
    solver.set("timeout", int(prover.seconds * 1000))
    solver.add(*prover.constraints.of([wanted]), wanted)
    return bool(solver.check() == z3.unsat)
