"""What facts may become: no stretch of days between two turning points is left out."""

from __future__ import annotations

import numpy as np
import pytest

from advisor import api
from advisor.counterfactual.columns import CandidateColumns, Single
from advisor.counterfactual.domains import Domains
from advisor.counterfactual.relevance import relevant_for
from advisor.counterfactual.thresholds import DayTerm, Turning
from advisor.ir.types import Kind
from tests.counterfactual.exhaustive import EXAMPLES
from tests.counterfactual.made import make_case, make_program
from tests.rendering.made import day

D, W = Kind.DURATION, Kind.WORKING_DAYS

# Steps from the left fact, steps from the right one, the day of the right one; the first day of the left fact on which
# it is no longer before, and the first on which it is after.
TURNINGS = {
    "as they stand": ((), (), "2026-11-25", ("2026-11-25", "2026-11-26")),
    "a week later": (((D, 7),), (), "2026-11-25", ("2026-11-18", "2026-11-19")),
    "a week before": ((), ((D, -7),), "2026-11-25", ("2026-11-18", "2026-11-19")),
    "a working day or the Monday after": (
        ((W, 0),),
        (),
        "2026-11-23",
        ("2026-11-21", "2026-11-24"),
    ),
    "two working days later": (((W, 2),), (), "2026-11-24", ("2026-11-20", "2026-11-23")),
    "a Sunday, seen from working days": (((W, 0),), (), "2026-11-22", ("2026-11-21", "2026-11-21")),
    "days and working days": (
        ((D, 7), (W, 0)),
        ((D, 1),),
        "2026-11-26",
        ("2026-11-20", "2026-11-21"),
    ),
}


@pytest.mark.parametrize(("left", "right", "value", "days"), TURNINGS.values(), ids=TURNINGS)
def test_a_comparison_turns_on_these_days(
    left: tuple[tuple[Kind, int], ...],
    right: tuple[tuple[Kind, int], ...],
    value: str,
    days: tuple[str, str],
) -> None:
    turning = Turning(DayTerm("a", "x", left), DayTerm("a", "y", right))
    assert tuple(turning.days(day(value))) == tuple(map(day, days))


def test_at_the_ends_of_the_calendar_nothing_turns() -> None:
    turning = Turning(DayTerm("a", "x", ()), DayTerm("a", "y", ()))
    assert list(turning.days(3)) == []


EXAMPLES_TRIED = ("first-chase", "three-employers-two-deadlines", "on-hold", "an-agreed-day")


@pytest.mark.parametrize("name", EXAMPLES_TRIED)
def test_the_days_that_are_tried_together_give_all_advice_that_any_day_gives(name: str) -> None:
    program = api.load_pack(with_tests=False)
    case = api.load_cases(EXAMPLES / f"{name}.yaml", program).cases[0]
    root, today = case.situation.root, case.situation.today
    assert today is not None
    relevant = relevant_for(program, "chase", is_for_order=False)
    domains = Domains(program, root, today, relevant, frozenset())
    columns = CandidateColumns(program, root, today)
    compared = 0
    for key in domains.keys:
        if domains.fact(key).type.kind is not Kind.DATE:
            continue
        tried, every = domains.values(key), domains.every_value(key)
        singles: list[Single] = [(key, value) for value in every]
        pieces = columns.decide(singles, np.arange(len(singles)).reshape(-1, 1))
        hits = pieces.hits("chase", None)
        outcome: dict[int, list[str]] = {number: [] for number in range(len(singles))}
        for candidate, place, is_hit in zip(pieces.candidate, pieces.place, hits, strict=True):
            if is_hit:
                outcome[int(candidate)].append(pieces.places[place])
        found = {tuple(sorted(outcome[n])) for n, value in enumerate(every) if value in tried}
        assert found == {tuple(sorted(places)) for places in outcome.values()}, key
        compared += 1
    assert compared >= 8


def test_a_domain_has_what_a_fact_can_be_and_is_not() -> None:
    root = make_case(
        "country: here\nquiet: yes\n"
        "applications: [{company: A, stage: waiting, heard_on: 2026-11-20, told: yes, chases: 2}]"
    ).situation.root
    everything = relevant_for(make_program(), "chase", is_for_order=True)
    domains = Domains(
        make_program(), root, day("2026-11-22"), everything, frozenset({("", "today")})
    )
    values = {fact: domains.values((place, fact)) for place, fact in domains.keys}
    assert "country" not in values  # nobody can change it
    assert "told" not in values  # it was done
    assert "today" not in values  # it is fixed
    assert values["quiet"] == (False, None)
    assert values["stage"] == ("offered", "over", None)
    assert values["heard_on"] == (day("2026-11-22"),)  # the 21st would be no different
    assert values["chases"] == (0, 1_000_000, 3_000_000)
