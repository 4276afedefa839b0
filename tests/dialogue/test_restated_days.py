"""A day that is said twice in one breath, seen from Tue 1 Dec 2026."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.dialogue.quantities import Problem
from advisor.dialogue.restated_days import said_once

TODAY = date(2026, 12, 1).toordinal()

ONE_DAY = """
next Thursday, that's the 10th = 10 december 2026
thursday, that’s the 10th = 10 december 2026
the 10th, a thursday = 10 december 2026
monday, so the 7th = 7 december 2026
tomorrow, the 2nd = 2 december 2026
in ten days, so the 11th = 11 december 2026
7/12, a monday = 7 december 2026
friday (the 4th) = 4 december 2026
interview monday - the 7th = interview 7 december 2026
last tuesday, the 24th = 24 november 2026
in two weeks, that would be the 15th = 15 december 2026
by the end of the week, i.e. friday = by 4 december 2026
they gave me ten days, so until the 12th = they gave me until the 12th
Hill on the 4th, a friday, at 3pm = Hill on 4 december 2026, at 3pm
Hill monday, that's the 7th, Wood tuesday, that's the 8th = Hill 7 december 2026, Wood 8 december 2026
"""
STAYS = (
    "hill on 4 dec, wood on 7 dec",
    "friday, monday",
    "Acme on 20 nov, the 24th",
    "4 dec, 11th",
    "they called on friday, monday they call again",
    "interview on friday, the 3 people were nice",
    "friday, that's what they said",
    "3 weeks ago, that's when I applied",
    "friday the 4th",
    "1, 2 and 3",
    "",
)
TWO_DAYS = {
    "friday, that is the 5th": "`friday` and `the 5th` are not the same day: say one of them only",
    "the 10th, a friday": "`the 10th` and `friday` are not the same day: say one of them only",
    "in ten days, so the 12th": "`in ten days` and `the 12th` are not the same day: say one of them only",
    "next thursday, the 11th": "`next thursday` and `the 11th` are not the same day: say one of them only",
}
ROWS = [tuple(row.split(" = ")) for row in ONE_DAY.strip().splitlines()]


@pytest.mark.parametrize(("typed", "once"), ROWS)
def test_a_day_that_is_said_twice_is_one(typed: str, once: str) -> None:
    assert said_once(typed, TODAY) == once


@pytest.mark.parametrize("typed", STAYS)
def test_what_says_no_day_twice_stays_as_it_is(typed: str) -> None:
    assert said_once(typed, TODAY) == typed


@pytest.mark.parametrize(("typed", "told"), TWO_DAYS.items())
def test_two_days_are_told_to_be_two(typed: str, told: str) -> None:
    assert said_once(typed, TODAY) == Problem(told)
