"""Runs many cases on the engines that are asked for, or as is quickest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from advisor import ir
from advisor.backends.advising import ENGINES as ROW_ENGINES
from advisor.backends.advising import Advisor
from advisor.casetest.checking import CaseRun, check_case, run_case
from advisor.diagnostics import Diagnostic

COLUMNAR = "columnar"
ENGINES = (COLUMNAR, *ROW_ENGINES)
_MANY = 20_000  # cases times rules, from which on getting columns ready is worth its time


class Runner:
    """Runs cases of a program.

    `engines` are of `ENGINES`, and are held against each other. Without any: few cases run on those that take one
    after the other, many in columns. What is not met in columns, or an error there, is decided by the others, too:
    they can tell why, and whether it is so.
    """

    def __init__(
        self, program: ir.Program, engines: Sequence[str] = (), as_of: ir.AsOf | None = None
    ) -> None:
        self.program = program
        self.as_of = ir.AsOf(default=date.today().toordinal()) if as_of is None else as_of
        self._asked = tuple(engines)
        self._advisors: tuple[Advisor, ...] = ()

    def engines(self, cases: Sequence[ir.Case]) -> tuple[str, ...]:
        """Those on which all of these run."""
        if self._asked:
            return self._asked
        is_many = len(cases) * len(self.program.pack.rules) >= _MANY
        return (COLUMNAR,) if is_many else ROW_ENGINES

    @property
    def first(self) -> str:
        """The engine with which others are said to disagree."""
        return self._row_engines[0]

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """Why another engine stepped in for one that was needed, if so."""
        return tuple(notice for advisor in self._advisors for notice in advisor.notices)

    def run(self, cases: Sequence[ir.Case]) -> Iterator[CaseRun]:
        """Each case on all engines, in order."""
        engines = self.engines(cases)
        if COLUMNAR not in engines:
            yield from (run_case(self._one_by_one(), case) for case in cases)
            return
        for case, decision in zip(cases, self._in_columns(cases), strict=True):
            program = self.program.with_values(case.parameters)
            is_alone = len(engines) == 1 and decision.error is None
            if is_alone and not check_case(case, decision, program):
                yield CaseRun(case, program, decision, (), COLUMNAR)
                continue
            run = run_case(self._one_by_one(), case)
            if not _is_same(decision, run.decision):
                run = replace(run, disagreeing=(*run.disagreeing, COLUMNAR))
            yield run

    def decide(self, cases: Sequence[ir.Case]) -> Iterator[ir.Decision]:
        """What comes out for each case."""
        if COLUMNAR not in self.engines(cases):
            yield from map(self._decide, cases)
            return
        for case, decision in zip(cases, self._in_columns(cases), strict=True):
            yield decision if decision.error is None else self._decide(case)

    def _decide(self, case: ir.Case) -> ir.Decision:
        own = self._one_by_one()[0].with_values(case.parameters)
        return own.advise(case.situation, questions=False)

    def _in_columns(self, cases: Sequence[ir.Case]) -> Iterator[ir.Decision]:
        from advisor.casetest.columns import CaseColumns  # imports NumPy

        columns = CaseColumns(self.program, cases, self.as_of)
        return map(columns.decide, range(len(cases)))

    def _one_by_one(self) -> tuple[Advisor, ...]:
        """The engines asked for that decide one case after the other; both, where none of them is."""
        if not self._advisors:
            self._advisors = tuple(
                Advisor(self.program, name, self.as_of) for name in self._row_engines
            )
        return self._advisors

    @property
    def _row_engines(self) -> tuple[str, ...]:
        return tuple(name for name in self._asked if name != COLUMNAR) or ROW_ENGINES


def _is_same(in_columns: ir.Decision, other: ir.Decision) -> bool:
    """Whether two decisions are the same, as far as columns tell."""
    if in_columns.error is not None or other.error is not None:
        return in_columns.error is not None and other.error is not None
    own, derived = in_columns.derivations, other.derivations
    told = tuple(replace(conclusion, rules=()) for conclusion in derived.conclusions)
    return (in_columns.advice, own.firings, own.conclusions) == (
        other.advice,
        derived.firings,
        told,
    )
