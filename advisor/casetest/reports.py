"""What running the tests of packs showed, as other programs read it: JSON values and JUnit XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor import ir
from advisor.casetest.checking import CaseRun, mismatch_lines
from advisor.casetest.findings import rule_coverage
from advisor.diagnostics import Diagnostic, errors_among
from advisor.rendering.diagnostic_formats import diagnostic_case, diagnostics_object
from advisor.rendering.junit import JUnitCase, render_junit


@dataclass(frozen=True, slots=True)
class PackRun:
    """The tests of one pack that ran, and what was found besides. `is_whole`: no test was left out."""

    pack: ir.Pack
    runs: tuple[CaseRun, ...]
    findings: tuple[Diagnostic, ...]
    is_whole: bool
    coverage: Mapping[str, object] | None = None  # as JSON values, where it was measured


def tests_object(tested: Iterable[PackRun]) -> dict[str, object]:
    """All packs as JSON values. `rules` tells what the tests reach, and stands there only if all ran; `coverage`
    only where it was asked for.
    """
    packs = list(tested)
    runs = [run for one in packs for run in one.runs]
    failed = sum(not run.is_passed for run in runs)
    return {
        "packs": [_pack_object(one) for one in packs],
        "summary": {"tests": len(runs), "passed": len(runs) - failed, "failed": failed},
    }


def _pack_object(tested: PackRun) -> dict[str, object]:
    coverage = rule_coverage(tested.pack, tested.runs) if tested.is_whole else ()
    return {
        "pack": tested.pack.name,
        "version": tested.pack.version,
        "tests": [_run_object(run) for run in tested.runs],
        "rules": [
            {"rule": row.rule, "fired_by": row.fires, "left_silent_by": row.is_silent}
            for row in coverage
        ],
        "findings": diagnostics_object(tested.findings)["diagnostics"],
        **({} if tested.coverage is None else {"coverage": tested.coverage}),
    }


def _run_object(run: CaseRun) -> dict[str, object]:
    return {
        "test": run.case.name,
        "path": run.case.span.path,
        "line": run.case.span.line,
        "passed": run.is_passed,
        "expected_to_change": run.is_changed,
        "mismatches": [
            {"why": m.why, "expected": m.expected, "actual": m.actual} for m in run.mismatches
        ],
        "disagreeing": list(run.disagreeing),
    }


def junit(tested: Iterable[PackRun]) -> str:
    """JUnit XML: a suite a pack, a case a test; an error that was found besides is a case that fails."""
    return render_junit(
        (
            one.pack.name,
            [
                *(_case(run) for run in one.runs),
                *map(diagnostic_case, errors_among(one.findings)),
            ],
        )
        for one in tested
    )


def _case(run: CaseRun) -> JUnitCase:
    lines = [f"{engine} decides otherwise" for engine in run.disagreeing]
    lines += [] if run.is_changed else mismatch_lines(run.mismatches)
    return JUnitCase(run.case.name, run.case.span.path, run.case.span.line, tuple(lines))
