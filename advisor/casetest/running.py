"""Runs the tests of a pack on every engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from advisor.backends.oracle import evaluate
from advisor.casetest.matching import Mismatch, check_case
from advisor.ir.advice import Advice, Decision
from advisor.ir.cases import Case
from advisor.ir.packs import Program
from advisor.ir.situations import Instance
from advisor.ir.types import Value

_STEP = re.compile(r"(\w+)\[(\d+)\]")


def carry_out(program: Program, root: Instance, advice: Advice, today: int) -> Instance:
    """The situation after the advised action was carried out today.

    Every line of the action's `done` is evaluated in the situation as it was before. A fact that has
    a default cannot be none, so where its new value is not given it is missing again.
    """
    pack = program.pack
    around = pack.around[advice.entity]
    places = dict(zip(around, _places_outwards(advice.place), strict=True))
    before = root
    for change in pack.actions[advice.action].done:
        value = evaluate(program, before, today, advice.place, change.value)
        declared = pack.fact(change.entity, change.fact)
        is_missing = value is None and declared.default is not None
        changed = {} if is_missing else {change.fact: value}
        root = _with_facts(root, _steps(places[change.entity]), change.fact, changed)
    return root


def _places_outwards(place: str) -> list[str]:
    """The place and those around it; the situation's, which is empty, comes last."""
    parts = place.split(".") if place else []
    return [".".join(parts[:n]) for n in range(len(parts), -1, -1)]


def _steps(place: str) -> list[tuple[str, int]]:
    return [(name, int(number)) for name, number in _STEP.findall(place)]


def _with_facts(
    at: Instance, steps: list[tuple[str, int]], fact: str, changed: Mapping[str, Value | None]
) -> Instance:
    if not steps:
        kept = {name: value for name, value in at.facts.items() if name != fact}
        return replace(at, facts={**kept, **changed})
    (name, number), *rest = steps
    items = list(at.lists[name])
    items[number] = _with_facts(items[number], rest, fact, changed)
    return replace(at, lists={**at.lists, name: tuple(items)})


# (program, case, engine) -> decision; given by the caller, since engines are chosen above
Decide: TypeAlias = Callable[[Program, Case, str], Decision]


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


def program_for(program: Program, case: Case) -> Program:
    """The program with the case's own values for parameters."""
    if not case.parameters:
        return program
    return replace(program, parameters={**program.parameters, **case.parameters})


def run_case(program: Program, case: Case, engines: Sequence[str], decide: Decide) -> CaseRun:
    """Decide one case on every engine and compare."""
    own = program_for(program, case)
    decisions = {engine: decide(own, case, engine) for engine in engines}
    first = engines[0]
    disagreeing = tuple(e for e in engines[1:] if not _agree(decisions[first], decisions[e]))
    for engine in engines:
        mismatches = check_case(case, decisions[engine], own)
        if mismatches:
            return CaseRun(case, own, decisions[engine], mismatches, engine, disagreeing)
    return CaseRun(case, own, decisions[first], (), first, disagreeing)


def run_cases(
    program: Program, cases: Iterable[Case], engines: Sequence[str], decide: Decide
) -> Iterator[CaseRun]:
    """The cases one after the other; a caller may stop early."""
    return (run_case(program, case, engines, decide) for case in cases)


def _agree(one: Decision, other: Decision) -> bool:
    return one == other and one.derivations == other.derivations
