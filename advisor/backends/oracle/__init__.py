"""The oracle: a plain evaluator of the written meaning, stratum by stratum. It defines what is right."""

from __future__ import annotations

from advisor.backends.oracle.closed_days import closed_behind
from advisor.backends.oracle.engine import OracleBackend, evaluate
from advisor.backends.oracle.partial_evaluation import verdicts
from advisor.backends.oracle.questions import OpenFact, OpenList, open_questions
from advisor.backends.oracle.refusing import (
    lacking,
    told_behind,
    why_not_advised,
    why_not_concluded,
    why_not_fired,
)

__all__ = [
    "BACKEND",
    "OpenFact",
    "OpenList",
    "closed_behind",
    "evaluate",
    "lacking",
    "open_questions",
    "told_behind",
    "verdicts",
    "why_not_advised",
    "why_not_concluded",
    "why_not_fired",
]

BACKEND = OracleBackend()
