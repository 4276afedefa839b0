"""What running the tests of packs showed, as other programs read it: JSON values and JUnit XML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from advisor.casetest.findings import rule_coverage
from advisor.casetest.running import CaseRun, mismatch_lines
from advisor.diagnostics import Diagnostic, Severity
from advisor.ir.packs import Pack
from advisor.rendering.diagnostics import diagnostics_object
from advisor.rendering.layout import plain_text


@dataclass(frozen=True, slots=True)
class PackRun:
    """The tests of one pack that ran, and what was found besides. `is_whole`: no test was left out."""

    pack: Pack
    runs: tuple[CaseRun, ...]
    findings: tuple[Diagnostic, ...]
    is_whole: bool


def tests_object(tested: Iterable[PackRun]) -> dict[str, object]:
    """All packs as JSON values. `rules` tells what the tests reach, and stands there only if all ran."""
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


def render_junit(tested: Iterable[PackRun]) -> str:
    """JUnit XML: a suite a pack, a case a test; an error that was found besides is a case that fails."""
    suites: list[str] = []
    tests = failures = 0
    for one in tested:
        errors = [d for d in one.findings if d.severity is Severity.ERROR]
        cases = [_case(one.pack, run) for run in one.runs]
        cases += [_error_as_case(one.pack, problem) for problem in errors]
        failed = sum(not run.is_passed for run in one.runs) + len(errors)
        tests, failures = tests + len(cases), failures + failed
        suites += [
            f'  <testsuite name={_quoted(one.pack.name)} tests="{len(cases)}" failures="{failed}">',
            *cases,
            "  </testsuite>",
        ]
    head = f'<testsuites tests="{tests}" failures="{failures}">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]
    return "".join(f"{line}\n" for line in lines)


def _case(pack: Pack, run: CaseRun) -> str:
    lines = [f"{engine} decides otherwise" for engine in run.disagreeing]
    lines += [] if run.is_changed else mismatch_lines(run.mismatches)
    return _element(pack, run.case.name, run.case.span.path, run.case.span.line, lines)


def _error_as_case(pack: Pack, problem: Diagnostic) -> str:
    name = f"{problem.code}: {problem.message}"
    lines = [problem.message, *((problem.help,) if problem.help is not None else ())]
    return _element(pack, name, problem.span.path, problem.span.line, lines)


def _element(pack: Pack, name: str, path: str, line: int, failure: list[str]) -> str:
    head = (
        f"    <testcase classname={_quoted(pack.name)} name={_quoted(name)} "
        f'file={_quoted(path)} line="{line}"'
    )
    if not failure:
        return f"{head}/>"
    said = "\n".join(escape(plain_text(part)) for part in failure)
    return (
        f"{head}>\n      <failure message={_quoted(failure[0])}>{said}</failure>\n    </testcase>"
    )


def _quoted(text: str) -> str:
    return quoteattr(plain_text(text))
