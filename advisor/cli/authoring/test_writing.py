"""What `advisor test` writes: expectations that are met, and tests that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor import api, ir
from advisor.casetest import CaseRun
from advisor.casetest.updating import updated, why_not_updated
from advisor.cli.file_changes import FileChange, offer
from advisor.cli.terminal import Failure, progress, show, tell_wrapped
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.syntax.files import PackTexts, read_layers
from advisor.mutation import mutants_of, run_mutants
from advisor.mutation.missing_tests import propose
from advisor.mutation.reports import percent
from advisor.mutation.running import UNDECIDED, Verdict, tests_of
from advisor.mutation.test_columns import TestColumns
from advisor.recording.changed_tests import ChangedTest, with_changed_tests
from advisor.recording.expectations import Updated, with_expectations
from advisor.recording.text_edits import CannotEditError
from advisor.rendering.layout import Style

__test__ = False  # these are no tests


def update(folder: Path, runs: Sequence[CaseRun], is_sure: bool, style: Style) -> bool:
    """Let the tests that fail expect what came, as far as they are right in themselves; whether all do then."""
    failed = [run for run in runs if not run.is_passed]
    if not failed:
        return True
    own = [run for run in failed if run.home is None]
    refused = {run.case.name: why for run in own if (why := why_not_updated(run)) is not None}
    refused |= {
        run.case.name: f"it is a test of {run.home}; name it under `expect_changed` if that is meant"
        for run in failed
        if run.home is not None
    }
    wanted = {
        run.case.name: Updated(run.case, updated(run))
        for run in own
        if run.case.name not in refused
    }
    for name, why in refused.items():
        tell_wrapped(f"“{name}” stays as it is: {why}")
    if not wanted:
        return False
    layers, _ = read_layers(folder, api.find_pack)
    pack, top = runs[0].program.pack, layers[-1]
    changes = _changes(top, pack, list(wanted.values()))
    expected = {name: one.expectation for name, one in wanted.items()}
    _prove(layers, changes, pack, expected, set())
    return offer(changes, is_sure, style) and not refused


def _changes(top: PackTexts, pack: ir.Pack, wanted: Sequence[Updated]) -> list[FileChange]:
    by_path: dict[str, list[Updated]] = {}
    for one in wanted:
        by_path.setdefault(one.case.span.path, []).append(one)
    changes: list[FileChange] = []
    for path, them in by_path.items():
        try:
            after = with_expectations(top.texts[path], pack, them)
        except CannotEditError as problem:
            raise Failure(f"{path} cannot be changed in place: {problem}") from problem
        changes.append(FileChange(path, top.texts[path], after))
    return changes


def write_missing(folder: Path, is_sure: bool, style: Style) -> bool:
    """Propose tests that would notice mistakes in the rules; whether there is none to propose, or they were written.

    Raises: Failure, where there are no tests yet, or not all pass.
    """
    report = api.check_pack(folder)
    program = report.program
    if program is None or not program.pack.tests:
        raise Failure("there are no tests of which others could be made; write one first")
    as_of = ir.AsOf(default=date.today().toordinal())
    with progress(writes=True) as advance:
        run = run_mutants(
            program,
            list(mutants_of(program)),
            as_of,
            advance=lambda done, of: advance(done, of, f"{done:,} changes of the rules"),
        )
        if not run.is_sound:
            raise Failure("the tests do not all pass as they are, so nothing can be made of them")
        left = [trial.mutant for trial in run.left(*UNDECIDED)]
        tests = TestColumns(program, tests_of(program.pack), as_of)
        found = propose(tests, left, lambda done, of, what: advance(done, of, f"{done:,} {what}"))
    own = [one for one in found if one.case.span.path not in program.pack.below]
    own.sort(key=lambda one: [(fact, place, str(value)) for place, fact, value in one.case.changes])
    seen = sum(len(one.kills) for one in own)
    of = run.counts[Verdict.KILLED] + len(left)
    now = percent(run.score)
    if not own:
        show(f"No test is missing that could be found: {now} of the mistakes are noticed.\n")
        return True
    layers, _ = read_layers(folder, api.find_pack)
    changes: list[FileChange] = []
    below: dict[str, list[ChangedTest]] = {}
    for one in own:
        assert one.case.base is not None  # INVARIANT: proposals are changes of tests
        made = ChangedTest(one.case.base, one.case.changes, one.case.expectation)
        below.setdefault(one.case.span.path, []).append(made)
    for path, them in below.items():
        text = layers[-1].texts[path]
        changes.append(FileChange(path, text, with_changed_tests(text, program.pack, them)))
    names = _prove(layers, changes, program.pack, {}, {one.case.span.path for one in own})
    assert names == len(own), "INVARIANT: each proposal is a test of its own"
    then = percent((run.counts[Verdict.KILLED] + seen) / of)
    words = (
        f"{ir.counted(len(own), 'test')} would notice {seen:,} of the {ir.counted(len(left), 'mistake')} in the rules"
        f" that no test notices: {then} instead of {now}. Each expects what comes today: keep those that say what you want."
    )
    show("".join(f"{line}\n" for line in style.wrap(words)) + "\n")
    return offer(changes, is_sure, style)


def _prove(
    layers: Sequence[PackTexts],
    changes: Sequence[FileChange],
    pack: ir.Pack,
    expected: Mapping[str, ir.Expectation],
    growing: set[str],
) -> int:
    """Read the changed texts: all else must be as it was. How many tests there are more."""
    *below, top = layers
    texts = {**top.texts, **{change.path: change.after for change in changes}}
    loaded = load_pack_texts(texts, top.folder, below).pack
    before = {case.name: _plain(case) for case in pack.tests}
    wanted = {
        name: replace(case, expectation=expected.get(name, case.expectation))
        for name, case in before.items()
    }
    came = {} if loaded is None else {case.name: _plain(case) for case in loaded.tests}
    is_same = all(came.get(name) == case for name, case in wanted.items())
    more = len(came) - len(before)
    if not is_same or (more and not growing):
        raise Failure("these tests are written in a way that cannot be changed in place")
    return more


def _plain(case: ir.Case) -> ir.Case:
    """The case without the one that it is a change of, which may expect something else now."""
    return replace(case, base=None)
