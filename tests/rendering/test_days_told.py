"""A day is told in the tense of its side of today."""

from datetime import date

import pytest

from advisor import api
from advisor.ir import Derivations
from advisor.rendering.words import Wording
from tests.examples.collection import program

TODAY = date(2026, 11, 24)
DAYS = {
    # the day of the interview, as it is told
    "yesterday": ("2026-11-23", "the interview at It is or was Ltd was on Mon 23 Nov"),
    "today": ("2026-11-24", "the interview at It is or was Ltd is on Tue 24 Nov"),
    "tomorrow": ("2026-11-25", "the interview at It is or was Ltd is on Wed 25 Nov"),
}


def wording(held_on: str | None) -> Wording:
    acme = {"company": "It is or was Ltd", "stage": "interviewed"}
    stated = {"today": TODAY, "applications": [{**acme, "interviews": [{"held_on": held_on}]}]}
    situation = api.load_situation(stated, program())
    return Wording(program().pack, situation.root, Derivations(), TODAY.toordinal())


@pytest.mark.parametrize("day", DAYS)
def test_a_day_is_told_in_the_tense_of_its_side_of_today(day: str) -> None:
    held_on, told = DAYS[day]
    words = wording(held_on)
    here = words.at["applications[0].interviews[0]"]
    fact = program().pack.fact("interview", "held_on")
    assert words.told(fact, here, date.fromisoformat(held_on).toordinal()) == told
    assert words.says(fact, here) == told[: told.index(" on ") + 3]


def test_another_day_than_that_of_the_situation_is_told_on_its_own_side() -> None:
    words = wording("2026-11-23")
    here = words.at["applications[0].interviews[0]"]
    fact = program().pack.fact("interview", "held_on")
    assert words.told(fact, here, date(2026, 12, 1).toordinal()).endswith(" is on Tue 1 Dec")


def test_without_a_day_nothing_is_known_of_its_side() -> None:
    words = wording(None)
    here = words.at["applications[0].interviews[0]"]
    fact = program().pack.fact("interview", "held_on")
    assert words.says(fact, here).endswith(" is or was on")
