"""What comes next, once what is advised is done and nobody else does anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor import api
from advisor.backends.advising import Advisor
from advisor.ir import Instance, Situation
from tests.timeline.test_semantics import FIXED, MON, program_with

EXAMPLES = Path(__file__).parents[2] / "examples"


def next_in(name: str) -> tuple[str, list[str], bool] | None:
    """The day, the actions that begin, and whether something is taken for done."""
    program = api.load_pack()
    [case] = api.load_cases(EXAMPLES / f"{name}.yaml", program).cases
    advisor = Advisor(program, "oracle")
    decision = advisor.advise(case.situation)
    found = api.next_change(advisor, case.situation, decision)
    if found is None:
        return None
    day = date.fromordinal(found.day).isoformat()
    return day, [piece.action for piece in found.begins], found.is_after_action


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        # They named Friday the 20th: with two working days of grace, one asks on the Tuesday.
        ("waiting-for-a-promised-date", ("2026-03-24", ["chase"], False)),
        # Once the thanks are written; whoever never thanks would do that first.
        ("thanks-after-a-first-interview", ("2026-03-26", ["chase"], True)),
        ("next-interview-and-portfolio", ("2026-09-25", ["thank-if-not-yet"], True)),
        ("two-offers-one-favourite", None),
    ],
)
def test_the_next_thing_to_do_is_found(
    example: str, expected: tuple[str, list[str], bool] | None
) -> None:
    assert next_in(example) == expected


@pytest.mark.beside_coverage
def test_the_advice_on_that_day_is_what_an_engine_says() -> None:
    program = api.load_pack()
    advisor = Advisor(program, "oracle")
    found = 0
    for path in sorted(EXAMPLES.glob("*.yaml"))[::3]:
        for case in api.load_cases(path, program).cases:
            own = advisor.with_values(case.parameters)
            decision = own.advise(case.situation)
            upcoming = api.next_change(own, case.situation, decision)
            if upcoming is None:
                continue
            found += 1
            after = api.as_advised(own, case.situation, decision)
            _, came = own.on(upcoming.day).pieces(after.root, None)
            assert set(upcoming.begins) <= set(came)
            if upcoming.day == decision.today:  # it follows at once
                continue
            _, before = own.on(upcoming.day - 1).pieces(after.root, None)
            told = {(p.action, p.place) for p in before if p.status != "later"}
            assert not told & {(p.action, p.place) for p in upcoming.begins}
    assert found > 5


def test_nothing_is_said_where_there_is_no_advice_because_of_an_error() -> None:
    advisor = Advisor(program_with("a + 3652058 days is after today"), "oracle")
    situation = Situation(None, MON, Instance("situation", FIXED))
    assert api.next_change(advisor, situation, advisor.advise(situation)) is None


def test_nothing_is_said_beyond_an_error_that_comes_first() -> None:
    advisor = Advisor(program_with("today + 5 days is after a and today is before a"), "oracle")
    situation = Situation(None, date.max.toordinal() - 10, Instance("situation", FIXED))
    assert api.next_change(advisor, situation, advisor.advise(situation)) is None


def test_what_nobody_can_follow_is_not_taken_for_done() -> None:
    program = api.load_pack()
    [case] = api.load_cases(EXAMPLES / "thanks-after-a-first-interview.yaml", program).cases
    advisor = Advisor(program, "oracle")
    decision = advisor.advise(case.situation)
    assert api.as_advised(advisor, case.situation, decision) is not case.situation
    thank, *rest = decision.advice
    torn = replace(thank, contradicts=(("wait-for-reply", "applications[0]"),))
    contradicting = replace(decision, advice=(torn, *rest))
    assert api.as_advised(advisor, case.situation, contradicting) is case.situation
