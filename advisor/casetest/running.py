"""Runs the tests of a pack on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from advisor.casetest.matching import Mismatch, check_case
from advisor.ir.advice import Decision
from advisor.ir.cases import Case
from advisor.ir.packs import Program

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
