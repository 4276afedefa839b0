"""Premises: which facts a firing or a conclusion rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from advisor.backends.rete.evaluation import Evaluated, Frames, Quantified, quantified
from advisor.backends.rete.normal_form import Fact, Free, Source, Term
from advisor.backends.rete.plan import Plan
from advisor.backends.rete.working_memory import WorkingMemory
from advisor.ir.derivations import Premise
from advisor.ir.expressions import Any_, Every
from advisor.ir.situations import Placed


class Reasons:
    """Finds premises in what the network matched and in what was worked out beside it."""

    def __init__(self, plan: Plan, terms: tuple[Evaluated, ...]) -> None:
        self._plan = plan
        self._terms = terms
        self._quantified: dict[int, Quantified] = {}  # of the terms that needed it so far

    def of_firing(
        self,
        memory: WorkingMemory,
        network_rule: int,
        index: int,
        marked: Mapping[int, Mapping[int, int]],
    ) -> tuple[Premise, ...]:
        """The facts that a network rule matched for an instance, also through marks and terms.

        Shape: `marked` says by which network rule each mark was concluded for each instance.
        """
        placed = memory.placed[index]
        found: dict[tuple[int, str], None] = {}
        waiting = [network_rule]
        while waiting:
            rule = self._plan.network_rules[waiting.pop()]
            for source in rule.sources:
                found.update(dict.fromkeys(self._behind(source, memory, placed)))
            waiting += [marked[mark][index] for mark in rule.marks]
        return tuple(memory.premise(at, fact) for at, fact in found)

    def _behind(
        self, source: Source, memory: WorkingMemory, placed: Placed
    ) -> Iterable[tuple[int, str]]:
        match source:
            case Fact(entity=entity, fact=fact):
                return [(placed.around[entity], fact)]
            case Term(number=number):
                return self._behind_term(number, memory, (placed,))
            case Free():
                return []

    def _behind_term(
        self, number: int, memory: WorkingMemory, frames: Frames
    ) -> Iterable[tuple[int, str]]:
        expression = self._plan.terms[number]
        watched, seen = memory.watched()
        value = self._terms[number](watched, frames)
        if isinstance(expression, Any_ | Every) and value is isinstance(expression, Any_):
            # One item settles it: that `any` holds, or that `every` does not.
            if number not in self._quantified:
                self._quantified[number] = quantified(expression, self._plan.parameters)
            parts = self._quantified[number]
            settling = _settling(parts, memory, frames, isinstance(expression, Any_))
            return next(settling, seen)
        return seen


def facts_read(
    evaluators: Iterable[Evaluated], memory: WorkingMemory, placed: Placed
) -> tuple[Premise, ...]:
    """What expressions read for an instance, in the order of first reading."""
    watched, seen = memory.watched()
    for evaluate in evaluators:
        evaluate(watched, (placed,))
    return tuple(memory.premise(at, fact) for at, fact in seen)


def _settling(
    parts: Quantified, memory: WorkingMemory, frames: Frames, wanted: bool
) -> Iterator[dict[tuple[int, str], None]]:
    """For each item that settles a quantifier alone, the facts that make it do so."""
    for inner in parts.items(memory, frames):
        watched, seen = memory.watched()
        is_kept = parts.is_kept is None or parts.is_kept(watched, inner) is True
        settles = is_kept and (parts.is_so(watched, inner) is True) is wanted
        if settles:
            yield seen
