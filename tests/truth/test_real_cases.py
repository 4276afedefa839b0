"""The real cases themselves: complete, and the advice no worse than it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.truth.collection import load_collection, score_all
from tests.truth.figures import by_part
from tests.truth.floors import FLOORS, breaches, read_floors
from tests.truth.readers import load_readings
from tests.truth.scoring import CaseScore

FRESH = Path(__file__).parent / "fresh.txt"


@pytest.fixture(scope="module")
def scores() -> tuple[CaseScore, ...]:
    return score_all(load_collection().cases)


def test_every_real_case_has_a_situation_and_an_experts_side() -> None:
    collection = load_collection()
    assert collection.problems == ()
    assert collection.cases


def test_the_cases_that_came_last_are_there(scores: tuple[CaseScore, ...]) -> None:
    """First 24, then 22 and 22 more: examples/README.md says what was measured of each before anybody had read them."""
    fresh = FRESH.read_text(encoding="utf-8").split()
    assert set(fresh) <= {score.case.name for score in scores}
    assert len(set(fresh)) == len(fresh) == 24 + 22 + 22


def test_no_figure_is_worse_than_its_floor(scores: tuple[CaseScore, ...]) -> None:
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    assert breaches(floors, by_part(scores)) == []


def test_every_reading_can_be_used(scores: tuple[CaseScore, ...]) -> None:
    assert load_readings({score.case.name: score for score in scores})[1] == []
