"""Runs cases: what was expected against what came out, and what the tests of a pack prove."""

from advisor.casetest.findings import RuleCoverage, case_findings, coverage_findings, rule_coverage
from advisor.casetest.matching import Mismatch, check_case, mismatch_lines
from advisor.casetest.running import CaseRun, carry_out, run_case

__all__ = [
    "CaseRun",
    "Mismatch",
    "RuleCoverage",
    "carry_out",
    "case_findings",
    "check_case",
    "coverage_findings",
    "mismatch_lines",
    "rule_coverage",
    "run_case",
]
