"""Which tests fire a rule, and what comes of running them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.casetest import CaseRun, run_case
from advisor.casetest.checking import mismatch_lines
from advisor.diagnostics import Span

_ENGINE = "oracle"


@dataclass(frozen=True, slots=True)
class TestsOfRules:
    """The tests of a pack that were run: for each rule, as its author wrote it, those in which it fires."""

    runs: tuple[CaseRun, ...]
    fired: Mapping[str, tuple[CaseRun, ...]]

    @property
    def failed(self) -> tuple[CaseRun, ...]:
        """Those that do not pass."""
        return tuple(run for run in self.runs if not run.is_passed)


def run_tests(
    program: ir.Program,
    is_stale: Callable[[], bool] = lambda: False,
    tests: Sequence[ir.Case] | None = None,
) -> TestsOfRules | None:
    """Run some tests of a pack, else all, on the engine that is quickest for one; None once that is stale."""
    advisor = Advisor(program, _ENGINE)
    runs: list[CaseRun] = []
    for case in program.pack.tests if tests is None else tests:
        if is_stale():
            return None
        runs.append(run_case([advisor], case))
    fired: dict[str, list[CaseRun]] = {}
    for run in runs:
        rules = (program.pack.rules[one.rule] for one in run.decision.derivations.firings)
        for name in dict.fromkeys(rule.written_as for rule in rules):
            fired.setdefault(name, []).append(run)
    return TestsOfRules(tuple(runs), {name: tuple(some) for name, some in fired.items()})


@dataclass(frozen=True, slots=True)
class Lens:
    """A line over a rule or a test, and the names of the tests that it runs."""

    span: Span
    title: str
    tests: tuple[str, ...]


def lenses(path: str, pack: ir.Pack, ran: TestsOfRules | None) -> list[Lens]:
    """The lines over the rules and tests of one file; without knowing which fire, only over tests."""
    failed = {run.case.name for run in ran.failed} if ran is not None else ()
    found = [
        Lens(
            test.span,
            "it fails: run this test" if test.name in failed else "run this test",
            (test.name,),
        )
        for test in pack.tests
        if test.span.path == path
    ]
    if ran is None:
        return found
    for rule in pack.rules.values():
        if rule.span.path != path or rule.part_of is not None:
            continue
        runs = ran.fired.get(rule.name, ())
        count = sum(not run.is_passed for run in runs)
        title = "no test fires this rule"
        if runs:
            title = (
                f"{ir.counted(len(runs), 'test')} {'fires' if len(runs) == 1 else 'fire'} this rule"
            )
            title += f", {count} failed" if count else ""
        found.append(Lens(rule.span, title, tuple(run.case.name for run in runs)))
    return sorted(found, key=lambda lens: lens.span)


def told(runs: Sequence[CaseRun]) -> str:
    """What came of running some tests, in a few lines."""
    failed = [run for run in runs if not run.is_passed]
    if not runs:
        return "There is no test to run."
    if not failed:
        return f"{ir.counted(len(runs), 'test')} passed." if len(runs) > 1 else "The test passed."
    lines = [f"{len(failed)} of {ir.counted(len(runs), 'test')} failed."]
    for run in failed:
        lines.append(f"FAILED {run.case.name}")
        lines += [f"  {line}" for line in mismatch_lines(run.mismatches)]
    return "\n".join(lines)
