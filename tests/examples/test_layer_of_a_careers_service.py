"""The worked layer: what it adds to the rules for job interviews, and what it changes there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from advisor import api, casetest

LAYER = Path(__file__).resolve().parents[2] / "examples" / "layers" / "careers-service"


@cache
def report() -> api.PackReport:
    return api.check_pack(LAYER)


def runs(*, is_below: bool) -> list[casetest.CaseRun]:
    program = report().program
    assert program is not None, report().diagnostics
    advisors = [api.Advisor(program, engine) for engine in api.ENGINES]
    pack = program.pack
    chosen = [
        case
        for case in pack.tests
        if (case.name in pack.expect_changed if is_below else case.span.path not in pack.below)
    ]
    return [casetest.run_case(advisors, case) for case in chosen]


def test_nothing_is_wrong_with_it() -> None:
    assert report().diagnostics == ()


def test_it_has_two_numbers_a_rule_a_letter_and_a_calendar_of_its_own() -> None:
    program = report().program
    assert program is not None
    pack, below = program.pack, api.load_pack().pack
    assert {n for n, p in pack.parameters.items() if p.value != below.parameters[n].value} == {
        "late_thanks_until",
        "decision_time",
    }
    assert pack.rules.keys() - below.rules.keys() == {"talk-to-an-adviser-before-answering"}
    assert pack.drafts.keys() - below.drafts.keys() == {"talk-to-an-adviser"}
    assert pack.calendars.keys() - below.calendars.keys() == {"university"}


def test_its_own_tests_pass() -> None:
    own = runs(is_below=False)
    assert len(own) == 5
    assert all(run.is_met for run in own)


def test_the_tests_below_that_it_names_are_those_that_change() -> None:
    program = report().program
    assert program is not None
    changed = runs(is_below=True)
    assert sorted(run.case.name for run in changed) == sorted(program.pack.expect_changed)
    assert all(run.is_changed and run.is_passed for run in changed)
