"""Days and lengths of time with what people say before and behind them, seen from Saturday 28 November 2026.

A: of a fact that looks ahead, B: back, N: to no side, S: a length of time in days. `?`: it is asked back. What was
expected was written down before it was tried.
"""

from __future__ import annotations

from datetime import date

import pytest

from advisor.dialogue.carrier_phrases import read_in_carrier_phrase
from advisor.dialogue.dates import read_date
from advisor.dialogue.quantities import Problem, read_duration
from advisor.ir import Looks

TODAY = date(2026, 11, 28).toordinal()
PHRASES = """
A: let us know by the middle of next week = 02 Dec
A: they said I'd hear by Friday at the latest = 04 Dec
A: sometime next week = 04 Dec
A: no later than the 4th = 04 Dec
A: within two weeks of the interview = ?
A: end of the month or so = 30 Nov
A: by the end of next week at the latest = 04 Dec
A: they want to know by Monday = 30 Nov
A: they'll call me on Tuesday = 01 Dec
A: I have until Wednesday = 02 Dec
A: I've got until the 10th = 10 Dec
A: my deadline is 3 December = 03 Dec
A: the deadline is Friday noon = 04 Dec
A: not before Thursday = ?
A: not until Thursday = ?
A: early next week = 30 Nov
A: they need it by close of business Tuesday = 01 Dec
A: by COB Friday = 04 Dec
A: EOD Monday = 30 Nov
A: Friday at the very latest = 04 Dec
A: Friday, they said = 04 Dec
A: probably Tuesday = 01 Dec
A: maybe Friday = 04 Dec
A: I think it was by the 4th = 04 Dec
A: at the latest on 4 December = 04 Dec
A: latest Friday = 04 Dec
A: before the end of next week = ?
A: in the course of next week = 04 Dec
A: some time in the next two weeks = 12 Dec
A: over the next two weeks = 12 Dec
A: in the next few days = 01 Dec
A: within the next 10 days = 08 Dec
A: two weeks from today = 12 Dec
A: a week from Monday = 07 Dec
A: in two weeks' time = 12 Dec
A: in two weeks at the latest = 12 Dec
A: in 2 weeks or so = 12 Dec
A: around the 10th = 10 Dec
A: about mid December = 15 Dec
A: first thing Monday = 30 Nov
A: Monday morning, first thing = 30 Nov
A: they will be in touch by the end of December = 31 Dec
A: I was told Friday = 04 Dec
A: they promised me an answer by Wednesday = 02 Dec
A: by Wednesday or Thursday = ?
A: Wednesday or Thursday = ?
A: between Monday and Wednesday = ?
A: any day now = ?
A: soon = ?
A: after Christmas = ?
A: as soon as possible = ?
B: it was last Tuesday = 24 Nov
B: that was on Tuesday = 24 Nov
B: the interview was yesterday = 27 Nov
B: we spoke on the 20th = 20 Nov
B: about a week ago = 21 Nov
B: must have been Thursday = 26 Nov
B: a couple of days ago I think = 26 Nov
B: I heard from them on Monday = 23 Nov
B: some time last week = ?
B: just now = 28 Nov
B: this morning at ten = 28 Nov
N: not on Friday = ?
S: they said two weeks = 14
S: up to two weeks = 14
S: two weeks at the latest = 14
S: two to three weeks = 21
S: a week, maybe two = ?
S: it takes about a month = 30
S: I'd hear within ten days = 10
S: by the end of the week = ?
A: two days before Friday = ?
A: the week before Christmas = ?
A: a week after Christmas = ?
A: anything but Friday = ?
A: they said they would not call by Friday = ?
A: either Monday or the 4th = ?
A: Monday, no, Tuesday = ?
A: Friday, or Monday if they are late = ?
A: I asked for Friday but they said Monday = ?
A: the day after they interview the last person on Friday = ?
A: every Friday = ?
A: the manager is back on 7 December = 07 Dec
A: hopefully by the end of the week = 29 Nov
A: she'll get back to me on Wednesday = 02 Dec
A: they'd like it by noon on Thursday = 03 Dec
A: it has to be in by 5pm on the 2nd = 02 Dec
A: ASAP but no later than Friday = ?
A: in the new year = ?
A: within a week or two = 12 Dec
A: could be Friday = 04 Dec
A: not sure, Friday maybe = ?
A: a fortnight on Monday = 14 Dec
A: until further notice = ?
A: the 3rd at the earliest = ?
A: from Monday = 30 Nov
A: three weeks from the interview = ?
A: they want me to decide within 48 hours = 30 Nov
A: the end of the first week of December = ?
A: until the second of December = 02 Dec
B: the last time was Friday = ?
B: I sent it on Friday, they answered on Monday = ?
B: ages ago = ?
B: my interview with Mary was on 20 November = 20 Nov
B: it was the day before yesterday = 26 Nov
B: I think they called on the second Tuesday of November = 10 Nov
B: the first one was on 12 November = ?
B: they rang me in May = ?
S: they told me it would take 3 to 4 weeks = 28
S: not less than two weeks = ?
S: two weeks after the interview = ?
S: they usually need ten working days = 14
S: no more than a week = 7
S: at least two weeks = ?
S: they didn't say two weeks = ?
"""
ROWS = [line.split(" = ") for line in PHRASES.strip().splitlines()]
SIDES = {"A": Looks.AHEAD, "B": Looks.BACK, "N": None}


@pytest.mark.parametrize(("said", "expected"), ROWS, ids=[said for said, _ in ROWS])
def test_what_leads_in_to_a_day_does_not_count_unless_it_turns_it(said: str, expected: str) -> None:
    kind, _, words = said.partition(": ")
    if kind == "S":
        found = read_in_carrier_phrase(words, read_duration)
        shown = "?" if isinstance(found, Problem) else str(found)
    else:
        day = read_date(words, TODAY, SIDES[kind])
        shown = "?" if isinstance(day, Problem) else f"{date.fromordinal(day):%d %b}"
    assert shown == expected


def test_two_days_and_what_is_no_day_are_told_apart() -> None:
    found = read_date("wednesday or thursday", TODAY, Looks.AHEAD)
    assert isinstance(found, Problem)
    assert "are two days: say one" in found.message
    found = read_date("not before thursday", TODAY, Looks.AHEAD)
    assert isinstance(found, Problem)
    assert "is not one day" in found.message
