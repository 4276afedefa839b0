"""An outlook against the long way: engines asked on every single day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from advisor import api
from advisor.backends.advising import Advisor
from advisor.backends.agenda import advise_from
from advisor.ir import Advice, Instance, Program, Situation
from advisor.timeline.many_days import decide_in_block
from advisor.timeline.outlook import Outlook, look_ahead
from tests.agreement.programs import make_program
from tests.examples.collection import example_files
from tests.timeline.day_by_day import Asked, ask_daily, differences

EXAMPLES = example_files()
DAYS = 60
SHARDS = 4
PACKS_A_SHARD = 10


def derived(outlook: Outlook, day: int) -> object:
    """What it says is derived on a day; None for an error."""
    found = outlook.derivations(day)
    if found is None:
        return None
    return found.firings, [(c.place, c.fact, c.value) for c in found.conclusions]


def assert_as_asked_daily(advisor: Advisor, root: Instance, today: int, days: int = DAYS) -> int:
    """Hold the outlook against every single day; how many breakpoints there were."""
    derivations = advisor.derive(root, today)
    alone = look_ahead(advisor.program, root, today, days)
    outlook = look_ahead(advisor.program, root, today, days, derivations)
    assert (alone.days, alone.turns) == (outlook.days, outlook.turns)
    assert set(outlook.turns) <= set(outlook.days)
    asked = ask_daily(advisor, root, today, outlook.period.last)
    for day, answer in enumerate(asked, today):
        came = answer.derivations
        expected = None
        if came.error is None:
            expected = came.firings, [(c.place, c.fact, c.value) for c in came.conclusions]
        assert derived(outlook, day) == expected, day - today
        assert derived(alone, day) == expected, day - today
    assert not list(differences(today, asked, [today, *outlook.days]))
    told = [sorted((p.action, p.place, p.status, p.rules) for p in a.advice) for a in asked]
    changed = {today + n for n in range(1, len(told)) if told[n] != told[n - 1]}
    assert changed <= set(outlook.turns)
    return len(outlook.days)


def cases() -> Iterator[tuple[Program, Situation, int]]:
    program = api.load_pack()
    plain = Advisor(program, "oracle")
    for path in EXAMPLES:
        for case in api.load_cases(path, program).cases:
            advisor = plain.with_values(case.parameters)
            yield advisor.program, case.situation, advisor.day(case.situation.today)


@pytest.mark.beside_coverage
def test_each_third_example_is_on_every_day_as_the_columns_say() -> None:
    """The derivations of an outlook, and days between breakpoints, against all days as one block."""
    breakpoints = 0
    for program, situation, today in islice(cases(), 0, None, 3):
        root = situation.root
        outlook = look_ahead(program, root, today, DAYS)
        days = range(today, today + DAYS + 1)
        block = decide_in_block(program, situation, days)
        asked = []
        for day in days:
            found = outlook.derivations(day)
            assert found is not None
            advice = advise_from(program, root, day, found)
            assert [shown(p) for p in advice] == [shown(p) for p in block[day][0]], day - today
            asked.append(Asked(found, advice))
        assert not list(differences(today, asked, [today, *outlook.days]))
        breakpoints += len(outlook.days)
    assert breakpoints > 1_000


def shown(piece: Advice) -> object:
    return (
        piece.action,
        piece.place,
        piece.status,
        piece.start,
        piece.due,
        piece.title,
        piece.rules,
    )


@pytest.mark.beside_coverage
def test_an_example_in_thirty_is_on_every_day_as_the_oracle_says() -> None:
    for program, situation, today in islice(cases(), 0, None, 30):
        assert_as_asked_daily(Advisor(program, "oracle"), situation.root, today)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_packs_change_on_their_breakpoints_only(shard: int) -> None:
    breakpoints = 0
    start = 70_000 + shard * PACKS_A_SHARD
    for seed in range(start, start + PACKS_A_SHARD):
        made = make_program(seed)
        if made.program is None:
            continue
        advisor = Advisor(made.program, "oracle")
        for posed in made.situations(4):
            breakpoints += assert_as_asked_daily(advisor, posed.root, posed.today)
    assert breakpoints > 30


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), days=st.integers(1, 90))
@example(seed=1215, days=6)  # three rules conflict all the time, one of them not every day
def test_any_pack_over_any_period(seed: int, days: int) -> None:
    made = make_program(seed)
    if made.program is None:
        return
    advisor = Advisor(made.program, "oracle")
    for posed in made.situations(1):
        assert_as_asked_daily(advisor, posed.root, posed.today, days)
