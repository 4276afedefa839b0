"""The oracle: a plain evaluator of the written meaning, stratum by stratum. It defines what is right.

Why something is not advised is in `why_not.py` and `closed_days.py`, which only explanations load.
"""

from __future__ import annotations

from advisor.backends.oracle.engine import OracleBackend, evaluate
from advisor.backends.oracle.partial_evaluation import verdicts
from advisor.backends.oracle.questions import OpenFact, OpenList, open_questions

__all__ = [
    "BACKEND",
    "OpenFact",
    "OpenList",
    "evaluate",
    "open_questions",
    "verdicts",
]

BACKEND = OracleBackend()
