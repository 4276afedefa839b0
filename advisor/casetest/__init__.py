"""Runs cases: what was expected against what came out, and what the tests of a pack prove."""

from advisor.casetest.checking import (
    CaseRun,
    Mismatch,
    check_case,
    mismatch_lines,
    run_case,
)
from advisor.casetest.drafts import draft_findings, drafts_of_tests
from advisor.casetest.findings import RuleCoverage, case_findings, coverage_findings, rule_coverage
from advisor.casetest.reasons import reasons
from advisor.casetest.runner import ENGINES, Runner

__all__ = [
    "ENGINES",
    "CaseRun",
    "Mismatch",
    "RuleCoverage",
    "Runner",
    "case_findings",
    "check_case",
    "coverage_findings",
    "draft_findings",
    "drafts_of_tests",
    "mismatch_lines",
    "reasons",
    "rule_coverage",
    "run_case",
]
