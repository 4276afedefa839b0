"""The oracle: a plain evaluator of the written meaning, stratum by stratum. It defines what is right."""

from __future__ import annotations

from advisor.backends.oracle.deriving import OracleEngine, compile_program, evaluate
from advisor.backends.oracle.partial_evaluation import verdicts
from advisor.backends.oracle.questions import OpenFact, OpenList, open_questions
from advisor.diagnostics import Diagnostic
from advisor.ir.packs import Program

__all__ = ["BACKEND", "OpenFact", "OpenList", "evaluate", "open_questions", "verdicts"]


class _Oracle:
    """See `Backend`. It runs every program."""

    name = "oracle"

    def check_support(self, program: Program) -> tuple[Diagnostic, ...]:
        return ()

    def compile_program(self, program: Program) -> OracleEngine:
        return compile_program(program)


BACKEND = _Oracle()
